"""The few shapes that the picture is drawn with; whatever is said in it is text and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from onboard_tui.export.legal import legal_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUND: Final = 7.0
"""The radius of a line's corners."""
_HEAD: Final = 6.0
"""The length of an arrow head."""

Point = tuple[float, float]


def add(parent: Any, tag: str, text: str | None = None, **attributes: object) -> Any:
    """Put a shape into another; `stroke_width` becomes `stroke-width`, numbers are written short."""
    made = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        written = short(value) if isinstance(value, int | float) else str(value)
        made.set(name.rstrip("_").replace("_", "-"), written)
    if text is not None:
        made.text = legal_text(text)
    return made


def short(number: float) -> str:
    """Write a number with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")


def write(parent: Any, at: Point, words: str, size: float, **attributes: object) -> None:
    """Write one line; `at` is the left end of its base line."""
    add(parent, "text", words, x=at[0], y=at[1], font_size=size, **attributes)


def write_lines(parent: Any, at: Point, lines: Sequence[str], size: float, **attributes: object) -> None:
    """Write lines below each other; `at` is the left top corner."""
    for number, line in enumerate(lines):
        write(parent, (at[0], at[1] + size * (1.05 + 1.25 * number)), line, size, **attributes)


def rounded(points: Sequence[Point]) -> str:
    """Give the path round corners, which run straight up, down or sideways; it ends where its arrow head begins."""
    ends = _without_repeats(points)
    way = [f"M{_at(ends[0])}"]
    for before, corner, after in zip(ends, ends[1:], ends[2:], strict=False):
        radius = min(_ROUND, _apart(before, corner) / 2, _apart(corner, after) / 2)
        way.append(
            f"L{_at(_towards(corner, before, radius))}Q{_at(corner)} {_at(_towards(corner, after, radius))}"
        )
    way.append(f"L{_at(_towards(ends[-1], ends[-2], _HEAD - 1))}")
    return "".join(way)


def arrow_head(points: Sequence[Point]) -> str:
    """Give the path of the arrow head at the end of a line, which arrives sideways."""
    (before, _), (x, y) = points[-2:]
    back = x - _HEAD if before < x else x + _HEAD
    return f"M{_at((x, y))}L{_at((back, y - _HEAD / 2))}L{_at((back, y + _HEAD / 2))}Z"


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    """Leave out corners that are none."""
    kept = [points[0]]
    for place, (x, y) in enumerate(points[1:], start=1):
        turns = place == len(points) - 1 or not (
            kept[-1][0] == x == points[place + 1][0] or kept[-1][1] == y == points[place + 1][1]
        )
        if turns and kept[-1] != (x, y):
            kept.append((x, y))
    return kept


def _apart(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(point: Point, target: Point, way: float) -> Point:
    """Give the point some way from one towards another."""
    whole = _apart(point, target) or 1.0
    part = way / whole
    return point[0] + (target[0] - point[0]) * part, point[1] + (target[1] - point[1]) * part


def _at(point: Point) -> str:
    return f"{short(point[0])} {short(point[1])}"
