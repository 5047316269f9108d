"""What the commands about drafts print for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from onboard_tui.cli.words import draft_in_words
from onboard_tui.contract.since import Because, How
from onboard_tui.contract.trace import Touch
from onboard_tui.deal.words import listed
from onboard_tui.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.document import Draft, Rewording
    from onboard_tui.contract.since import ChangedSection, ChangeList
    from onboard_tui.contract.trace import Told, Touched, Why
    from onboard_tui.workspace.open_interview import OpenInterview

_HOW: Final[Mapping[How, str]] = {How.CHANGED: "changed", How.NEW: "new", How.LEFT_OUT: "left out"}
_BECAUSE: Final[Mapping[Because, str]] = {
    Because.BY_HAND: "words put in by hand",
    Because.DEAL: "something recorded about flags or the deal",
    Because.PACK: "the pack, the program or our name",
    Because.SCRIPT: "another version of the script",
    Because.DAY: "the day",
}
_AUTHORS: Final[Mapping[str, str]] = {
    "ours": "our words",
    "theirs": "the customer's words",
    "neutral": "a neutral form's words",
    "generated": "made from the customer's answers",
}
_TOUCHES: Final[Mapping[Touch, str]] = {
    Touch.DECIDES: "whether it stands",
    Touch.CHANGES: "what it says",
}


def version_in_words(opened: OpenInterview, draft: Draft) -> str:
    """Give what a version still needs, what was found, what was done by hand, and what changed."""
    lines = [draft_in_words(draft)]
    lines += [line for each in draft.rewordings for line in _by_hand(each)]
    for each in opened.approvals(kind=draft.kind):
        agreed = f"{each.by} agreed" if each.by else "a second person has to agree"
        lines.append(f"Approval: {each.title} ({each.clause}): {agreed}")
    if draft.number > 1:
        changes = opened.changes_since(draft.number - 1, draft.number, kind=draft.kind)
        lines += [f"Since {draft.number - 1}: {len(changes)} changed", *changes_in_words(changes, "  ")]
    return "\n".join([*lines, *since_sent_in_words(opened, kind=draft.kind)])


def _by_hand(rewording: Rewording) -> Iterator[str]:
    who = f" by {rewording.by}" if rewording.by else ""
    waits = ", which waits for the clause to come back" if rewording.left_out else ""
    yield f"By hand: {rewording.clause}{who}{waits}"
    for each in rewording.conflicts:
        yield f"  CONFLICT, began from: {each.before or 'nothing'}"
        yield f"            drafted now: {each.drafted or 'nothing'}"
        yield f"         stands, by hand: {each.written or 'nothing'}"


def since_sent_in_words(opened: OpenInterview, *, kind: str = "draft") -> Iterator[str]:
    """Say what differs from the version that was sent last; nothing where nothing does."""
    sent = opened.interview.paperwork.last_sent(kind)
    if sent is None:
        return
    which = f"{kind} {sent.number} was sent to {sent.to} on {sent.on}"
    try:
        since = opened.answers_changed_since_sent(kind=kind)
    except ContractError as error:
        yield f"What changed after {which} cannot be told: {error}"
        return
    if since is not None:
        yield f"CHANGED AFTER {which}:"
        yield from changes_in_words(since.changes, "  ")


def changes_in_words(changes: ChangeList, indent: str = "") -> list[str]:
    """Give a line for each section that differs, and one for each thing that made it so."""
    return [f"{indent}{line}" for each in changes.sections for line in changed_section(each)]


def changed_section(section: ChangedSection) -> Iterator[str]:
    """Say what became of a section, and below it why."""
    name = f"{section.number} {section.title}".strip()
    yield f"{name}{f' ({section.clause})' if section.clause else ''}: {_HOW[section.how]}"
    for answer in section.answers:
        yield f"  {answer.question}: {_on_one_line(answer.after)}, was: {_on_one_line(answer.before)}"
    yield from (f"  {_BECAUSE[each]}" for each in section.because if each in _BECAUSE)


def why_in_words(told: Why) -> str:
    """Say why a clause stands or not, the answers behind it, and what each value comes from."""
    number = f"{told.number} " if told.number else ""
    lines = [f"{number}{told.title} ({told.clause}), in “{told.part}”"]
    if not told.stands:
        lines.append("It does not stand in the paper as it is now.")
    lines.append(f"Whose words: {_AUTHORS.get(told.author, told.author)}")
    lines.append(f"Stands: {told.rule_in_words or 'always'}")
    lines += [f"  {_answer(each)}" for each in told.decided_by]
    for value in told.values:
        lines.append(f"“{_on_one_line(value.text)}”{' by hand' if value.kind == 'edited' else ''}")
        lines += [f"  {_answer(each)}" for each in value.told]
    if told.by_hand is not None:
        lines += _by_hand(told.by_hand)
    return "\n".join(lines)


def _answer(told: Told) -> str:
    how = [told.source.replace("_", " "), told.said_by, told.at[:10]]
    said = ", ".join(each for each in how if each)
    quote = f", “{_on_one_line(told.quote)}”" if told.quote else ""
    return f"{told.question}: {_on_one_line(told.answer)}{f' ({said})' if said else ''}{quote}"


def touched_in_words(touched: Sequence[Touched]) -> list[str]:
    """Give the clauses that an answer can touch, below the papers that they stand in."""
    lines = []
    for paper, clauses in groupby(touched, key=lambda each: each.paper):
        lines.append(paper)
        for each in clauses:
            what = listed(_TOUCHES[touch] for touch in each.touches)
            lines.append(f"  {each.part}: {each.title} ({each.clause}): {what}")
    return lines


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
