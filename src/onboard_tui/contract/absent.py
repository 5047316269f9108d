"""What stands in a template where an answer should be and is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, eq=False)
class Absent:
    """An answer that is awaited, or that does not apply; no test of a template holds for it."""

    ask: str
    """What to confirm, in the words of the question or column."""
    question: str
    """Id of the question that has to be answered."""
    applies: bool = True
    columns: Mapping[str, str] = field(default_factory=dict)
    """For a table: what each column asks for."""

    def __bool__(self) -> bool:
        """Say that there is no answer."""
        return False

    def __eq__(self, other: object) -> bool:
        """Equal to nothing, so that `q == 'a'` does not hold."""
        return False

    def __ne__(self, other: object) -> bool:
        """Different from nothing either: `q != 'a'` does not hold while `q` is not known."""
        return False

    __hash__ = None  # type: ignore[assignment]  # equal to nothing, so it can be no key

    def _never(self, _other: object) -> bool:
        """Neither more nor less than anything."""
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _never

    def __contains__(self, other: object) -> bool:
        """Hold nothing."""
        return False

    def __iter__(self) -> Iterator[object]:
        """Give one thing to confirm where rows or options are awaited, so that the gap is seen."""
        if self.applies and self.columns:
            yield {name: Absent(ask, self.question) for name, ask in self.columns.items()}
        elif self.applies:
            yield self
