"""The keys of ladders."""

from __future__ import annotations

from typing import Final

from onboard_tui.script.model import FactKind
from onboard_tui.script.vocabulary.shapes import (
    CONDITION,
    NAME_OF_IT,
    SPOKEN,
    VALUE,
    WORD_FOR_IT,
    Group,
    Key,
    groups,
    one_of,
    reference,
    whole,
)

FACT_KINDS: Final = {
    FactKind.YES_NO: "True or false; so it is if you say nothing.",
    FactKind.ALWAYS: "Typed as `3 of 4`; it holds if there was at least one time and it was so every time.",
    FactKind.COUNT: "A whole number.",
}

LADDERS: Final = (
    Group(
        "ladder",
        "A ladder",
        "Says where the relationship with a customer stands: the first rung whose condition holds.",
        (
            Key("id", NAME_OF_IT, "A name; ladders below read the level by it.", required=True),
            Key("title", SPOKEN, "What the seller reads.", required=True),
            Key("when", CONDITION, "The ladder applies only if this holds."),
            Key("claim", reference("question"), "The question with our own word for the relationship."),
            Key("facts", groups("fact"), "What the table reads besides the answers."),
            Key(
                "rungs",
                groups("rung", filled=True),
                "The table. The last rung must hold always: `if: true`.",
                required=True,
            ),
            Key("hints", groups("hint"), "What does not fit together. A hint never changes the level."),
        ),
    ),
    Group(
        "fact",
        "A fact",
        "Something that a ladder reads besides the answers, established when a reading is kept.",
        (
            Key("id", NAME_OF_IT, "The name by which conditions of the ladder read it.", required=True),
            Key("text", SPOKEN, "The statement that is true or false.", required=True),
            Key("kind", one_of(FACT_KINDS), "How it is established."),
            Key(
                "keeps_days",
                whole(1),
                "After so many days it has to be established again, and until then it is unknown.",
            ),
            Key(
                "otherwise",
                VALUE,
                "A condition over answers (for a `count`, a number) that stands in as long as the fact was never established.",
                examples=("has(signs, 'premium')",),
            ),
        ),
    ),
    Group(
        "rung",
        "A rung",
        "One line of a ladder.",
        (
            Key(
                "id",
                WORD_FOR_IT,
                "A name. `held_back` is for a rung that is lower than what you do for them has earned.",
                required=True,
            ),
            Key("level", whole(), "The rung's number, which other rungs may share.", required=True),
            Key("name", SPOKEN, "What it is called.", required=True),
            Key(
                "if",
                CONDITION,
                "When the customer stands on it.",
                required=True,
                examples=("value >= 3", True),
            ),
            Key("note", SPOKEN, "What the seller should know about standing on this rung."),
        ),
    ),
    Group(
        "hint",
        "A hint",
        "Something that does not fit together.",
        (
            Key("id", WORD_FOR_IT, "A name.", required=True),
            Key("if", CONDITION, "When it does not fit.", required=True),
            Key("say", SPOKEN, "What to say to the seller then.", required=True),
        ),
    ),
)
"""The groups of keys of ladders."""
