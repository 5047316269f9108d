"""Figures that a seller types besides answers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from onboard_tui.errors import AnswerError
from onboard_tui.interview.figures import read_amount, read_hours
from onboard_tui.resources import interviews_folder
from onboard_tui.script.load import open_script

if TYPE_CHECKING:
    from onboard_tui.script.model import Script


@pytest.fixture(scope="module")
def script() -> Script:
    """Give the bundled script, whose numbers are written the English way."""
    return open_script(interviews_folder() / "cloud-onboarding.yaml")


@pytest.mark.parametrize("typed", ["18000", "18,000", "18 000.00", "18k", "{currency} 18,000"])
def test_an_amount_is_understood_as_in_an_answer(script: Script, typed: str) -> None:
    """Groups, thousands and the script's own currency are understood."""
    assert read_amount(typed.format(currency=script.currency), script) == Decimal(18_000)


@pytest.mark.parametrize("typed", ["12.5", "12.5 hours", "about 12.5"])
def test_hours_are_understood(script: Script, typed: str) -> None:
    """Hours may be named as such."""
    assert read_hours(typed, script) == Decimal("12.5")


@pytest.mark.parametrize("typed", ["", "some", "1 to 2", "CHF 5", "9" * 5_000, "=1+1", "1e5"])
def test_what_is_no_amount_is_refused_with_a_way_out(script: Script, typed: str) -> None:
    """Nonsense, a range, another currency and thousands of digits get a sentence that is short."""
    with pytest.raises(AnswerError) as refused:
        read_amount(typed, script)
    assert refused.value.way_out
    assert len(refused.value.sentence) < 120
