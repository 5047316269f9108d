"""The flags that are not raised, each with the answers that make it so, opened one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.flags import answers_behind
from onboard_tui.deal.words import number_of
from onboard_tui.script.expression import FlagState
from onboard_tui.tui.judgement.lines import (
    CLEAR,
    TOLD,
    answer_line,
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
    yield from (_row(seen, flag) for flag in unknown)


def clear_flag_rows(seen: Seen) -> Iterator[Row]:
    """Give, once they are asked for, the flags that are clear or do not apply."""
    flags = seen.opened.assessment.flags
    clear = [flag for flag in flags if not flag.raised and flag.state is not FlagState.UNKNOWN]
    if clear:
        words = f"{number_of(len(clear), 'flag')} {'is' if len(clear) == 1 else 'are'} not raised"
        yield says(Content())
        yield leads_on(CLEAR, plain(words, MUTED), unfolded=seen.clear_flags)
    if seen.clear_flags:
        yield from (_row(seen, flag) for flag in clear)


def _row(seen: Seen, flag: Flag) -> Row:
    lines = [one_line(flag.rule.title)]
    if flag.id in seen.told_flags:
        standing = seen.opened.standing
        behind = answers_behind(standing, flag.rule.raise_when.support(standing))
        lines += [answer_line(seen.opened, each) for each in behind]
    state = FLAG_STATES[flag.state.value]
    word = "" if flag.state is FlagState.UNKNOWN else state.word
    return signed(state, paragraph(lines), key=key_of(TOLD, flag.id), tail=plain(word, MUTED))
