"""The cover of a contract on the screen: what is open, what it shows of commitment, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from onboard_tui.contract.since import Because, How
from onboard_tui.contract.tree_json import draft_sha256
from onboard_tui.deal.words import number_of
from onboard_tui.interview.notation import notation_for
from onboard_tui.tui.paper_lines import Marked
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import ANSWER_STATES, CLAUSE_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.contract.document import Draft, OpenPoint
    from onboard_tui.contract.since import ChangeList
    from onboard_tui.tui.screens.contract import Reading
    from onboard_tui.workspace.open_interview import OpenInterview

BECAUSE: Final[Mapping[Because, str]] = {
    Because.BY_HAND: "in your words",
    Because.DEAL: "by what was recorded about the deal",
    Because.PACK: "by the pack",
    Because.SCRIPT: "by the newer script",
    Because.DAY: "by the day",
}
"""What made a change that no answer made."""

COVER: Final = "cover"
COVER_TITLE: Final = "Where it stands"

MET = Content.styled("✓", "$text-success")
NOT_MET = Content.styled("○", "$text-warning")


def cover_blocks(opened: OpenInterview, reading: Reading) -> Iterator[Content | Marked]:
    """Give the paragraphs of the cover."""
    draft = reading.draft
    yield plain(draft.documents[0].title, "bold") + plain(f"\nfor {draft.customer}", MUTED)
    yield from _version(opened, reading)
    yield from _alarm(opened, reading)
    yield from _free_exit(opened)
    yield from _way_to_final(reading)
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
    if reading.draft.final:
        yield plain(f"This is version {last.number} of {day}, and it is final.", "$text-success")
    elif last.sha256 == draft_sha256(reading.draft):
        yield plain(f"This is draft {last.number} of {day}.", MUTED)
    else:
        yield plain(
            f"It differs from draft {last.number} of {day}; d keeps it as draft {last.number + 1}.", MUTED
        )
    if earlier is not None and changes:
        counts = ((changes.changed, "changed"), (changes.new, "new"), (changes.left_out, "left out"))
        parts = [f"{len(sections)} {word}" for sections, word in counts if sections]
        yield plain(f"SINCE DRAFT {earlier.number} · {', '.join(parts)}", "bold $accent")
        yield from _changed(reading.reasons)


def _changed(changes: ChangeList | None) -> Iterator[Content | Marked]:
    """List what changed, and because of which answers."""
    for each in changes.sections if changes else ():
        sign = CLAUSE_MARKS[each.how.value].sign() if each.how is not How.LEFT_OUT else plain("-", MUTED)
        number = f"{each.number} " if each.number else ""
        left_out = "left out: " if each.how is How.LEFT_OUT else ""
        answers = [
            plain(f"\n{answer.ask} ", MUTED) + one_line(f"{answer.before} → {answer.after}", MUTED)
            for answer in each.answers
        ]
        others = [BECAUSE[why] for why in each.because if why in BECAUSE]
        why = plain(f"  {', '.join(others)}", MUTED) if others else Content()
        yield Marked(sign, Content("").join((plain(f"{left_out}{number}{each.title}"), why, *answers)))


def _alarm(opened: OpenInterview, reading: Reading) -> Iterator[Content | Marked]:
    """Say what the customer does not have yet of what the answers say now."""
    if reading.alarm is None:
        return
    sent, changes = reading.alarm.sent, reading.alarm.changes
    day = notation_for(opened.script.language).date(sent.on)
    to = f" to {sent.to}" if sent.to else ""
    yield plain(f"! CHANGED SINCE DRAFT {sent.number} WAS SENT · {len(changes)}", "bold $text-error")
    yield plain(f"It went{to} on {day}, and says something else than the answers do now.")
    if reading.earlier is None or reading.earlier.number != sent.number:
        yield from _changed(changes)


def _free_exit(opened: OpenInterview) -> Iterator[Content | Marked]:
    """Say that the customer may leave free of charge, where that is so."""
    right = opened.free_exit()
    if right is not None and right.is_open(opened.assessment.as_of):
        until = notation_for(opened.script.language).date(right.until)
        yield plain(f"! THEY MAY LEAVE FREE OF CHARGE UNTIL {until.upper()}", "bold $text-error")
        yield plain(f"{right.level} was missed in {', '.join(f'{each:%Y-%m}' for each in right.missed)}.")


def _way_to_final(reading: Reading) -> Iterator[Content | Marked]:
    """Say how far it is to a final version."""
    if reading.draft.final:
        return
    number = len(reading.in_the_way)
    words = f"{number_of(number, 'thing')} to settle first" if number else "nothing stands in the way"
    yield plain(f"TO A FINAL VERSION · {words}", "bold $accent") + plain("   f settles", MUTED)


def _ring(draft: Draft) -> Iterator[Content | Marked]:
    met = sum(mark.met for mark in draft.ring)
    yield plain(f"RING CHECK · {met} of {len(draft.ring)}", "bold $accent")
    for mark in draft.ring:
        yield Marked(MET if mark.met else NOT_MET, plain(mark.text, "" if mark.met else "bold"))
    if draft.balance is not None:
        ours, theirs = draft.balance.ours, draft.balance.theirs
        yield plain(f"PERFORMING AND PAYING · {ours} to {theirs}", "bold $accent")
        yield plain("Promises that cost something when they are missed: ours, and theirs.", MUTED)


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
