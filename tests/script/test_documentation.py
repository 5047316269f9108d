"""The page for authors says what the program does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.script.assemble import SCRIPT_KEYS
from onboard_tui.script.calls import FUNCTIONS
from onboard_tui.script.load import load_script, open_script
from onboard_tui.script.load_flags import FLAG_KEYS
from onboard_tui.script.load_ladders import FACT_KEYS, HINT_KEYS, LADDER_KEYS, RUNG_KEYS
from onboard_tui.script.load_outcome import OUTCOME_KEYS
from onboard_tui.script.load_questions import QUESTION_KEYS
from onboard_tui.script.load_scenarios import EXPECT_KEYS
from onboard_tui.script.model import Place, QuestionType
from onboard_tui.script.problems import CODES, Problem, Weight
from onboard_tui.script.vocabulary.functions import MEANINGS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "script-language.md").read_text("utf-8")


def first_column(heading: str) -> list[str]:
    """Give the words in code of the first columns of all tables under a heading."""
    level = heading.split(maxsplit=1)[0]
    after = PAGE.split(f"\n{heading}\n")[1]
    section = re.split(rf"\n#{{2,{len(level)}}} ", after)[0]
    return [
        word
        for row in re.findall(r"^\| (.+?) \|", section, re.MULTILINE)
        for word in re.findall(r"`([^`]+)`", row)
    ]


def test_every_problem_code_is_documented_with_its_meaning() -> None:
    """The table of the page and the table of the program are the same."""
    rows = dict(re.findall(r"^\| (S\d{3}) \| (.+) \|$", PAGE, re.MULTILINE))
    assert rows == {
        code: f"{'' if each.weight is Weight.ERROR else 'Warning: '}{each.meaning}"
        for code, each in CODES.items()
    }


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("## The file", SCRIPT_KEYS),
        ("## Questions", (*QUESTION_KEYS, *QuestionType)),
        ("## Flags", FLAG_KEYS),
        ("## Ladders", (*LADDER_KEYS, *FACT_KEYS, *RUNG_KEYS, *HINT_KEYS)),
        ("## The outcome", OUTCOME_KEYS),
        ("### Functions", tuple(each.form for each in FUNCTIONS.values())),
    ],
)
def test_every_key_and_function_is_documented(heading: str, keys: tuple[str, ...]) -> None:
    """Nothing is left out, and nothing is promised that is not there."""
    assert set(first_column(heading)) == set(keys)


def test_the_reference_is_made_of_what_the_program_knows() -> None:
    """The page that is generated is the one that its script makes: python docs/make_reference.py."""
    script = runpy.run_path(str(DOCS / "make_reference.py"))
    assert script["reference"]() == script["PAGE"].read_text("utf-8")
    assert list(MEANINGS) == list(FUNCTIONS)


@pytest.mark.parametrize("code", ["A101", "P101", "S101", "S325", "T101"])
def test_what_check_names_as_the_place_of_a_code_is_a_heading(code: str) -> None:
    """`check --format json` sends to a heading of a page that is there."""
    found = Problem(code, Weight.ERROR, Place("x.yaml", 1, 1), "", "")
    page, _, anchor = found.documentation.partition("#")
    headings = re.findall(r"^#+ (.+)$", (DOCS.parent / page).read_text("utf-8"), re.MULTILINE)
    assert anchor in {heading.lower().replace(" ", "-") for heading in headings}


def test_everything_a_scenario_can_expect_is_documented() -> None:
    """The keys of `expect` stand on the page."""
    section = PAGE.split("## Scenarios")[1].split("\n## ")[0]
    assert [key for key in EXPECT_KEYS if f"`{key}`" not in section] == []


def test_the_whole_script_on_the_page_works(tmp_path: Path) -> None:
    """An author can begin with the example: no problem in it, and its scenarios come out."""
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    path = tmp_path / "example.yaml"
    path.write_text(example, "utf-8")
    assert load_script(path, thorough=True).problems == ()
    assert [problem for played in run_scenarios(open_script(path)) for problem in played.problems] == []
