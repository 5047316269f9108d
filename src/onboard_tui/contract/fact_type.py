"""What a worked-out value is: its form, where it comes from, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onboard_tui.contract.facts import Figures


@dataclass(frozen=True, slots=True)
class FactType:
    """What a worked-out value is, and how it is worked out."""

    form: str
    """`text` `number` `percent` `money` `date` `table`"""
    work_out: Callable[[Figures], object]
    inputs: tuple[str, ...] = ()
    """The fields of the facts plan whose questions it comes from."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """For a table: the form of each column."""
    private: bool = False
    """Whether it holds what the customer is not to read; only papers that are never sent print it."""
