"""What a pack itself does not want in a draft, or misses in it: the rules of its group `checks`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.checks.checked import Checked, key_of
from onboard_tui.contract.document import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.checks.plan import DraftRule


def broken_rules(checked: Checked) -> Iterator[Finding]:
    """Find the rules that a draft does not keep."""
    for rule in checked.bound.pack.checks.rules:
        if _applies(rule, checked) and not checked.places.issuperset(rule.without or ("",)):
            yield Finding(key_of(rule.id), rule.id, rule.text, blocks=rule.blocks)


def _applies(rule: DraftRule, checked: Checked) -> bool:
    if rule.stays_only and not checked.meant_to_stay:
        return False
    return rule.when is None or checked.bound.checks[rule.id].evaluate(checked.assessment.standing) is True
