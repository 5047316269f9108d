"""Every contract that can come out of a script and its pack is drafted, written and looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.bound import bind
from onboard_tui.contract.covering import clause_goals, covering_interviews
from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.pack import open_pack
from onboard_tui.deal.assessment import Assessment
from onboard_tui.export.formats import FORMATS
from onboard_tui.export.paper import papers_of
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import open_script
from onboard_tui.workspace.every_contract import draft_every_contract
from tests.contract.small_pack import small_script, written

if TYPE_CHECKING:
    from pathlib import Path

CLAUSE = "---\nid: {}\ntitle: Two\npart: first\n{}---\n{}\n"


def clause(text: str, *, name: str = "two", keys: str = "") -> str:
    """Write a clause of the small pack."""
    return CLAUSE.format(name, keys, text)


SPOILED: dict[str, tuple[dict[str, str], str, str, str]] = {
    "a blank where an answer is due": (
        {"clauses_3": clause("You chose {{ kinds | list }}.")},
        "clauses[two].text",
        "A blank stands where an answer is due: “You chose \N{EN DASH}.”",
        "kinds = nothing",
    ),
    "an answer that does not apply": (
        {"clauses_3": clause("We go {{ deep }}.")},
        "clauses[two].text",
        "The text prints an answer that does not apply: “We go does not apply.”",
        "length = short",
    ),
    "a list that does not come": (
        {"clauses_3": clause("You chose:\n\n{% for each in kinds %}\n- {{ each }}\n{% endfor %}")},
        "clauses[two].text",
        "A list is announced, and none follows: “You chose:”",
        "kinds = nothing",
    ),
    "a seam": (
        {"clauses_3": clause("It is{% if length == 'long' %} long{% endif %} .")},
        "clauses[two].text",
        "The text has a seam: “It is .”",
        "with nothing answered",
    ),
    "a reference to nothing": (
        {
            "clauses_3": clause("It is long.", keys="when: length == 'long'\n"),
            "clauses_4": clause("See {{ ref('two') }}.", name="three"),
        },
        "clauses[three].text",
        "The text refers to something that is left out: “See a part that is not in this agreement.”",
        "with nothing answered",
    ),
    "two clauses of one group": (
        {
            "clauses_3": clause("It is long.", keys="one_of: g\nwhen: length == 'long'\n"),
            "clauses_4": clause("It is deep.", name="three", keys="one_of: g\nwhen: deep == 'yes'\n"),
            "clauses_5": clause("It is not.", name="four", keys="one_of: g\ndefault: true\n"),
        },
        "clauses[three].text",
        "Of the group “g” 2 clauses apply together, and only one stands",
        "length = long, deep = yes",
    ),
    "a group without a clause": (
        {
            "clauses_3": clause(
                "{% if deep == 'yes' %}\nIt is deep.\n{% endif %}", keys="one_of: g\nwhen: length == 'long'\n"
            ),
            "clauses_4": clause("It is not.", name="three", keys="one_of: g\ndefault: true\n"),
        },
        "clauses[two].text",
        "The group “g” is left without a clause: the one that is chosen says nothing",
        "length = long",
    ),
}


@pytest.mark.parametrize("case", SPOILED)
def test_a_flaw_is_told_at_its_clause_with_the_answers_that_it_takes(case: str, tmp_path: Path) -> None:
    """As few as will do, and each flaw once."""
    files, path, flaw, example = SPOILED[case]
    drafted = draft_every_contract(small_script(), open_pack(written(tmp_path, **files)))
    (problem,) = drafted.problems
    assert (problem.code, problem.path, problem.message) == ("P128", path, f"{flaw}.")
    assert problem.example == example
    assert drafted.line.endswith("; some are not whole.")


def test_the_whole_small_pack_has_no_flaw(tmp_path: Path) -> None:
    """The pack that the others break; three contracts show everything that it can print."""
    drafted = draft_every_contract(small_script(), open_pack(written(tmp_path)))
    assert drafted.line == "3 contracts drafted and written, and all are whole."
    assert drafted.problems == ()


def test_every_clause_of_the_bundled_pack_stands_in_one_contract_and_not_in_another() -> None:
    """With few interviews; and every program that writes papers can write the first and the last."""
    script = open_script(interviews_folder() / "cloud-onboarding.yaml")
    pack = open_pack(templates_folder() / "cloud-services")
    bound = bind(pack, script)
    interviews = list(covering_interviews(bound, script))
    assert len(interviews) <= 40
    for goal in (*clause_goals(bound), *clause_goals(bound, out=True)):
        assert any(goal.holds(each) for each in interviews), goal.missed
    for standing in (interviews[0], interviews[-1]):
        draft = draft_contract(Assessment(standing), pack)
        for paper in papers_of(draft, sha256="a0"):
            for written_as in FORMATS.values():
                assert written_as.write(paper)
