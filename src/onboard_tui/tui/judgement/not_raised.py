"""The flags that are not raised, each with the answers that make it so, opened one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.flags import answers_behind
from onboard_tui.deal.words import number_of
from onboard_tui.script.expression import FlagState
from onboard_tui.script.model import HEAVIEST_FIRST
from onboard_tui.tui.judgement.lines import (
    CLEAR,
    TOLD,
    answer_line,
    first_few,
    key_of,
    leads_on,
    paragraph,
    says,
    signed,
    title,
)
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import FLAG_STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.deal.flags import Flag
    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.tui.widgets.rows import Row


def unknown_flag_rows(seen: Seen) -> Iterator[Row]:
    """Give the flags that cannot be told yet."""
    unknown = [flag for flag in seen.opened.assessment.flags if flag.state is FlagState.UNKNOWN]
    if unknown:
        yield title(f"FLAGS THAT CANNOT BE TOLD YET · {len(unknown)}", "enter says why")
    heaviest_first = sorted(unknown, key=lambda flag: HEAVIEST_FIRST.index(flag.rule.severity))
    yield from first_few(seen, "unknown", [_row(seen, flag) for flag in heaviest_first])


def clear_flag_rows(seen: Seen) -> Iterator[Row]:
    """Give, once they are asked for, the flags that are clear or do not apply."""
    flags = seen.opened.assessment.flags
    clear = [flag for flag in flags if not flag.raised and flag.state is not FlagState.UNKNOWN]
    if clear:
        words = f"{number_of(len(clear), 'flag')} {'is' if len(clear) == 1 else 'are'} not raised"
        yield says(Content())
        yield leads_on(CLEAR, plain(words, MUTED), unfolded=CLEAR in seen.unfolded)
    if CLEAR in seen.unfolded:
        yield from (_row(seen, flag) for flag in clear)


def _row(seen: Seen, flag: Flag) -> Row:
    lines = [one_line(flag.rule.title)]
    key = key_of(TOLD, flag.id)
    if key in seen.unfolded:
        standing = seen.opened.standing
        behind = answers_behind(standing, flag.rule.raise_when.support(standing))
        lines += [answer_line(seen.opened, each) for each in behind]
    state = FLAG_STATES[flag.state.value]
    word = "" if flag.state is FlagState.UNKNOWN else state.word
    return signed(state, paragraph(lines), key=key, tail=plain(word, MUTED))
