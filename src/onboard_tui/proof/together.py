"""Interviews in which answers come together that one condition reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onboard_tui.proof.pairwise import rows
from onboard_tui.script.expression import AnswerState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from onboard_tui.interview.standing import Standing
    from onboard_tui.proof.pairwise import Row, Together
    from onboard_tui.proof.samples import Sample
    from onboard_tui.proof.variations import Example, Variations


def answered_together(
    variations: Variations,
    shown: Iterable[Standing],
    wanted: Callable[[Mapping[str, Sequence[Sample]]], Iterable[Together]],
) -> Iterator[Example]:
    """Give interviews in which choices come together that are wanted and that none shows yet.

    `wanted` names them, knowing the choices of each question.
    """
    choices = choices_of(variations)
    left = dict.fromkeys(wanted(choices))
    for standing in shown:
        seen = _picks(standing, choices).items()
        left = {each: None for each in left if not each <= seen}
    sizes = {name: len(choices[name]) for name in choices if any(name in dict(each) for each in left)}
    made: list[Example] = []

    def realised(row: Row, kept: AbstractSet[str]) -> Row | None:
        """Answer as a row says; where what is kept does not apply then, only what is kept."""
        for names in (row.keys(), kept):
            changes = {name: choices[name][row[name]] for name in row if name in names}
            changes = _made_to_apply(changes, kept, variations) or changes
            example = variations.example(_differing(changes, variations))
            if example is not None and all(example.standing.shown(name) for name in kept):
                made.append(example)
                return _picks(example.standing, choices)
        return None

    for _row in rows(sizes, left, realised):
        yield made[-1]


def choices_of(variations: Variations) -> dict[str, tuple[Sample, ...]]:
    """Give the answers to choose from, for each question that has more than one."""
    answers = {
        name: tuple(each for each in several if not isinstance(each, AnswerState))
        for name, several in variations.samples.items()
    }
    return {name: several for name, several in answers.items() if len(several) > 1}


def _made_to_apply(
    changes: Mapping[str, Sample], kept: AbstractSet[str], variations: Variations
) -> dict[str, Sample] | None:
    """Change more, so that questions apply whose answers are to be seen; None where they cannot."""
    if all(variations.with_changes(changes).shown(name) for name in kept):
        return dict(changes)
    behind = [name for name in variations.behind(sorted(kept)) if name not in kept]
    loose = {name: each for name, each in changes.items() if name not in behind}
    return variations.reach(lambda each: all(each.shown(name) for name in kept), behind, loose)


def _differing(changes: Mapping[str, Sample], variations: Variations) -> dict[str, Sample]:
    """Leave out what is so in the basis anyway, and answers to questions that nobody asks then."""
    current = variations.base.interview.current
    standing = variations.with_changes(changes)
    return {
        name: each
        for name, each in changes.items()
        if standing.shown(name) and (name not in current or current[name].value != each)
    }


def _picks(standing: Standing, choices: Mapping[str, Sequence[Sample]]) -> Row:
    """Say which choices an interview shows."""
    found: dict[str, int] = {}
    for name, several in choices.items():
        value: Any = standing.value(name)
        if value in several:
            found[name] = several.index(value)
    return found
