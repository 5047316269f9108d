"""What we advised in earlier deals that ended without us."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from onboard_tui.deal.earlier_advice import earlier_advice
from onboard_tui.interview.dealings import Advised, Decided, Reopened
from onboard_tui.script.model import VerdictKind
from tests.deal.growing import grown
from tests.deal.small import NOON, TODAY, build_script, fill_interview

if TYPE_CHECKING:
    from onboard_tui.interview.interview import Interview

FLAG = {"severity": "blocker", "raise_when": "not backed", "clears": "Somebody with a name"}
SCRIPT = build_script(
    {"backed": {}, "tested": {"type": "text"}},
    {"unbacked": FLAG, "cleared": {**FLAG, "raise_when": "backed"}},
)
STEERED = {"unbacked": ["in_part", "insists"], "cleared": ["accepts"]}


def ended(choice: VerdictKind = VerdictKind.NEXT_IN_LINE) -> Interview:
    """Give an interview that ended with one flag raised, and advice about a question."""
    interview = fill_interview(SCRIPT, {"backed": False}, steering=STEERED)
    pair: dict[str, Any] = {"question": "tested", "believes": "No need", "advises": "Restore once"}
    interview = interview.with_entries(Advised(id="advice", at=NOON - timedelta(days=30), **pair))
    flags = {"unbacked": "insisted"}
    more: dict[str, Any] = {"verdict": VerdictKind.NEXT_IN_LINE, "reason": "They will not", "flags": flags}
    return grown(interview, Decided, on=TODAY, choice=choice, **more)


def test_what_we_advised_is_told_with_its_day_and_how_it_was_taken() -> None:
    """The latest first; of the flags only those that were raised when it ended."""
    assert [(each.on, each.about, each.advised, each.taken) for each in earlier_advice([ended()])] == [
        (
            TODAY - timedelta(days=8),
            "The flag unbacked",
            "Somebody with a name",
            "steered twice, insists",
        ),
        (TODAY - timedelta(days=30), "tested?", "Restore once", "they believed: No need"),
    ]


def test_deals_that_go_on_have_nothing_to_tell() -> None:
    """Signed, reopened or never decided."""
    signed = ended(VerdictKind.PROCEED)
    reopened = grown(ended(), Reopened, on=TODAY)
    assert earlier_advice([signed, reopened, fill_interview(SCRIPT, {"backed": False})]) == ()
