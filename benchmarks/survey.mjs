// Runs one SurveyJS survey: each line on stdin is a change, each line on stdout says what it came to.
//   node survey.mjs SURVEY.json       (survey-core is taken from the working folder)
// In:  {"first": {name: value, ...}}, then {"question": name, "value": value, "restored": {name: value, ...}}
// Out: {"ms": milliseconds of the change alone, "visible": [name, ...], "raised": [flag, ...]}
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";

const { Model } = createRequire(process.cwd() + "/")("survey-core");
const json = JSON.parse(readFileSync(process.argv[2], "utf8"));
const flags = json.calculatedValues.map((each) => each.name).filter((name) => name.startsWith("f"));
const survey = new Model(json);

for await (const line of createInterface({ input: process.stdin })) {
  const { first, question, value, restored } = JSON.parse(line);
  const start = performance.now();
  if (first) survey.data = first;
  else survey.setValue(question, value);
  const ms = performance.now() - start;
  // SurveyJS forgets the answer to a question that it hides; ours comes back with the question.
  for (const [name, kept] of Object.entries(restored ?? {})) survey.setValue(name, kept);
  const visible = survey.getAllQuestions().filter((each) => each.isVisible).map((each) => each.name);
  const raised = flags.filter((name) => survey.getVariable(name) === true);
  process.stdout.write(JSON.stringify({ ms, visible, raised }) + "\n");
}
