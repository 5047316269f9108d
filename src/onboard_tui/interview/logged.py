"""What every entry of an interview's log has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """An id (UUIDv7, so that ids sort by time) and the moment in UTC."""

    id: str
    at: datetime
