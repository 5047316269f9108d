"""Few rows in which every two choices come together."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.proof.pairwise import each_once, pairs, rows

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from onboard_tui.proof.pairwise import Row

SIZES = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 4), min_size=2)


def as_asked(row: Row, _kept: AbstractSet[str]) -> Row:
    """Make a row just as it was asked for."""
    return row


@given(sizes=SIZES)
def test_every_two_choices_come_together(sizes: dict[str, int]) -> None:
    """In some row, for every two names and every choice of each; and in fewer rows than there are pairs."""
    group = {name: range(size) for name, size in sizes.items()}
    made = list(rows(sizes, pairs([group]), as_asked))
    for one, other in combinations(sizes, 2):
        seen = {(row.get(one), row.get(other)) for row in made}
        assert seen >= set(product(range(sizes[one]), range(sizes[other])))
    assert len(made) <= len(pairs([group]))


@given(sizes=SIZES, gone=st.sampled_from("abcdef"))
def test_what_cannot_be_made_is_left_out(sizes: dict[str, int], gone: str) -> None:
    """A name that never applies keeps no other from being shown, and there is an end to it."""

    def without(row: Row, kept: AbstractSet[str]) -> Row | None:
        return None if gone in kept else {name: place for name, place in row.items() if name != gone}

    made = list(rows(sizes, each_once([{name: range(size) for name, size in sizes.items()}]), without))
    shown = {pick for row in made for pick in row.items()}
    assert shown == {(name, place) for name in sizes.keys() - {gone} for place in range(sizes[name])}
    assert len(made) <= max(sizes.values())
