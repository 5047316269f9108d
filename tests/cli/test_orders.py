"""The commands of an agreement in force."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from onboard_tui.demo.customers import FULL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Done

    Onboard = Callable[..., Done]


@pytest.fixture
def signed(onboard: Onboard, interview: str, tmp_path: Path) -> str:
    """Give the id of a deal that goes ahead."""
    (tmp_path / "full.json").write_text(json.dumps({"answers": FULL}))
    assert onboard("answer", interview, "--file", "full.json").code == 0
    assert onboard("decide", interview, "proceed", "--reason", "Everything is in place.").code == 0
    return interview


def test_an_order_says_what_the_customer_has_and_pays_from_then_on(onboard: Onboard, signed: str) -> None:
    """More of what the agreement holds costs what the agreement says; the orderer is one of those it names."""
    done = onboard("order", signed, "files and e-mail=10", "--by", "J. Hart", "--people", "10")
    assert done.code == 0
    assert "Order 1, 2 March 2026, by J. Hart: 10 x Files and e-mail" in done.out
    assert "USD 115 a month and USD 120 once." in done.out
    told = json.loads(onboard("show", signed, "--json").out)["account"]
    assert told["people"] == 70
    assert told["orders"][0]["lines"][0]["monthly_each"] == 11.5
    assert told["next_invoice"] == told["monthly"] + 120
    assert "ORDERS" in onboard("show", signed).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Pencils=3", "--by", "J. Hart"], "neither in the agreement nor in the catalogue"),
        (["User seat=3", "--by", "J. Hart"], "has no price"),
        (["Files and e-mail=100", "--by", "J. Hart"], "may order up to USD 500"),
        (["Files and e-mail=1", "--by", "P. Osei"], "not among those who may order"),
        (["Files and e-mail", "--by", "J. Hart"], "no line of an order"),
        (["Files and e-mail=0", "--by", "J. Hart"], "more than none"),
        (["Files and e-mail=x", "--by", "J. Hart"], "number"),
        (["Files and e-mail=1", "Help desk=1", "--once", "5", "--by", "J. Hart"], "by itself"),
        (["Files and e-mail=1", "--by", "J. Hart", "--on", "2026-03-03"], "still to come"),
    ],
)
def test_an_order_that_cannot_stand_is_refused_and_nothing_is_kept(
    onboard: Onboard, signed: str, words: list[str], said: str
) -> None:
    """The sentence says why; the record is as it was."""
    done = onboard("order", signed, *words)
    assert done.code in {2, 3}
    assert said in done.err
    assert json.loads(onboard("show", signed, "--json").out)["account"] is None


def test_nothing_can_be_ordered_before_the_deal_goes_ahead(onboard: Onboard, interview: str) -> None:
    """An order needs an agreement to stand under."""
    done = onboard("order", interview, "Files and e-mail=1", "--by", "J. Hart")
    assert done.code == 2
    assert "no agreement to order under" in done.err


def test_an_order_is_confirmed_on_paper(onboard: Onboard, signed: str) -> None:
    """The paper is there once something was ordered, and says so before."""
    assert "Nothing was ordered yet" in onboard("export", signed, "--what", "order").err
    onboard("order", signed, "Files and e-mail=10", "--by", "J. Hart", "--note", "The second office")
    (path,) = onboard("export", signed, "--what", "order", "--to", "md").out.split()
    assert "order-confirmation-1" in path


def test_the_catalogue_is_listed_with_whom_it_fits(onboard: Onboard, signed: str) -> None:
    """An unknown service is told with what there is."""
    assert "Backup and restore tests" in onboard("catalogue").out
    offers = json.loads(onboard("catalogue", "--json").out)
    assert [each["id"] for each in offers][:2] == ["seat", "backup"]
    assert json.loads(onboard("catalogue", "--fits", "backup", "--json").out) == []
    onboard("answer", signed, "sec_restore", "never")
    (fit,) = json.loads(onboard("catalogue", "--fits", "backup", "--json").out)
    assert fit["id"] == signed
    assert "Did you mean “backup”?" in onboard("catalogue", "--fits", "bakcup").err


def test_months_are_reported_and_tell_of_the_way_out(onboard: Onboard, signed: str) -> None:
    """After the third month running the command says that the customer may leave, and until when."""
    assert "before the agreement began" in onboard("month", signed, "2026-01").err
    onboard("answer", signed, "off_start", "2025-12-01")
    for month in ("2025-12", "2026-01"):
        assert "may leave" not in onboard("month", signed, month, "--missed", "practice system").out
    done = onboard("month", signed, "2026-02", "--missed", "practice system", "--note", "A bad update")
    assert "2026-02: missed: practice system. A bad update" in done.out
    assert "may leave at once and free of charge until" in done.out
    assert json.loads(onboard("show", signed, "--json").out)["free_exit"]["open"] is True
    assert onboard("month", signed, "2026-03").code == 2
    assert onboard("month", signed, "March").code == 2
