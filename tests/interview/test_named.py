"""What a person names by an id is found, or the ids that there are come back."""

from __future__ import annotations

import pytest

from onboard_tui.errors import AnswerError
from onboard_tui.interview.named import MOST_LISTED, named

FEW = {"value": 1, "personal": 2}


def test_what_is_named_is_found() -> None:
    """The id is enough."""
    assert named(FEW, "personal", "ladder") == 2


@pytest.mark.parametrize(
    ("known", "name", "way_out"),
    [
        (FEW, "persnal", "Did you mean “personal”?"),
        (FEW, "xyz", "The ladders are value, personal."),
        ({f"ladder{number}": number for number in range(MOST_LISTED + 1)}, "xyz", None),
        ({}, "xyz", None),
    ],
)
def test_what_is_not_there_says_what_is(known: dict[str, int], name: str, way_out: str | None) -> None:
    """The nearest id, or all of them where they are few."""
    with pytest.raises(AnswerError) as caught:
        named(known, name, "ladder")
    assert (caught.value.sentence, caught.value.way_out) == (
        f"There is no ladder {name!r} in this script.",
        way_out,
    )
