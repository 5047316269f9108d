"""The picture of a script: everything is in it, nothing lies over anything, and it is text and shapes alone."""

from __future__ import annotations

from itertools import combinations, count, pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onboard_tui.export.flow_graph.cards import WIDTH, Band, Card, Look, bands_of
from onboard_tui.export.flow_graph.fit import lines_of, width_of
from onboard_tui.export.flow_graph.layout import Plan
from onboard_tui.export.flow_graph.picture import flow_graph
from onboard_tui.export.questionnaire.shown import Shown
from onboard_tui.resources import bundled_scripts
from onboard_tui.script.load import open_script, script_from_source

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.export.flow_graph.layout import Key

SHAPES = {"svg", "title", "desc", "g", "rect", "circle", "path", "text"}
"""All that a picture is made of: nothing that is run, fetched or followed."""


class Box(NamedTuple):
    """The ends of a card, or of a stretch of a line."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two boxes lie over each other by more than their edges."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > -0.01 and down > -0.01


def card_boxes(plan: Plan) -> dict[str, Box]:
    """Give where each card is."""
    boxes = {}
    for key, placed in plan.placed.items():
        right, top = plan.lefts[placed.column] + WIDTH, plan.top + placed.top
        boxes[key] = Box(right - placed.card.width, top, right, top + placed.card.height)
    return boxes


def stretches(plan: Plan) -> dict[Key, list[Box]]:
    """Give every straight stretch of every line, without those that end at a card."""
    found: dict[Key, list[Box]] = {}
    for edge in plan.edges:
        for (x, y), (to_x, to_y) in list(pairwise(plan.points(edge)))[1:-1]:
            found.setdefault(edge.key, []).append(Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)))
    return found


def check_plan(plan: Plan) -> None:
    """Check that nothing lies over a card, and that two lines never run along the same way."""
    boxes, lines = card_boxes(plan), stretches(plan)
    assert not [pair for pair in combinations(boxes.values(), 2) if pair[0].touches(pair[1])]
    assert not [
        (key, box)
        for key, ways in lines.items()
        for way in ways
        for box in boxes.values()
        if way.touches(box)
    ]
    for (_, ways), (_, others) in combinations(lines.items(), 2):
        for way in ways:
            upright = way.left == way.right
            same = [each for each in others if (each.left == each.right) is upright and each.touches(way)]
            assert not [each for each in same if (each.left == way.left if upright else each.top == way.top)]
    for edge in plan.edges:
        (start, out), *_, (end, arrival) = plan.points(edge)
        source, target = boxes[edge.key.source], boxes[edge.target]
        assert start == source.right
        assert source.top < out < source.bottom
        assert end in {target.left, target.right}
        assert target.top < arrival < target.bottom
        assert max(x for x, _ in plan.points(edge)) < plan.width
        assert 0 < min(y for _, y in plan.points(edge)) <= max(y for _, y in plan.points(edge)) < plan.height


@st.composite
def many_bands(draw: st.DrawFn) -> list[Band]:
    """Give sections of questions and flags of all sizes, which read any questions before them."""
    keys: list[str] = []
    numbers = count()

    def card(look: Look) -> Card:
        reads = draw(st.lists(st.sampled_from(keys), max_size=4, unique=True)) if keys else []
        reads.sort(key=keys.index)
        lines = draw(st.integers(1, 5)) if reads else 0
        words = ("words",) * draw(st.integers(1, 4))
        key = f"{look.value} {next(numbers)}"
        return Card(key, look, "1", "name", words, ("if",) * lines, tuple(reads))

    bands = []
    for number in range(draw(st.integers(1, 6))):
        groups = []
        for _ in range(draw(st.integers(1, 6))):
            question = card(draw(st.sampled_from([Look.QUESTION, Look.OURS])))
            keys.append(question.key)
            groups.append((question, *(card(Look.FLAG) for _ in range(draw(st.integers(0, 2))))))
        bands.append(Band(f"Section {number}", tuple(groups)))
    return bands


@given(many_bands())
def test_no_line_crosses_a_card_and_none_hides_another(bands: list[Band]) -> None:
    """Whatever reads what: cards lie apart, lines keep to the ways between them, and each has its own lane."""
    plan = Plan(bands, 60)
    assert list(plan.placed) == [card.key for band in bands for group in band.groups for card in group]
    check_plan(plan)


@pytest.mark.parametrize("path", bundled_scripts(), ids=lambda path: path.stem)
def test_the_picture_of_a_bundled_script_is_whole(path: Path) -> None:
    """Each question and flag has one card, its texts fit, and every question that decides it has a line to it."""
    script = open_script(path)
    shown = Shown(script, coach=True)
    plan = Plan(bands_of(shown), 60)
    check_plan(plan)
    assert sorted(plan.placed) == sorted(
        [*(each.id for each in script.questions), *(f"flag {each.id}" for each in script.flags)]
    )
    for placed in plan.placed.values():
        for line, size in (
            *((each, 11) for each in placed.card.words),
            *((each, 9) for each in placed.card.condition),
        ):
            assert width_of(line, size) <= placed.card.width - 16
    lines = {(edge.key.source, edge.target) for edge in plan.edges}
    for question in script.questions:
        read = question.when.names & script.question_by_id.keys() if question.when is not None else set()
        assert {(each, question.id) for each in read} <= lines
    made = flow_graph(shown)
    assert made == flow_graph(Shown(open_script(path), coach=True))
    assert {etree.QName(each).localname for each in etree.fromstring(made).iter()} <= SHAPES


def test_sections_stand_in_the_order_of_the_script() -> None:
    """What is asked of a later section first, as an included file may, moves no section forward."""
    source = """
format: 1
id: order
version: "1"
title: Order
passes: [{id: 1, title: One}]
sections: [{id: first, title: First}, {id: empty, title: Empty}, {id: last, title: Last}]
questions:
  - {id: b, section: last, pass: 1, type: text, ask: B?}
  - {id: a, section: first, pass: 1, type: text, ask: A?}
  - {id: c, section: last, pass: 1, type: text, ask: C?}
verdict: {rules: [{id: R1, verdict: proceed, if: "true"}]}
"""
    script = script_from_source(source, "order.yaml").script
    assert script is not None
    bands = bands_of(Shown(script, coach=True))
    assert [(band.title, [group[0].key for group in band.groups]) for band in bands] == [
        ("First", ["a"]),
        ("Last", ["b", "c"]),
    ]


def test_a_text_in_the_picture_is_text() -> None:
    """What looks like markup, a link or a script comes out as the words that were written."""
    asked = "<script>alert(1)</script> & ]]> \" ' &lt;"
    source = f"""
format: 1
id: sly
version: "1"
title: '{asked.replace("'", "''")}'
passes: [{{id: 1, title: One}}]
sections: [{{id: all, title: '<b>All</b>'}}]
questions:
  - {{id: sly, section: all, pass: 1, type: text, ask: '{asked.replace("'", "''")}'}}
verdict: {{rules: [{{id: R1, verdict: proceed, if: "true"}}]}}
"""
    script = script_from_source(source, "sly.yaml").script
    assert script is not None
    root = etree.fromstring(flow_graph(Shown(script, coach=True)))
    assert {etree.QName(each).localname for each in root.iter()} <= SHAPES
    words = " ".join(each.text for each in root.iter("{*}text"))
    assert asked in words
    assert "<b>All</b>" in words
    attributes = {name for each in root.iter() for name in each.attrib}
    assert not [name for name in attributes if "href" in name or name.startswith("on")]


@given(st.text(max_size=200), st.integers(30, 200), st.integers(1, 4))
def test_lines_fit_and_say_when_words_are_left_out(text: str, width: int, most: int) -> None:
    """No line is wider than it may be, and what is cut off ends in an ellipsis."""
    lines = lines_of(text, width, 10, most)
    assert len(lines) <= most
    assert all(width_of(line, 10) <= width for line in lines)
    if "".join(lines) != "".join(text.split()) and lines:
        left_out = "".join(lines).replace(" ", "") != "".join(text.split())
        assert lines[-1].endswith("\u2026") is left_out or "\u2026" in text
