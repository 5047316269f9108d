"""What a pack may say about the checks of its drafts, and what is wrong with it when it cannot be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.bound import bind
from onboard_tui.contract.checks.plan import ChecksPlan, DraftRule
from onboard_tui.contract.pack import load_pack, open_pack
from onboard_tui.contract.pack_checks import check_pack
from tests.contract.small_pack import CLAUSE, PACK, written

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.script.model import Script


def problems(folder: Path) -> list[tuple[str, str]]:
    """Load a pack, and give code and sentence of each problem."""
    return [(each.code, each.message) for each in load_pack(folder).problems]


@pytest.mark.parametrize(
    ("checks", "code", "said"),
    [
        ("{rules: [{id: r, text: T}]}", "P103", "A rule needs “when”, “without”, or both."),
        ("{rules: [{id: r, without: [one]}]}", "P103", "“text” is missing"),
        ("{rules: [{id: r, text: T, without: [nowhere]}]}", "P107", "no part or clause “nowhere”"),
        (
            "{rules: [{id: r, text: T, without: [one], blocks: all}]}",
            "P104",
            "“all” is not one of those allowed",
        ),
        ("{rules: [{id: r, text: T, without: [one], block: final}]}", "P102", "“block” is not a key here"),
        (
            "{seller_first: {part: duties, ours: we will, theirs: you will}}",
            "P107",
            "no part or clause “duties”",
        ),
        ("{seller_first: {part: first, ours: we will}}", "P103", "“theirs” is missing"),
        ("{accusing_words: blame}", "P104", "A list was expected"),
        ("{accusing: [blame]}", "P102", "“accusing” is not a key here"),
    ],
)
def test_what_is_wrong_with_the_checks_is_said_where_it_stands(
    tmp_path: Path, checks: str, code: str, said: str
) -> None:
    """Each problem has its code, and the pack is not used."""
    folder = written(tmp_path / "small", pack=f"{PACK}checks: {checks}\n")
    told = problems(folder)
    assert any(each == code and said in message for each, message in told), told
    assert load_pack(folder).pack is None


@pytest.mark.parametrize(
    ("keys", "code", "said"),
    [
        ("pays_for: [nowhere]", "P107", "no part or clause “nowhere”"),
        ("grants: {liability_cap: us}", "P104", "“us” is not one of those allowed"),
        ("grants: {liability: both}", "P102", "“liability” is not a key here"),
    ],
)
def test_what_is_wrong_with_a_clauses_promises_is_said(
    tmp_path: Path, keys: str, code: str, said: str
) -> None:
    """With the clause's file."""
    folder = written(tmp_path / "small", clauses_1=CLAUSE.replace("part: first", f"part: first\n{keys}"))
    told = problems(folder)
    assert any(each == code and said in message for each, message in told), told


def test_a_condition_that_reads_no_answer_is_an_error(tmp_path: Path, small: Script) -> None:
    """Also in a rule, and where it says who is meant to stay."""
    checks = "{meant_to_stay: nobody == 'x', rules: [{id: r, text: T, when: goal > 3}]}"
    pack = open_pack(written(tmp_path / "small", pack=f"{PACK}checks: {checks}\n"))
    paths = {each.path for each in bind(pack, small).problems}
    assert {"checks.meant_to_stay", "checks.rules[0].when"} <= paths


def test_words_that_a_pack_avoids_are_found_in_its_own_clauses(tmp_path: Path, small: Script) -> None:
    """The pack's list holds for its texts as it does for its drafts."""
    checks = "{words_to_avoid: {deliver: bring}}"
    pack = open_pack(written(tmp_path / "small", pack=f"{PACK}checks: {checks}\n"))
    assert "“deliver”: write bring." in [each.message for each in check_pack(pack, small)]


def test_a_pack_on_top_of_another_adds_to_its_checks() -> None:
    """A rule of the same id takes the place of the other; words come together."""
    base = ChecksPlan(
        rules=(DraftRule("a", "A", without=("x",)), DraftRule("b", "B", without=("x",))),
        words_to_avoid={"utilise": "use"},
        accusing_words=("blame",),
        duty_words=("will", "must"),
    )
    own = ChecksPlan(
        rules=(DraftRule("b", "Other", without=("y",)),),
        words_to_avoid={"via": "by"},
        accusing_words=("liar",),
    )
    whole = own.over(base)
    assert [(rule.id, rule.text) for rule in whole.rules] == [("a", "A"), ("b", "Other")]
    assert whole.words_to_avoid == {"utilise": "use", "via": "by"}
    assert whole.accusing_words == ("blame", "liar")
    assert whole.duty_words == ("will", "must")
