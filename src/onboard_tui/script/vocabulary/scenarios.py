"""The keys of scenarios, and of the answers file that each of them holds."""

from __future__ import annotations

from typing import Final

from onboard_tui.script.scope import AnswerState, FlagState
from onboard_tui.script.vocabulary.judgement import ACTIONS, PROVISOS, VERDICTS
from onboard_tui.script.vocabulary.shapes import (
    ANYTHING,
    DAY,
    TEXT,
    WORDS,
    Group,
    Key,
    Shape,
    by_name,
    group,
    one_of,
    reference,
    whole,
)

STATES: Final = {
    AnswerState.DONT_KNOW: "The customer was asked and does not know.",
    AnswerState.DECLINED: "The customer was asked and will not say.",
    AnswerState.LATER: "Parked by the seller.",
    AnswerState.NOT_ASKED: "Takes a recorded answer away.",
}
SOURCES: Final = {
    "customer_said": "The customer said it; so it is if you say nothing.",
    "customer_document": "It stands in a document of the customer.",
    "we_saw_it": "We saw it ourselves.",
    "our_guess": "We guess; it never satisfies a gate.",
}
REACTIONS: Final = {
    "accepts": "The customer will do it our way.",
    "in_part": "The customer will do some of it.",
    "wants_time": "The customer wants to think about it.",
    "insists": "The customer stays with it.",
}
FLAG_STATES: Final = {
    FlagState.OPEN: "Raised, and nothing was tried.",
    FlagState.STEERING: "There was at least one attempt.",
    FlagState.INSISTED: "The last of enough attempts was met with *insists*.",
    FlagState.CANNOT_FIX: "Of kind `ours`, and the seller says so.",
    FlagState.MITIGATED: "An agreed plan stands behind it.",
}
WORD: Final = Shape("text", {"type": ["string", "number", "boolean"]})

SCENARIOS: Final = (
    Group(
        "scenario",
        "A scenario",
        "A deal you know the right answer to.",
        (
            Key("name", TEXT, "What it is called.", required=True),
            Key("story", TEXT, "What it is about, for people."),
            Key(
                "like",
                reference("scenario"),
                "Another scenario above this one; what it is given holds here, too, unless changed.",
            ),
            Key("given", group("given"), "What was said: the keys of an answers file."),
            Key(
                "expect",
                group("expect"),
                "What must come of it. What you leave out is not looked at.",
                required=True,
            ),
        ),
    ),
    Group(
        "given",
        "What a scenario is given",
        "What was said about the deal, as in an answers file.",
        (
            Key("as_of", DAY, "The day that *today* means."),
            Key("answers", by_name("question", ANYTHING), "The answers."),
            Key(
                "states",
                by_name("question", one_of(STATES)),
                "Where questions without an answer stand.",
            ),
            Key("sources", by_name("question", one_of(SOURCES)), "How an answer is known."),
            Key(
                "steering",
                by_name(
                    "flag",
                    Shape(
                        "list of [attempts](#attempt)",
                        {"type": "array", "items": {"$ref": "#/$defs/attempt"}},
                    ),
                ),
                "The attempts to steer the customer.",
            ),
            Key("mitigations", by_name("flag", group("plan")), "The plans agreed with the customer."),
            Key("cannot_fix", WORDS, "Flags of kind `ours` that we cannot put right."),
        ),
    ),
    Group(
        "attempt",
        "An attempt",
        "An attempt to steer the customer.",
        (
            Key("on", DAY, "The day.", required=True),
            Key("customer", one_of(REACTIONS), "What the customer said to it.", required=True),
            Key("script", whole(1), "Which of the steering texts was used, from 1."),
            Key("with", WORD, "Whom it was made with."),
            Key("note", WORD, "What there is to remember."),
        ),
    ),
    Group(
        "plan",
        "A plan",
        "A plan agreed with the customer. Without names it has no effect.",
        (
            Key("agreed_by", WORD, "Who agreed to it for the customer."),
            Key("owner", WORD, "Who carries it out."),
            Key("due", DAY, "By when; after that day the flag is open again.", required=True),
            Key("text", WORD, "What is done."),
        ),
    ),
    Group(
        "expect",
        "What a scenario expects",
        "What must come of the answers.",
        (
            Key("verdict", one_of(VERDICTS), "The verdict."),
            Key("rule", reference("rule"), "The rule that decides."),
            Key("action", one_of(ACTIONS), "What the rule adds."),
            Key("with", one_of(PROVISOS), "What the verdict depends on."),
            Key(
                "flags",
                by_name("flag", one_of(FLAG_STATES)),
                "All flags that are raised; `{}` where there are none.",
            ),
            Key("visible", WORDS, "Questions that apply."),
            Key("hidden", WORDS, "Questions that do not apply."),
            Key("missing_gates", WORDS, "All gates without a confirmed answer."),
            Key("unknown_flags", WORDS, "All flags of which it is not known whether they are raised."),
            Key("clauses", WORDS, "All clauses that stand in the draft."),
            Key(
                "values",
                by_name("computed value or ladder", WORD),
                "Computed values, compared to as many decimals as are written, and the levels of ladders; `unknown` "
                "where it cannot be told, `not_applicable` where it does not apply.",
            ),
        ),
    ),
)
"""The groups of keys of scenarios."""
