"""The keys at the head of a script, its conversations and headings, and its computed values."""

from __future__ import annotations

from typing import Final

from onboard_tui.script.vocabulary.shapes import (
    DAY,
    FILES,
    NAME_OF_IT,
    SPOKEN,
    TEXT,
    TRUTH,
    VALUE,
    WORD_FOR_IT,
    Group,
    Key,
    Shape,
    group,
    groups,
    matching,
    whole,
)

_LANGUAGE = r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*"

FRAME: Final = (
    Group(
        "script",
        "The file",
        "An interview script: the questions a seller asks, what the seller should know beside each, the red flags "
        "that answers raise, and the rules that turn flags into a verdict.",
        (
            Key("format", Shape("`1`", {"const": 1}), "The version of the script language.", required=True),
            Key(
                "id",
                Shape("short name", matching("[a-z][a-z0-9]*([-_][a-z0-9]+)*")),
                "What the script is called on the command line: small letters, digits, hyphens.",
                required=True,
                examples=("copier-lease",),
            ),
            Key(
                "version",
                TEXT,
                "The version of this script, as a text in quotes.",
                required=True,
                examples=("1.0.0",),
            ),
            Key("title", SPOKEN, "What the script is called.", required=True),
            Key("purpose", SPOKEN, "What the script is for, in a sentence."),
            Key(
                "language",
                Shape("language tag", matching(_LANGUAGE)),
                "The language of the texts; `en` if you say nothing. Numbers, amounts and dates are written as it writes them.",
                examples=("en", "de", "en-GB"),
            ),
            Key(
                "languages",
                Shape(
                    "list of language tags", {"type": "array", "items": matching(_LANGUAGE), "minItems": 1}
                ),
                "All languages that the texts are given in, the script's own first.",
                examples=(["en", "de"],),
            ),
            Key(
                "currency",
                Shape("currency code", matching("[A-Z]{3}")),
                "The currency of every amount; `USD` if you say nothing.",
                examples=("EUR", "USD"),
            ),
            Key(
                "coach_reviewed_on",
                DAY,
                "The day the coaching was last looked through. After 180 days it shows as stale.",
            ),
            Key(
                "contract",
                TEXT,
                "The contract pack that is drafted by default: the name of a bundled one, or a folder.",
            ),
            Key(
                "no_deal",
                TRUTH,
                "`true` for a script that looks after a customer, such as a check: there is nothing to sign at its end.",
            ),
            Key(
                "include",
                FILES,
                "Files whose questions come before all of this one's, or that hold flags, computed values and ladders only.",
            ),
            Key(
                "passes",
                groups("pass"),
                "The conversations the interview is spread over.",
                required=True,
            ),
            Key("sections", groups("section"), "Headings that questions stand under.", required=True),
            Key(
                "questions",
                Shape(
                    "list of [questions](#question) and [files](#placed)",
                    {
                        "type": "array",
                        "items": {
                            "if": {"type": "object", "required": ["include"]},
                            "then": {"$ref": "#/$defs/placed"},
                            "else": {"$ref": "#/$defs/question"},
                        },
                    },
                ),
                "The questions, in the order of asking. An item with `include` asks those of another file at its place.",
            ),
            Key("computed", groups("computed"), "Values worked out from answers."),
            Key("flags", groups("flag"), "The red flags."),
            Key("verdict", group("verdict"), "The limits and the rules of the verdict.", required=True),
            Key("ladders", groups("ladder"), "Measures of the relationship with a customer."),
            Key("outcome", group("outcome"), "What a deployment is measured against."),
            Key("next_question", group("next_question"), "How to choose what to ask next."),
            Key("scenarios", groups("scenario"), "Worked examples, run by `check`."),
        ),
        extra={
            "anyOf": [
                {"required": ["questions"]},
                {"required": ["include"], "properties": {"include": {"minItems": 1}}},
            ]
        },
    ),
    Group(
        "pass",
        "A conversation",
        "One of the conversations the interview is spread over.",
        (
            Key(
                "id",
                WORD_FOR_IT,
                "A name. The pass `private` is never on the screen in share mode.",
                required=True,
            ),
            Key("title", SPOKEN, "What the seller reads.", required=True),
            Key("with", SPOKEN, "Whom it is held with."),
            Key(
                "max_customer_questions",
                whole(1),
                "How many questions the customer will put up with, 14 if you say nothing; `check` warns where there are more.",
                examples=(14,),
            ),
        ),
    ),
    Group(
        "section",
        "A heading",
        "A heading that questions stand under.",
        (
            Key("id", WORD_FOR_IT, "A name.", required=True),
            Key("title", SPOKEN, "The heading.", required=True),
            Key("say", SPOKEN, "What the seller says to open it."),
        ),
    ),
    Group(
        "computed",
        "A computed value",
        "A named value worked out from answers.",
        (
            Key("id", NAME_OF_IT, "The name by which expressions read it.", required=True),
            Key("title", SPOKEN, "What people read beside the value."),
            Key("value", VALUE, "How it is worked out.", required=True, examples=("our_price / pages",)),
        ),
    ),
)
"""The groups of keys around the questions."""
