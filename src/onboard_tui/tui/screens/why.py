"""Why a clause is in the contract: its rule, whose words it is in, and the answers that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.contract.trace import told
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.signs import SOURCES
from onboard_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult

    from onboard_tui.contract.sections import Section
    from onboard_tui.contract.trace import Told, Why
    from onboard_tui.workspace.open_interview import OpenInterview

WHOSE_WORDS: Mapping[str, str] = {
    "ours": "in our words",
    "theirs": "in the customer's words",
    "neutral": "in the words of a neutral form",
    "generated": "made from the customer's answers",
}
LONGEST_ANSWER = 200


class WhyLayer(Layer[str]):
    """Closes with the question that the seller wants to go to, if any."""

    CSS_PATH = "why.tcss"

    def __init__(self, opened: OpenInterview, section: Section, why: Why | None) -> None:
        """Explain a section; `why` is what is known of its clause, where it is of one."""
        super().__init__()
        self.opened = opened
        self.section = section
        self.why = why

    def compose(self) -> ComposeResult:
        """Show the reasons, and the answers to go to."""
        rows = list(self._rows())
        with Vertical(classes="box"):
            yield Static(plain(self.section.title), classes="box-title")
            with VerticalScroll(can_focus=not rows):
                yield Static(Content("\n\n").join(self._reasons()), id="why-reasons")
                yield Rows(rows)

    def on_mount(self) -> None:
        """Begin at the answers, where there are any."""
        rows = self.query_one(Rows)
        rows.display = bool(rows.rows)
        if rows.rows:
            rows.cursor = next(place for place, row in enumerate(rows.rows) if row.choosable)
        (rows if rows.rows else self.query_one(VerticalScroll)).focus()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show the reasons again above the first answer."""
        event.stop()
        first = next(row.key for row in event.rows.rows if row.choosable)
        if event.key == first:
            self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to a question."""
        event.stop()
        self.dismiss(event.key.partition(":")[2])

    def _reasons(self) -> Iterator[Content]:
        if self.why is not None:
            if self.why.plain:
                yield plain(self.why.plain, "italic")
            yield from _why_it_stands(self.why)
        elif self.section.opens_part:
            yield plain("It brings clauses together. Go to one of them to see why that is here.")
        else:
            yield plain("What these answers decide or fill in stands here as soon as they are given.")

    def _rows(self) -> Iterator[Row]:
        for number, (title, behind) in enumerate(self._groups()):
            if behind:
                heading = plain(title, "bold $accent") + plain("   enter goes to a question", MUTED)
                yield Row(f"heading:{number}", Content(" "), heading, choosable=False)
                yield from (_row(f"{number}", values, each) for each, values in behind.items())

    def _groups(self) -> Iterator[tuple[str, dict[Told, list[str]]]]:
        """Give the answers behind the section, each with what it prints there."""
        if self.why is None:
            waiting = (told(self.opened.standing, each) for each in self._awaited())
            yield "WHAT IT STILL WAITS FOR", {each: [] for each in waiting}
            return
        yield "DECIDED BY", {each: [] for each in self.why.decided_by}
        printed: dict[Told, list[str]] = {}
        for value in self.why.values:
            for each in value.told:
                printed.setdefault(each, []).append(value.text)
        yield "WHERE ITS VALUES COME FROM", printed

    def _awaited(self) -> Iterator[str]:
        yield from (each for each in self.section.open_questions if each in self.opened.script.question_by_id)


def _row(group: str, values: list[str], behind: Told) -> Row:
    """Give a question, what was said to it and by whom, and what is printed of it."""
    source = SOURCES[behind.source].word if behind.source else ""
    by = ", ".join(part for part in (source, behind.said_by, behind.at[:10]) if part)
    answer = one_line(_cut(behind.answer), "bold" if behind.source else MUTED)
    lines = [one_line(behind.ask, MUTED), answer + plain(f"  {by}" if by else "", MUTED)]
    if behind.quote:
        lines.append(one_line(f"“{_cut(behind.quote)}”", "italic"))
    if values and values != [behind.answer]:
        lines.append(plain("printed: ", MUTED) + one_line(_cut(", ".join(values))))
    return Row(f"{group}:{behind.question}", Content(" · "), Content("\n").join(lines))


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_ANSWER else f"{words[:LONGEST_ANSWER]}…"


def _why_it_stands(why: Why) -> Iterator[Content]:
    words = WHOSE_WORDS.get(why.author, why.author)
    if why.rule:
        chosen = "It is" if why.rule_in_words.startswith("one of") else "It stands if"
        rule = plain(f"{chosen} {why.rule_in_words}.", "bold") + plain(f"\n{why.rule}", MUTED)
        yield plain(f"It is here {words}.\n") + rule
    else:
        yield plain(f"It always stands, {words}.")
    if why.by_hand is not None:
        by = f" by {why.by_hand.by}" if why.by_hand.by else ""
        yield plain(f"Some of it was reworded{by} on {why.by_hand.at[:10]}.", "$text-accent")
