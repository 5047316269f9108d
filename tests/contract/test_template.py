"""Templates choose and repeat, and can do nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.document import Run
from onboard_tui.contract.template import LONGEST_OUTPUT, LONGEST_TEMPLATE, ClauseTemplate, compile_template
from onboard_tui.contract.tokens import Slots
from onboard_tui.errors import ContractError


def filled(source: str, **values: object) -> str:
    """Fill in a template with the values written out, so that a test can read it."""
    template = compile_template(source)
    assert isinstance(template, ClauseTemplate), template
    slots = Slots()
    markdown = template.render(values, lambda _place, value: slots.put(Run(str(value))))
    return "".join(run.text for run in slots.runs(markdown))


def refused(source: str) -> list[tuple[int, str]]:
    """Give what is refused of a template."""
    found = compile_template(source)
    assert isinstance(found, list), source
    return found


BOMBS = (
    "{{ 'a' * 10**9 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ range(10**9) | list }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for i in [1, 2, 3] %}x{% endfor %}",
    "{% for a in t recursive %}{{ loop(a) }}{% endfor %}",
    "{% for a in t if a.x %}x{% endfor %}",
    "{% for a, b in t %}x{% endfor %}",
    "{{ loop.index }}",
    "{{ self }}{{ self.x() }}",
    "{{ x() }}",
    "{{ x.y.z }}",
    "{{ x['y'] }}",
    "{{ x | safe }}",
    "{{ x | attr('y') }}",
    "{{ x | list | list }}",
    "{{ x is defined }}",
    "{{ x if y else z }}",
    "{{ 1 }}",
    "{{ 'text' }}",
    "{{ [1] }}",
    "{{ {'a': 1} }}",
    "{{ not x }}",
    "{{ ref(x) }}",
    "{{ ref('a', 'b') }}",
    "{{ ref(*x) }}",
    "{{ ref('a') | date }}",
    "{{ lipsum() }}",
    "{{ cycler('a') }}",
    "{% set x = 1 %}",
    "{% block a %}{% endblock %}",
    "{% extends 'a' %}",
    "{% include 'a' %}",
    "{% import 'a' as b %}",
    "{% macro a() %}{% endmacro %}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with x = 1 %}{% endwith %}",
    "{% autoescape true %}{% endautoescape %}",
    "{% if x > 1 %}y{% endif %}",
    "{% if x + 1 == 2 %}y{% endif %}",
    "{% if x == y %}z{% endif %}",
    "{% if x == 1 == 1 %}z{% endif %}",
    "{% if 1 == 1 %}z{% endif %}",
    "{% if x in y %}z{% endif %}",
    "{% if x.y == 1 %}z{% endif %}",
    "{% if x in [y] %}z{% endif %}",
    "{% if x == ['a'] %}z{% endif %}",
    "{% if x() %}z{% endif %}",
    "{% if x is defined %}z{% endif %}",
    "{% if x | length %}z{% endif %}",
    "{% if x == '" + "a" * 201 + "' %}z{% endif %}",
    "{% for a in t %}{% for b in t %}{% for c in t %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% if x %}" * 2000,
    "{% if x %}" * 9 + "y" + "{% endif %}" * 9,
    "{% if x %}" * 900 + "y" + "{% endif %}" * 900,
    "{% if " + " and ".join(["x"] * 40) + " %}y{% endif %}",
    "{% if " + "not " * 900 + "x %}y{% endif %}",
    "{% if " + "(" * 900 + "x" + ")" * 900 + " %}y{% endif %}",
    "{{ x",
    "{% nonsense %}",
    "x" * (LONGEST_TEMPLATE + 1),
    "\ue000",
)


@pytest.mark.parametrize("source", BOMBS, ids=lambda text: text[:40])
def test_what_is_not_on_the_list_is_refused(source: str) -> None:
    """With a line and a sentence, and before anything of it is compiled."""
    for line, sentence in refused(source):
        assert line >= 1
        assert sentence.endswith(".")


def test_the_line_of_what_is_refused_is_named() -> None:
    """All of them at once."""
    source = "one\n\ntwo {{ 1 + 1 }}\n{{ x.y }}\n"
    assert [line for line, _sentence in refused(source)] == [3, 4]


def test_a_template_prints_chooses_and_repeats() -> None:
    """A value, a choice, rows with their cells."""
    source = "{{ a }}{% if b == 'x' %} yes{% elif b == 'y' %} perhaps{% else %} no{% endif %}\n{% for r in t %}\n{{ r.c }};\n{% endfor %}"
    rows = [{"c": 1}, {"c": 2}]
    assert filled(source, a="A", b="x", t=rows) == "A yes\n1;\n2;\n"
    assert filled(source, a="A", b="y", t=rows).startswith("A perhaps")
    assert filled(source, a="A", b="z", t=[]) == "A no\n"


@pytest.mark.parametrize(
    ("value", "answered"),
    [
        (Absent("?", "q"), False),
        (None, False),
        ("", False),
        ((), False),
        (False, False),
        (True, True),
        (0, True),
        (Decimal(0), True),
        ("x", True),
        (("a",), True),
    ],
)
def test_a_name_alone_asks_whether_there_is_an_answer(value: object, *, answered: bool) -> None:
    """Nought is an answer; no, nothing and not known yet are none."""
    assert filled("{% if a %}x{% endif %}", a=value) == ("x" if answered else "")
    assert filled("{% if not a %}x{% endif %}", a=value) == ("" if answered else "x")


@pytest.mark.parametrize("test", ["a == 'x'", "a != 'x'", "a in ['x']", "a not in ['x']", "'x' in a", "a"])
def test_nothing_holds_of_an_answer_that_is_not_known(test: str) -> None:
    """Neither that it is something nor that it is something else; only `not in` says that it is not among them."""
    holds = filled("{% if " + test + " %}x{% endif %}", a=Absent("?", "q"))
    assert holds == ("x" if "not in" in test else "")


def test_rows_that_are_awaited_are_one_row_of_gaps() -> None:
    """So that the gap is seen; what does not apply has no rows."""
    source = "{% for r in t %}[{{ r.c }}]{% endfor %}"
    template = compile_template(source)
    assert isinstance(template, ClauseTemplate)
    seen: list[object] = []
    absent = Absent("rows", "t", columns={"c": "the cell"})

    def note(_place: object, value: object) -> str:
        seen.append(value)
        return Slots().put(Run(""))

    template.render({"t": absent}, note)
    assert [value.ask for value in seen if isinstance(value, Absent)] == ["the cell"]
    assert filled(source, t=Absent("rows", "t", applies=False, columns={"c": "x"})) == ""


def test_a_name_that_is_not_there_is_the_packs_error() -> None:
    """Never blank text."""
    template = compile_template("{{ a }}")
    assert isinstance(template, ClauseTemplate)
    with pytest.raises(ContractError, match="cannot be filled in"):
        template.render({}, lambda _place, value: str(value))


def test_the_output_of_a_clause_is_bounded() -> None:
    """Tables of tables cannot fill the memory."""
    text = "x" * 1000
    template = compile_template("{% for a in t %}{% for b in t %}" + text + "{% endfor %}{% endfor %}")
    assert isinstance(template, ClauseTemplate)
    rows: list[dict[str, object]] = [{}] * (LONGEST_OUTPUT // 1000)
    with pytest.raises(ContractError, match="grew beyond"):
        template.render({"t": rows}, lambda _place, _value: "")


def test_only_tokens_come_out_of_printing_places() -> None:
    """What is printed and is no token stops the drafting."""
    template = compile_template("{{ a }}")
    assert isinstance(template, ClauseTemplate)
    with pytest.raises(ContractError, match="not an answer"):
        template.render({"a": 1}, lambda _place, _value: "raw text")
