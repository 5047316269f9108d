"""Choosing among options by number, id, words, or the letters that a word begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.asked import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onboard_tui.script.model import Option

NONE_OF_THEM = frozenset({"-", "--", "nothing", "none of them", "none of these"})
"""What people type to say that no option fits, where several could be chosen."""
_MOST_DIGITS = 6
"""Digits that the number of an option can have; Python refuses to read very many."""


def choose(typed: str, options: Sequence[Option]) -> Option:
    """Give the one option that is meant. Raises AnswerError."""
    found = _meant(typed, options)
    if len(found) == 1:
        return found[0]
    if found:
        raise AnswerError(
            f"{quoted(typed)} fits {len(found)} options: {_listed(found, options)}.",
            way_out="Type the number, or more letters.",
        )
    raise _no_such_option(typed, options)


def choose_several(typed: str, options: Sequence[Option]) -> tuple[Option, ...]:
    """Give the options that are meant, in script order: `1,3`, `1 3`, `1-3`, or words. Raises AnswerError."""
    whole = _meant(typed, options)
    if len(whole) == 1:
        return (whole[0],)
    if " ".join(typed.casefold().split()) in NONE_OF_THEM:
        return ()
    chosen: set[str] = set()
    for part in _parts(typed, options):
        run = re.fullmatch(rf"(\d{{1,{_MOST_DIGITS}}})\s*(?:-|\.\.+|to)\s*(\d{{1,{_MOST_DIGITS}}})", part)
        if run and not _meant(part, options):
            first, last = int(run[1]), int(run[2])
            if not 1 <= first <= last <= len(options):
                raise _no_such_option(part, options)
            chosen |= {option.id for option in options[first - 1 : last]}
        else:
            chosen.add(choose(part, options).id)
    if not chosen:
        raise _no_such_option(typed, options)
    return tuple(option for option in options if option.id in chosen)


def by_id(option_id: str, options: Sequence[Option]) -> Option:
    """Give the option of exactly that id. Raises AnswerError with the id that looks most like it."""
    for option in options:
        if option.id == option_id:
            return option
    from onboard_tui.script.problems import did_you_mean

    ids = [option.id for option in options]
    raise AnswerError(
        f"{quoted(option_id)} is none of the options.",
        way_out=did_you_mean(option_id, ids) or f"The options are {', '.join(ids)}.",
    )


def _parts(typed: str, options: Sequence[Option]) -> list[str]:
    """Split what names several options: at commas and line ends, and at spaces where no words need them."""
    parts = [part.strip() for part in re.split(r"[,;\n+&]|\band\b|\bund\b", typed) if part.strip()]
    split: list[str] = []
    for part in parts:
        words = part.split()
        apart = len(words) > 1 and not _meant(part, options) and all(_meant(word, options) for word in words)
        split += words if apart else [part]
    return split


def _meant(typed: str, options: Sequence[Option]) -> list[Option]:
    """Give the options that fit, by the surest way of meaning one that fits any."""
    text = " ".join(typed.casefold().split()).rstrip(".)")
    if not text:
        return []
    exact = [option for option in options if option.id.casefold() == text]
    exact = exact or [option for option in options if _words(option.text) == text]
    if exact:
        return exact
    if text.isdecimal():
        number = int(text) if len(text) <= _MOST_DIGITS else 0
        return [options[number - 1]] if 1 <= number <= len(options) else []
    begun = [
        option
        for option in options
        if option.id.casefold().startswith(text) or _words(option.text).startswith(text)
    ]
    return begun or [option for option in options if _has_words(option, text.split())]


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _has_words(option: Option, typed: Iterable[str]) -> bool:
    """Whether the option's words include, in this order, one that begins with each word typed."""
    words = iter(re.findall(r"[\w'-]+", f"{option.id.replace('_', ' ')} {option.text}".casefold()))
    return all(any(word.startswith(each) for word in words) for each in typed)


def _no_such_option(typed: str, options: Sequence[Option]) -> AnswerError:
    from onboard_tui.script.problems import closest

    names = {name: option for option in options for name in (option.id, option.text)}
    close = closest(typed, names)
    sentence = f"{quoted(typed)} is none of the options."
    if close is not None:
        return AnswerError(sentence, way_out=f"Did you mean {_listed([names[close]], options)}?")
    if len(options) <= 9:
        return AnswerError(sentence, way_out=f"Choose from {_listed(options, options)}.")
    return AnswerError(sentence, way_out=f"Type a number from 1 to {len(options)}, or first letters.")


def _listed(some: Sequence[Option], options: Sequence[Option]) -> str:
    numbers = {option.id: number for number, option in enumerate(options, 1)}
    return ", ".join(f"{numbers[option.id]} {option.text}" for option in some)
