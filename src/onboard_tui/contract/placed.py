"""An answer where a template looks at it from another process: it compares as its value, and knows its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, eq=False)
class Placed:
    """A value, and which row or option of an answer it is; None where it is the answer itself."""

    value: object
    row: int | None = None

    def __eq__(self, other: object) -> bool:
        """Equal to what its value is equal to."""
        return bool(self.value == other)

    def __ne__(self, other: object) -> bool:
        """Different from what its value is different from."""
        return bool(self.value != other)

    def __hash__(self) -> int:
        """Go with its value."""
        return hash(self.value)

    def __contains__(self, other: object) -> bool:
        """Hold the options that its value holds."""
        return isinstance(self.value, list | tuple) and other in self.value

    def __iter__(self) -> Iterator[object]:
        """Give rows as they are, and each option in its place."""
        each = self.value if isinstance(self.value, list | tuple) else ()
        for row, one in enumerate(each):
            yield one if isinstance(one, dict) else Placed(one, row)
