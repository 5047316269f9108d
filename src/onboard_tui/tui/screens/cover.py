"""The cover of a contract on the screen: what is open, what it shows of commitment, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from onboard_tui.contract.tree_json import draft_sha256
from onboard_tui.interview.notation import notation_for
from onboard_tui.tui.paper_lines import Marked
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import ANSWER_STATES, CLAUSE_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Draft, OpenPoint
    from onboard_tui.tui.screens.contract import Reading
    from onboard_tui.workspace.open_interview import OpenInterview

COVER: Final = "cover"
COVER_TITLE: Final = "Where it stands"

MET = Content.styled("✓", "$text-success")
NOT_MET = Content.styled("○", "$text-warning")


def cover_blocks(opened: OpenInterview, reading: Reading) -> Iterator[Content | Marked]:
    """Give the paragraphs of the cover."""
    draft = reading.draft
    yield plain(draft.documents[0].title, "bold") + plain(f"\nfor {draft.customer}", MUTED)
    yield from _version(opened, reading)
    yield from _ring(draft)
    yield from _findings(draft)
    yield from _open_points(draft)
    yield plain("MARKS", "bold $accent")
    for mark in CLAUSE_MARKS.values():
        yield Marked(mark.sign(), plain(mark.word))


def _version(opened: OpenInterview, reading: Reading) -> Iterator[Content | Marked]:
    """Say which draft this is, and what changed since the one that it is compared with."""
    kept, earlier, changes = reading.kept, reading.earlier, reading.changes
    if not kept:
        yield plain("Not kept as a draft yet; d keeps it as draft 1.", MUTED)
        return
    last = kept[-1]
    day = notation_for(opened.script.language).date(last.created_at.date())
    if last.sha256 == draft_sha256(reading.draft):
        yield plain(f"This is draft {last.number} of {day}.", MUTED)
    else:
        yield plain(
            f"It differs from draft {last.number} of {day}; d keeps it as draft {last.number + 1}.", MUTED
        )
    if earlier is not None and changes:
        counts = ((changes.changed, "changed"), (changes.new, "new"), (changes.left_out, "left out"))
        parts = [f"{len(sections)} {word}" for sections, word in counts if sections]
        yield plain(f"SINCE DRAFT {earlier.number} · {', '.join(parts)}", "bold $accent")
        for title in changes.left_out:
            yield Marked(Content.styled("-", MUTED), plain(f"left out: {title}"))


def _ring(draft: Draft) -> Iterator[Content | Marked]:
    met = sum(mark.met for mark in draft.ring)
    yield plain(f"RING CHECK · {met} of {len(draft.ring)}", "bold $accent")
    for mark in draft.ring:
        yield Marked(MET if mark.met else NOT_MET, plain(mark.text, "" if mark.met else "bold"))


def _findings(draft: Draft) -> Iterator[Content | Marked]:
    """Show what the checks found, with the words that each is about, and why it is meant so."""
    if not draft.findings:
        return
    yield plain(f"CHECKS · {len(draft.findings)}", "bold $accent")
    for each in draft.findings:
        where = f"  {each.document} {each.number}".rstrip()
        said = plain(f"\n“{each.sentence}”", MUTED) if each.sentence else plain("")
        why = plain(f"\nmeant so: {each.reason}", MUTED) if each.reason else plain("")
        yield Marked(MET if each.reason else NOT_MET, plain(each.text) + plain(where, MUTED) + said + why)


def _open_points(draft: Draft) -> Iterator[Content | Marked]:
    how = "   o goes through them, a answers one" if draft.open_points else ""
    yield plain(f"OPEN POINTS · {len(draft.open_points)}", "bold $accent") + plain(how, MUTED)
    for point in draft.open_points:
        yield Marked(ANSWER_STATES[point.state].sign(), _open_point(point))


def _open_point(point: OpenPoint) -> Content:
    who = f" · {point.owner}" if point.owner else ""
    by = f" · by {point.due}" if point.due else ""
    return one_line(point.ask) + plain(f"  {ANSWER_STATES[point.state].word}{who}{by}", MUTED)
