"""The words and signs that stand for states, in one table, so that nothing is told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.tui.plain import FAINT, MUTED

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign one cell wide, the word that stands beside it, and a colour of the theme."""

    mark: str
    word: str
    style: str = ""

    def content(self, *, mark_first: bool = True) -> Content:
        """Give sign and word together, in the sign's colour."""
        parts = (self.mark, " ", self.word) if mark_first else (self.word, " ", self.mark)
        return Content.assemble(*((part, self.style) for part in parts))

    def sign(self) -> Content:
        """Give the sign alone, for where the word stands elsewhere on the line."""
        return Content.styled(self.mark, self.style)


REFUSED = "\N{MULTIPLICATION SIGN}"
NOTHING = "\N{EN DASH}"

VERDICTS: Mapping[str, Sign] = {
    "proceed": Sign("◆", "PROCEED", "bold $text-success"),
    "steer_first": Sign("●", "STEER FIRST", "bold $text-warning"),
    "next_in_line": Sign("▶", "NEXT IN LINE", "bold $text-primary"),
    "walk_away": Sign("■", "WALK AWAY", "bold $text-error"),
}
"""By the value of a `VerdictKind`."""

DECISIONS: Mapping[str, Sign] = {
    "proceed": Sign("◆", "SIGNED", "bold $text-success"),
    "next_in_line": Sign("▶", "IN LINE", "bold $text-primary"),
    "walk_away": Sign("■", "LEFT", "bold $text-error"),
}
"""What was decided, by the value of a `VerdictKind`: with the signs of the verdicts, and short words of its own."""

SEVERITIES: Mapping[str, Sign] = {
    "blocker": Sign("■", "blocker", "$text-error"),
    "major": Sign("▲", "major", "$text-warning"),
    "minor": Sign("△", "minor", MUTED),
}
"""By the value of a `Severity`."""

FLAG_STATES: Mapping[str, Sign] = {
    "open": Sign("!", "open", "bold $text-error"),
    "steering": Sign("~", "steering", "$text-warning"),
    "insisted": Sign(REFUSED, "they insist", "bold $text-error"),
    "cannot_fix": Sign(REFUSED, "we cannot fix it", "bold $text-error"),
    "mitigated": Sign("=", "planned", "$text-success"),
    "unknown": Sign("?", "not known yet", MUTED),
    "clear": Sign("✓", "clear", "$text-success"),
    "not_applicable": Sign(NOTHING, "does not apply", FAINT),
}
"""By the value of a `FlagState`."""

ANSWER_STATES: Mapping[str, Sign] = {
    "answered": Sign("✓", "answered", "$text-success"),
    "not_asked": Sign("○", "not asked", MUTED),
    "dont_know": Sign("?", "they do not know", "$text-warning"),
    "declined": Sign(REFUSED, "would not say", "$text-warning"),
    "later": Sign("…", "later", "$text-primary"),
    "not_applicable": Sign(NOTHING, "does not apply", FAINT),
}
"""By the value of an `AnswerState`."""

ANSWER_FATES: Mapping[str, Sign] = {
    "ask_again": Sign("○", "ask again", "bold $text-warning"),
    "retired": Sign(NOTHING, "retired", MUTED),
    "renamed": Sign("▸", "renamed", "$text-primary"),
    "kept": Sign("✓", "kept", "$text-success"),
}
"""What becomes of an answer under a newer script, by the value of an `AnswerFate`: what has to be known first."""

HERE = Sign("●", "this question", "bold $accent")
GUESS = Sign("~", "our guess", "$text-warning")

MARKS: Mapping[str, Sign] = {
    "good": Sign("+", "good", "$text-success"),
    "watch": Sign("~", "watch", "$text-warning"),
    "bad": Sign("!", "bad", "bold $text-error"),
}
"""What an option says about the deal, by the value of a `Mark`; for the seller only."""

SOURCES: Mapping[str, Sign] = {
    "customer_said": Sign("“", "the customer said it"),
    "customer_document": Sign("§", "in a document of theirs"),
    "we_saw_it": Sign("◉", "we saw it"),
    "our_guess": Sign("~", "our guess", "$text-warning"),
}
"""Where an answer comes from, by the value of a `Source`, in the order in which a key goes through them."""

REACTIONS: Mapping[str, Sign] = {
    "accepts": Sign("✓", "accepts", "$text-success"),
    "in_part": Sign("~", "accepts in part", "$text-warning"),
    "wants_time": Sign("…", "wants time", "$text-primary"),
    "insists": Sign(REFUSED, "insists", "bold $text-error"),
}
"""How a customer took an attempt to steer, by the value of a `Reaction`."""

OUTCOMES: Mapping[str, Sign] = {
    "success": Sign("✓", "success", "$text-success"),
    "partial": Sign("~", "partial", "$text-warning"),
    "failed": Sign(REFUSED, "failed", "bold $text-error"),
}
"""What a deployment came to, by the value of an `OutcomeClass`."""

CAME_TO: Mapping[str, Sign] = {
    "success": Sign("✓", "IN USE", "bold $text-success"),
    "partial": Sign("~", "PARTIAL", "bold $text-warning"),
    "failed": Sign(REFUSED, "FAILED", "bold $text-error"),
}
"""The same in the short words of a list, in place of the decision to go ahead."""

FATES: Mapping[str, Sign] = {
    "stayed": Sign("✓", "They stayed", "$text-success"),
    "switched": Sign("▸", "They switched", "$text-warning"),
    "stopped": Sign(REFUSED, "They stopped", "$text-error"),
    "succeeded_elsewhere": Sign("▸", "They succeeded elsewhere", "$text-warning"),
    "failed_elsewhere": Sign(NOTHING, "They failed elsewhere", MUTED),
}
"""What became of a customer, by the value of a `Fate`."""

SIDES: Mapping[str, Sign] = {
    "ours": Sign("✓", "It went our way", "$text-success"),
    "theirs": Sign("~", "It went their way", "$text-warning"),
    "": Sign("○", "It is open which way it goes", MUTED),
}
"""Whose way it went, by the value of a `Side`; under an empty name while it is open."""

CLAUSE_MARKS: Mapping[str, Sign] = {
    "tailored": Sign("*", "made from their answers", "$text-primary"),
    "open": Sign("?", "to confirm", "bold $text-warning"),
    "changed": Sign("~", "changed", "$text-success"),
    "new": Sign("+", "new", "$text-success"),
    "by_hand": Sign("=", "in your own words", "$text-accent"),
    "conflict": Sign("!", "your words and new answers contradict", "bold $text-error"),
}
"""What stands beside a clause of a contract."""
