"""The shapes of a card: its border, its texts, and the signs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from onboard_tui.export.flow_graph.cards import HEAD, LEADING, PAD, SMALL, WORDS, Look
from onboard_tui.export.flow_graph.fit import width_of
from onboard_tui.export.flow_graph.looks import CONDITION_TINT, INK, LOOKS, QUIET, RED
from onboard_tui.export.flow_graph.svg import add, short, write, write_lines

if TYPE_CHECKING:
    from onboard_tui.export.flow_graph.cards import Card
    from onboard_tui.export.flow_graph.svg import Point

_HEAD_SIZE: Final = 10.0
_CIRCLE: Final = 6.5
_CURVE: Final = 4.5


def draw_card(parent: Any, card: Card, corner: Point) -> None:
    """Draw a question with its condition above it, or a flag with its condition below it."""
    x, y = corner
    fill, stroke = LOOKS[card.look]
    group = add(parent, "g")
    add(group, "title", card.whole)
    add(group, "rect", x=x, y=y, width=card.width, height=card.height, rx=5, fill=fill, stroke=stroke)
    if card.look is Look.FLAG:
        _head(group, card, (x + PAD, y), RED)
        below = y + HEAD + len(card.words) * WORDS * LEADING + 1
        write_lines(group, (x + PAD, below), card.condition, SMALL, fill=QUIET)
    else:
        if card.condition:
            _strip(group, card, corner)
        top = y + card.condition_height
        _head(group, card, (x + PAD, top), INK)
        _signs(group, card, (x + card.width - PAD, top + HEAD - 5))


def _head(group: Any, card: Card, corner: Point, colour: str) -> None:
    """Write a card's number or weight, its id and its words."""
    x, y = corner
    write(group, (x, y + HEAD - 1), card.head, _HEAD_SIZE, fill=colour, font_weight="bold")
    if card.name:
        after = x + width_of(card.head, _HEAD_SIZE) * 1.08 + 6
        write(group, (after, y + HEAD - 1), card.name, SMALL, fill=QUIET)
    write_lines(group, (x, y + HEAD + 1), card.words, WORDS)


def _strip(group: Any, card: Card, corner: Point) -> None:
    """Give the condition on the ground that lines arrive at."""
    x, y = corner
    right, low = x + card.width - 0.5, y + card.condition_height
    way = (
        f"M{short(x + 0.5)} {short(low)}V{short(y + _CURVE + 0.5)}q0 -{_CURVE} {_CURVE} -{_CURVE}"
        f"H{short(right - _CURVE)}q{_CURVE} 0 {_CURVE} {_CURVE}V{short(low)}Z"
    )
    add(group, "path", d=way, fill=CONDITION_TINT)
    write_lines(group, (x + PAD, y + PAD / 2 - 1), card.condition, SMALL)


def _signs(group: Any, card: Card, right: Point) -> None:
    """Give the conversation that a question belongs to, and whether it is a gate."""
    x, y = right
    if card.talk:
        draw_talk(group, (x - _CIRCLE + 2, y), card.talk)
        x -= 2 * _CIRCLE + 2
    if card.gate:
        draw_gate(group, (x - 4, y))


def draw_talk(parent: Any, middle: Point, number: str) -> None:
    """Draw the sign of a conversation: its number in a circle."""
    x, y = middle
    add(parent, "circle", cx=x, cy=y, r=_CIRCLE, fill="none", stroke=QUIET)
    write(parent, (x, y + 3), number, 8.5, fill=QUIET, text_anchor="middle")


def draw_gate(parent: Any, middle: Point) -> None:
    """Draw the sign of a gate."""
    x, y = middle
    add(parent, "path", d=f"M{short(x)} {short(y - 5)}l5 5l-5 5l-5 -5Z", fill=INK)
