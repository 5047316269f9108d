"""The keys of questions, and of what stands inside them."""

from __future__ import annotations

from typing import Final

from onboard_tui.script.model import AskedOf, Mark, QuestionType
from onboard_tui.script.vocabulary.shapes import (
    ANYTHING,
    CONDITION,
    NAME_OF_IT,
    ONE_OR_MORE_WORDS,
    SPOKEN,
    SPOKEN_LIST,
    TRUTH,
    VALUE,
    WORD_FOR_IT,
    WORDS,
    Group,
    Key,
    Shape,
    group,
    groups,
    matching,
    one_of,
    reference,
    whole,
)

T = QuestionType

TYPES: Final = {
    T.TEXT: "One line.",
    T.LONG_TEXT: "Several lines.",
    T.INTEGER: "A whole number.",
    T.DECIMAL: "A number with decimals.",
    T.MONEY: "An amount in the script's currency, exact to the cent.",
    T.PERCENT: "A number; 80 means 80 %.",
    T.DATE: "A day.",
    T.YES_NO: "Yes or no.",
    T.SINGLE: "One of the options.",
    T.MULTI: "Some of the options.",
    T.SCALE: "A whole number from `min` to `max`.",
    T.TABLE: "Rows with columns.",
}
MARKS: Final = {Mark.GOOD: "A good sign.", Mark.WATCH: "Keep an eye on it.", Mark.BAD: "A bad sign."}
ASKED_OF: Final = {
    AskedOf.CUSTOMER: "The customer answers; so it is if you say nothing.",
    AskedOf.SELLER: "The seller answers.",
}
TYPE: Final = one_of(TYPES)
COLUMN_TYPE: Final = one_of({each: meaning for each, meaning in TYPES.items() if each is not T.TABLE})
LIMIT: Final = Shape("number, or date", {"type": ["number", "string"]})


PLACE: Final = (
    Key("section", reference("section"), "The heading it stands under.", required=True),
    Key("pass", reference("pass"), "The conversation it is asked in.", required=True),
)
"""The keys that a question of an included file may leave to the item that includes it."""

QUESTIONS: Final = (
    Group(
        "question",
        "A question",
        "One question, with what is said, checked and decided around it.",
        (
            Key(
                "id",
                NAME_OF_IT,
                "A name that never changes: small letters, digits, `_`. Conditions and contracts use it.",
                required=True,
            ),
            *PLACE,
            Key("pin", whole(1), "1, 2, ...: asked before everything else of its pass."),
            Key(
                "asked_of",
                one_of(ASKED_OF),
                "Who answers.",
            ),
            Key("type", TYPE, "How it is answered.", required=True),
            Key(
                "ask",
                SPOKEN,
                "The words to say. `{other_id}` puts in an earlier answer.",
                required=True,
                examples=("About how many pages do you print a month?",),
            ),
            Key(
                "when",
                CONDITION,
                "The question applies only if this holds. It may look at earlier questions only.",
                examples=("size == 'large'", "has(rules, 'gdpr') and users >= 25"),
            ),
            Key(
                "required",
                TRUTH,
                "Must be dealt with before the interview is complete: answered, or marked don't know, declined or later.",
            ),
            Key(
                "gate",
                TRUTH,
                "The deal cannot proceed until this has a confirmed answer; our own guess is none.",
            ),
            Key(
                "options",
                groups("option", filled=True),
                "What can be chosen, for `single` and `multi`.",
            ),
            Key("columns", groups("column", filled=True), "The columns of a `table`."),
            Key("steps", group("steps"), "The rows of the `table` are promises that are followed up."),
            Key("min_rows", whole(), "How many rows a `table` has at least."),
            Key("max_rows", whole(1), "How many rows a `table` has at most."),
            Key("min", LIMIT, "The least number, or the first day.", examples=(0,)),
            Key("max", LIMIT, "The greatest number, or the last day.", examples=(100,)),
            Key(
                "labels",
                Shape(
                    "text, or one per language, for points of the scale",
                    {
                        "type": "object",
                        "patternProperties": {r"^-?\d+$": {"$ref": "#/$defs/text"}},
                        "additionalProperties": False,
                    },
                ),
                "For a `scale`: words for some of its points.",
                examples=({"1": "never", "5": "always"},),
            ),
            Key(
                "pattern",
                Shape("regular expression", {"type": ["string", "number", "boolean"]}),
                "For a `text`: what the whole answer must match.",
                examples=("[A-Z]{2}-[0-9]+",),
            ),
            Key("max_length", whole(1), "How many characters a `text` or `long_text` may have."),
            Key("unit", SPOKEN, "For numbers: what is counted.", examples=("people",)),
            Key(
                "validate",
                groups("validation"),
                "Rules checked when the answer is given.",
            ),
            Key(
                "default",
                Shape(
                    "value, or [group of keys](#default)",
                    {"if": {"type": "object"}, "then": {"$ref": "#/$defs/default"}, "else": ANYTHING.schema},
                ),
                "A suggested answer, or how it is worked out. It is never recorded unless somebody accepts it.",
            ),
            Key("carry", TRUTH, "Suggest this customer's answer from last time."),
            Key(
                "clear_when_hidden",
                TRUTH,
                "Erase the answer when the question no longer applies, instead of keeping it aside.",
            ),
            Key(
                "feeds",
                WORDS,
                "The parts of the contract that use it, by the names that the pack gives them.",
            ),
            Key("coach", group("coach"), "What only the seller sees."),
            Key(
                "was",
                ONE_OR_MORE_WORDS,
                "The id that this question had in an earlier version of the script, or several, the newest first.",
                examples=("places", ["places", "seats"]),
            ),
            Key(
                "locked_by",
                WORD_FOR_IT,
                "Another question: once the customer has answered it, an answer given here before can no longer be changed.",
            ),
        ),
    ),
    Group(
        "placed",
        "A file among the questions",
        "An item of `questions` at which the questions of another file are asked.",
        (
            Key(
                "include",
                Shape("file", matching(r".*\.ya?ml")),
                "A file beside this one, or in a folder below it.",
                required=True,
                examples=("fragments/people.yaml",),
            ),
            Key("pass", reference("pass"), "The pass of those of its questions that say none."),
            Key("section", reference("section"), "The section of those of its questions that say none."),
        ),
    ),
    Group(
        "option",
        "An option",
        "One thing that can be chosen.",
        (
            Key("id", WORD_FOR_IT, "A name that never changes; conditions use it in quotes.", required=True),
            Key("text", SPOKEN, "What people read. It may change.", required=True),
            Key(
                "mark",
                one_of(MARKS),
                "What choosing it says about the deal; only the seller sees it.",
            ),
            Key(
                "unknown",
                TRUTH,
                "Choosing it is recorded as don't know: it fills the screen, never a gate.",
            ),
        ),
    ),
    Group(
        "column",
        "A column",
        "One column of a table.",
        (
            Key("id", NAME_OF_IT, "The name by which conditions of a row read it.", required=True),
            Key("type", COLUMN_TYPE, "How a cell is filled in: any type but `table`.", required=True),
            Key("text", SPOKEN, "The head of the column.", required=True),
            Key(
                "options",
                Shape(
                    "list of ids, or of [groups of keys](#option)",
                    {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "if": {"type": "object"},
                            "then": {"$ref": "#/$defs/option"},
                            "else": WORD_FOR_IT.schema,
                        },
                    },
                ),
                "What can be chosen, for `single` and `multi`.",
                examples=(["decides", "pays", "uses"],),
            ),
            Key("min", LIMIT, "The least number."),
            Key("max", LIMIT, "The greatest number."),
            Key("private", TRUTH, "Never on the screen in share mode."),
        ),
    ),
    Group(
        "steps",
        "Steps",
        "Which columns of a table say what each side has promised to do.",
        (
            Key(
                "what", reference("column"), "The `text` column that says what is to be done.", required=True
            ),
            Key("who", reference("column"), "The `text` column that says who does it.", required=True),
            Key("by", reference("column"), "The `date` column that says by when.", required=True),
            Key(
                "side",
                reference("column"),
                "The `single` column that says whose it is; without it all is ours.",
            ),
            Key("ours", WORD_FOR_IT, "The option of that column that means us."),
        ),
        extra={"dependentRequired": {"side": ["ours"]}},
    ),
    Group(
        "validation",
        "A rule for an answer",
        "A rule that an answer must meet when it is given.",
        (
            Key("that", CONDITION, "What must hold.", required=True, examples=("end > start",)),
            Key("say", SPOKEN, "What is wrong where it does not.", required=True),
        ),
    ),
    Group(
        "default",
        "A suggested answer",
        "An answer that is worked out from others.",
        (Key("from", VALUE, "How it is worked out.", required=True, examples=("users * 12",)),),
    ),
    Group(
        "coach",
        "Coaching",
        "What only the seller sees: read in a hurry, beside a customer, so say each in one line.",
        (
            Key("know", SPOKEN, "What to know before asking."),
            Key("why", SPOKEN, "Why the answer matters."),
            Key("good", SPOKEN, "What a good answer sounds like."),
            Key("bad", SPOKEN, "What a bad answer sounds like."),
            Key(
                "steer",
                SPOKEN_LIST,
                "The words for steering a customer who is about to go wrong: one text for each attempt.",
            ),
        ),
    ),
)
"""The groups of keys of questions."""
