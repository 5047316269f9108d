"""Earlier answers inside the words that are said."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.interview.fill import Piece, fill, filled
from onboard_tui.script.expression import AnswerState

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.script.model import Script


@pytest.fixture
def script(script_of: Callable[..., Any]) -> Script:
    """Give a script with answers to put in."""
    made: Script = script_of(
        {"id": "name", "type": "text"},
        {"id": "weeks", "type": "integer", "unit": "weeks", "pass_id": "private"},
        {"id": "price", "type": "money", "when": "name != 'nobody'"},
        {"id": "kind", "type": "single", "options": ["new_customer", "old"]},
        computed={"days": "weeks * 7", "double": "days * 2", "dear": "price > 5"},
    )
    return made


def test_an_answer_stands_in_for_its_name(script: Script, standing_of: Callable[..., Any]) -> None:
    """Answers come as people read them, each apart from the script's own words."""
    standing = standing_of(script, weeks=12, price=Decimal(4800), kind="new_customer")
    assert fill("It takes {weeks} for a {kind}.", standing) == (
        Piece("It takes ", is_answer=False),
        Piece("12 weeks", is_answer=True),
        Piece(" for a ", is_answer=False),
        Piece("New customer", is_answer=True),
        Piece(".", is_answer=False),
    )
    assert filled("{days} days, {price}, {dear}", standing) == "84 days, USD 4,800, yes"


@pytest.mark.parametrize("state", [AnswerState.DONT_KNOW, AnswerState.LATER, AnswerState.NOT_ASKED])
def test_what_is_not_known_is_a_blank_line(
    script: Script, standing_of: Callable[..., Any], state: AnswerState
) -> None:
    """Something to fill in by hand stands where an answer is missing."""
    assert filled("{name}: {weeks}, {days}", standing_of(script, name=state)) == "____: ____, ____"


def test_a_hidden_answer_is_never_put_in(script: Script, standing_of: Callable[..., Any]) -> None:
    """What was kept aside is not said."""
    assert filled("{price}", standing_of(script, name="nobody", price=Decimal(5))) == "____"


def test_braces_of_the_script_itself_stay(script: Script, standing_of: Callable[..., Any]) -> None:
    """Only names of the script are replaced."""
    text = "{nothing} {Name} { name } {} {{name}}"
    assert filled(text, standing_of(script, name="x")) == "{nothing} {Name} { name } {} {x}"
    assert fill("", standing_of(script)) == ()


@pytest.mark.parametrize("payload", ["[bold]x[/bold]", "{weeks}", "{{ 7 * 7 }}", "\\[x", "=1+1", "<w:p/>"])
def test_an_answer_is_text_and_nothing_else(
    script: Script, standing_of: Callable[..., Any], payload: str
) -> None:
    """An answer that looks like markup, a place or code is put in as it is, once."""
    standing = standing_of(script, name=payload, weeks=12)
    assert fill("a {name} b", standing)[1] == Piece(payload, is_answer=True)


def test_nothing_private_is_put_in_while_sharing(script: Script, standing_of: Callable[..., Any]) -> None:
    """Neither a private answer nor a sum that reads one."""
    standing = standing_of(script, name="Harbour", weeks=12)
    text = "{name}, {weeks}, {days}, {double}"
    assert filled(text, standing, share=True) == "Harbour, ____, ____, ____"
    assert filled(text, standing) == "Harbour, 12 weeks, 84, 168"
