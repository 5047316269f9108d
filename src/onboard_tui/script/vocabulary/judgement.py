"""The keys of flags, the verdict, the outcome, and of what to ask next."""

from __future__ import annotations

from typing import Final

from onboard_tui.script.fields import NAME
from onboard_tui.script.load_flags import Proviso, VerdictAction
from onboard_tui.script.model import FlagKind, QuestionType, Severity, VerdictKind
from onboard_tui.script.vocabulary.shapes import (
    CONDITION,
    NAME_OF_IT,
    SPOKEN,
    TEXTS,
    TRUTH,
    WORD_FOR_IT,
    Group,
    Key,
    Shape,
    group,
    groups,
    one_of,
    reference,
    whole,
)

SEVERITIES: Final = {
    Severity.BLOCKER: "The deal cannot go ahead with it.",
    Severity.MAJOR: "A few of these stop the deal.",
    Severity.MINOR: "To be mentioned, no more.",
}
KINDS: Final = {
    FlagKind.PATH: "The way they want to do it.",
    FlagKind.PARTY: "Who they are, or how they behave.",
    FlagKind.OURS: "We cannot do it.",
}
VERDICTS: Final = {
    VerdictKind.PROCEED: "Go ahead.",
    VerdictKind.STEER_FIRST: "Talk about the flags, or ask what is missing, before anything is signed.",
    VerdictKind.NEXT_IN_LINE: "Not this time; stay in touch.",
    VerdictKind.WALK_AWAY: "End it, as friends.",
}
ACTIONS: Final = {
    VerdictAction.ASK: "Ask what is missing.",
    VerdictAction.REFER: "Name somebody who can do it.",
}
PROVISOS: Final = {Proviso.CONDITIONS: "What is agreed about the flags becomes part of the contract."}

MINUTES: Final = Shape("number above 0", {"type": "number", "exclusiveMinimum": 0})

JUDGEMENT: Final = (
    Group(
        "flag",
        "A red flag",
        "Something about a deal that should make the seller stop.",
        (
            Key("id", NAME_OF_IT, "A name.", required=True),
            Key("title", SPOKEN, "What the seller reads.", required=True),
            Key(
                "severity",
                one_of(SEVERITIES),
                "How much it weighs. Every question that a `blocker` reads should be a `gate`.",
                required=True,
            ),
            Key(
                "kind",
                one_of(KINDS),
                "What it is about.",
                required=True,
            ),
            Key(
                "raise_when",
                CONDITION,
                "The flag is raised if this holds; while it is unknown, the flag is neither raised nor cleared.",
                required=True,
                examples=("not any_row(people, part == 'decides' and met)",),
            ),
            Key("why", SPOKEN, "Why it matters."),
            Key("sources", TEXTS, "Where that is known from."),
            Key("steer", SPOKEN, "What to try."),
            Key("clears", SPOKEN, "What makes it go away."),
            Key(
                "mitigable",
                TRUTH,
                "An agreed plan with an owner and a date may stand in for a changed answer.",
            ),
            Key("mitigation", SPOKEN, "What that plan is; only where the flag is `mitigable`."),
            Key("no_steer", TRUTH, "There is nothing to discuss."),
        ),
    ),
    Group(
        "verdict",
        "The verdict",
        "The decision table: the first rule whose condition holds is the verdict.",
        (
            Key(
                "attempts_needed",
                group("attempts_needed"),
                "How many attempts there must have been before *insists* is taken as final.",
            ),
            Key("limits", group("limits"), "Names for numbers, so that the rules read well."),
            Key(
                "rules",
                groups("rule", filled=True),
                "The table. The last rule must hold always: `if: true`.",
                required=True,
            ),
        ),
    ),
    Group(
        "attempts_needed",
        "Attempts needed",
        "How many attempts at steering there must have been, by the severity of the flag.",
        tuple(
            Key(
                each.value,
                whole(1),
                f"Attempts for a flag that is `{each.value}`; {usual} if you say nothing.",
            )
            for each, usual in ((Severity.BLOCKER, 2), (Severity.MAJOR, 2), (Severity.MINOR, 1))
        ),
    ),
    Group(
        "limits",
        "Limits",
        "Numbers with names that you choose; every expression can use them.",
        (),
        named_freely=whole(),
        extra={"propertyNames": {"pattern": f"^(?:x-.*|{NAME.pattern})$"}},
    ),
    Group(
        "rule",
        "A rule",
        "One line of the decision table.",
        (
            Key("id", WORD_FOR_IT, "A name, shown beside the verdict.", required=True, examples=("R1",)),
            Key(
                "verdict",
                one_of(VERDICTS),
                "Where the deal stands if this rule decides.",
                required=True,
            ),
            Key(
                "if",
                CONDITION,
                "When it decides. A rule whose condition is unknown does not hold.",
                required=True,
                examples=(
                    "count_flags(severity='blocker', state='insisted') > 0",
                    "gates_missing() > 0",
                    True,
                ),
            ),
            Key(
                "action",
                one_of(ACTIONS),
                "What to do with it.",
            ),
            Key(
                "with",
                one_of(PROVISOS),
                "What the verdict depends on.",
            ),
        ),
    ),
    Group(
        "outcome",
        "The outcome",
        "What a deployment is measured against once people work with it.",
        (
            Key(
                "target",
                reference("question"),
                "The `percent` question with the agreed share of people who actively use it.",
            ),
            Key("licensed", reference("question"), "The `integer` question with the number of people."),
            Key("first_day", reference("question"), "The `date` question with the first day of use."),
            Key(
                "active",
                reference("question"),
                "In a use check: the `integer` question with the number of people in active use.",
            ),
            Key(
                "method",
                reference("question"),
                "There: the `text` or `single` question with how that was counted.",
            ),
            Key("counted_on", reference("question"), "There: the `date` question with the day of the count."),
            Key(
                "default_target",
                whole(0, 100),
                "The share in percent where none was agreed; 80 if you say nothing.",
            ),
            Key(
                "least",
                whole(0, 100),
                "Below this share in percent it has failed, whatever was agreed; 50 if you say nothing.",
            ),
        ),
        extra={
            "dependentRequired": {
                key: ["licensed", "active", "method", "counted_on"]
                for key in ("active", "method", "counted_on")
            }
        },
    ),
    Group(
        "next_question",
        "What to ask next",
        "How the open questions of a pass are put in order: weights divided by minutes.",
        (
            Key("weights", group("weights"), "How much each reason to ask counts."),
            Key("minutes", group("minutes"), "How long a question takes, by its type."),
        ),
    ),
    Group(
        "weights",
        "Weights",
        "How much each reason to ask a question counts.",
        (
            *(
                Key(
                    each.value,
                    whole(),
                    f"For each unknown flag that is `{each.value}` and reads it; {usual} if you say nothing.",
                )
                for each, usual in ((Severity.BLOCKER, 9), (Severity.MAJOR, 3), (Severity.MINOR, 1))
            ),
            Key("gate", whole(), "For a gate; 5 if you say nothing."),
            Key("feeds_contract", whole(), "For feeding the contract; 2 if you say nothing."),
        ),
    ),
    Group(
        "minutes",
        "Minutes",
        "How long a question takes.",
        (
            *(
                Key(each.value, MINUTES, f"Minutes for a question of the type `{each.value}`.")
                for each in QuestionType
            ),
            Key("other", MINUTES, "Minutes for the types that are not named; 1 if you say nothing."),
        ),
    ),
)
"""The groups of keys that judge a deal."""
