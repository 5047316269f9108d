"""The report of a crash: where it happened, and nothing anybody said."""

from __future__ import annotations

import pytest

from onboard_tui.crash import crash_report


class StandsForAnotherError(Exception):
    """What Textual raises for whatever went wrong in a worker: the error is an attribute, not a cause."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(f"it failed: {error}")
        self.error = error


def fall_over() -> None:
    """Fail with somebody's words."""
    raise RuntimeError("what the customer said")


def test_a_failure_in_a_worker_is_reported_with_its_place() -> None:
    """The report follows an error to the one that it only stands for."""
    with pytest.raises(RuntimeError) as caught:
        fall_over()
    report = crash_report(StandsForAnotherError(caught.value))
    assert "RuntimeError" in report
    assert "in fall_over" in report
    assert "customer" not in report
