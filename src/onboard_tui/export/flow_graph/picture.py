"""The flow graph: an SVG picture of which answer decides which question, and which flags it raises.

It is text alone: no script, no font, nothing is fetched. The same script gives the same bytes.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from onboard_tui.deal.words import number_of
from onboard_tui.export.flow_graph.card_shapes import draw_card, draw_gate, draw_talk
from onboard_tui.export.flow_graph.cards import INDENT, TITLE, WIDTH, Look, bands_of
from onboard_tui.export.flow_graph.fit import width_of
from onboard_tui.export.flow_graph.layout import MARGIN, Plan
from onboard_tui.export.flow_graph.looks import (
    BAND,
    CONDITION_TINT,
    INK,
    LINES,
    LOOKS,
    PAPER,
    QUIET,
    RED,
    RED_RULE,
)
from onboard_tui.export.flow_graph.svg import add, arrow_head, rounded, short, write

if TYPE_CHECKING:
    from onboard_tui.export.flow_graph.cards import Band
    from onboard_tui.export.questionnaire.shown import Shown

_SVG: Final = "http://www.w3.org/2000/svg"
_FONTS: Final = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_TOP: Final = 66.0
"""Room for the title and the legend."""
_LEAST_WIDTH: Final = 900.0
"""In which the legend has room."""


def flow_graph(shown: Shown) -> bytes:
    """Give the picture of a script; what its reader may not see is not in it."""
    plan = Plan(bands_of(shown), _TOP)
    width, height = max(plan.width, _LEAST_WIDTH), plan.height
    root = etree.Element("svg", nsmap={None: _SVG})
    for name, value in (
        ("viewBox", f"0 0 {short(width)} {short(height)}"),
        ("width", short(width)),
        ("height", short(height)),
        ("font-family", _FONTS),
        ("fill", INK),
        ("role", "img"),
        ("aria-labelledby", "title description"),
    ):
        root.set(name, value)
    add(root, "title", f"{shown.script.title}: how its questions hang together", id="title")
    add(root, "desc", _description(shown, plan), id="description")
    add(root, "rect", width=width, height=height, fill=PAPER)
    _heading(root, shown, width)
    places = [
        (band, left, plan.top + down)
        for left, column in zip(plan.lefts, plan.columns, strict=True)
        for down, band in column
    ]
    for place in places:
        _ground(root, *place)
    _lines(root, plan)
    for place in places:
        _cards(root, *place)
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return made


def _description(shown: Shown, plan: Plan) -> str:
    """Say what the picture shows, for whoever does not see it."""
    cards = [placed.card for placed in plan.placed.values()]
    questions = number_of(sum(card.look is not Look.FLAG for card in cards), "question")
    told = [card.whole for card in cards if card.condition] or ["All of them are always asked"]
    return f"{questions} of the interview {shown.script.title}. {'. '.join(told)}."


def _heading(root: Any, shown: Shown, width: float) -> None:
    """Give the title, and what the signs mean."""
    write(root, (MARGIN, 32), f"{shown.script.title} {shown.script.version}", 20, font_weight="bold")
    if shown.coach:
        write(
            root,
            (width - MARGIN, 32),
            "Private: not for the customer",
            11,
            fill=RED,
            font_weight="bold",
            text_anchor="end",
        )
    _legend(root, shown)


def _legend(root: Any, shown: Shown) -> None:
    x, y = MARGIN, 56.0
    for each, _ in shown.passes:
        if each.id in shown.talks:
            draw_talk(root, (x + 7, y - 4), shown.talks[each.id])
            x = _meaning(root, x + 18, y, each.title)
    draw_gate(root, (x + 5, y - 4))
    x = _meaning(root, x + 15, y, "needed before we can go ahead")
    add(root, "rect", x=x, y=y - 11, width=18, height=13, rx=3, fill=CONDITION_TINT)
    x = _meaning(root, x + 23, y, "when it is asked")
    for look, words in ((Look.OURS, "we answer it"), (Look.FLAG, "red flag")) if shown.coach else ():
        fill, stroke = LOOKS[look]
        add(root, "rect", x=x, y=y - 11, width=18, height=13, rx=3, fill=fill, stroke=stroke)
        x = _meaning(root, x + 23, y, words)


def _meaning(root: Any, x: float, y: float, words: str) -> float:
    """Say what a sign means, and give where the next one stands."""
    write(root, (x, y), words, 11, fill=QUIET)
    return x + width_of(words, 11) + 18


def _ground(root: Any, band: Band, left: float, top: float) -> None:
    """Give the ground of a section, with its title."""
    add(root, "rect", x=left - 8, y=top, width=WIDTH + 16, height=band.height, rx=8, fill=BAND)
    heading = band.heading
    for number, line in enumerate(heading):
        base = top + (24 if len(heading) == 1 else 16) + 15 * number
        write(root, (left, base), line, TITLE, font_weight="bold")


def _cards(root: Any, band: Band, left: float, top: float) -> None:
    """Give the cards of a band, and the short lines from questions to the flags below them."""
    stem: float | None = None
    for down, card in band.cards:
        y = top + down
        if card.look is not Look.FLAG:
            stem = y + card.height
        elif stem is not None:
            way = f"M{short(left + 7)} {short(stem)}V{short(y + card.height / 2)}H{short(left + INDENT)}"
            add(root, "path", d=way, fill="none", stroke=RED_RULE, stroke_width=1.6)
        draw_card(root, card, (left + WIDTH - card.width, y))


def _lines(root: Any, plan: Plan) -> None:
    """Give the lines, those of one question together, each with a white edge that sets it off where they cross."""
    order = {key: number for number, key in enumerate(plan.placed)}
    edges = sorted(plan.edges, key=lambda edge: (not edge.key.to_flags, order[edge.key.source]))
    colours = 0
    for key, group in groupby(edges, key=lambda edge: edge.key):
        colour = RED_RULE if key.to_flags else LINES[colours % len(LINES)]
        colours += not key.to_flags
        drawn = [plan.points(edge) for edge in group]
        made = add(root, "g", fill="none")
        way = "".join(map(rounded, drawn))
        for stroke, width in ((PAPER, 5.0), (colour, 1.6)):
            add(made, "path", d=way, stroke=stroke, stroke_width=width)
        add(made, "path", d="".join(map(arrow_head, drawn)), fill=colour)
