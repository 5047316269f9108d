"""A pack on top of another: what it says stands, and what it does not say is the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.pack import load_pack, open_pack
from onboard_tui.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

BASE = {
    "pack.yaml": """format: 1
id: base
version: "1"
title: Base
documents:
  - {id: paper, title: Paper, parts: [first, second, words]}
  - {id: extra, title: Extra, parts: [third]}
parts:
  - {id: first, title: First}
  - {id: second, title: Second}
  - {id: third, title: Third}
  - {id: words, title: Words, made: definitions}
feeds: {one: [first, third], two: [third]}
confirm: {a: the first thing}
facts:
  services: offer
  term: {question: length, months: {short: 0}}
ring: [{id: mark, text: A mark, met: "true", needs: [one]}]
checks:
  rules: [{id: kept, text: Kept, without: [one]}, {id: gone, text: Gone, without: [three]}]
""",
    "terms.yaml": "Day: A day.\nWeek: \"Seven of a {{ term('Day') }}.\"\nYear: A year.\n",
    "words.yaml": "to_confirm: Please say\n",
    "clauses/10-one.md": "---\nid: one\ntitle: One\npart: first\n---\nBase one, in a {{ term('Week') }}.\n",
    "clauses/30-two.md": "---\nid: two\ntitle: Two\npart: second\n---\nBase two.\n",
    "clauses/40-three.md": "---\nid: three\ntitle: Three\npart: third\n---\nBase three, a {{ term('Year') }}.\n",
}
OWN = """format: 1
id: own
version: "1"
title: Own
based_on: base
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Write the pack that others are based on."""
    return written(tmp_path / "base", BASE)


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write a pack."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def own(base: Path, more: str = "", **clauses: str) -> Path:
    """Write a pack on top of the base, with clauses by file name."""
    files = {f"clauses/{name.replace('_', '-')}.md": text for name, text in clauses.items()}
    return written(base.parent / "own", {"pack.yaml": OWN + more, **files})


def clause(name: str, part: str, text: str) -> str:
    """Write a clause file."""
    return f"---\nid: {name}\ntitle: {name}\npart: {part}\n---\n{text}\n"


def codes(folder: Path) -> list[str]:
    """Give the codes of what is wrong with a pack."""
    return [problem.code for problem in load_pack(folder).problems]


def test_what_it_does_not_say_is_the_others(base: Path) -> None:
    """Papers, parts, clauses, terms, words and the questions of figures."""
    pack, other = open_pack(own(base)), open_pack(base)
    assert (pack.id, pack.title) == ("own", "Own")
    assert pack.papers == other.papers
    assert set(pack.parts) == set(other.parts)
    assert [each.id for each in pack.clauses] == ["one", "two", "three"]
    assert (pack.words, pack.confirm, pack.facts, pack.feeds) == (
        other.words,
        other.confirm,
        other.facts,
        other.feeds,
    )
    assert pack.words["to_confirm"] == "Please say"
    assert pack.terms.keys() == {"Day", "Week", "Year"}


def test_the_same_id_replaces(base: Path) -> None:
    """A clause, a part and a paper stand where those of the other stood."""
    more = "documents:\n  - {id: paper, title: Ours, parts: [second, first]}\nparts:\n  - {id: first, title: Begin}\n"
    pack = open_pack(own(base, more, one=clause("one", "first", "Ours.")))
    assert [(paper.id, paper.title) for paper in pack.papers] == [("paper", "Ours"), ("extra", "Extra")]
    assert pack.part_by_id["first"].title == "Begin"
    assert pack.clause_by_id["one"].body.source == "Ours.\n"
    assert [each.id for each in pack.clauses] == ["two", "one", "three"]


def test_clauses_of_both_stand_by_file_name(base: Path) -> None:
    """So a new clause can be put before, between or behind those that were there."""
    early, late = clause("zero", "first", "Zero."), clause("later", "first", "Later.")
    pack = open_pack(own(base, a=late.replace("later", "aaa"), **{"05_zero": early, "20_later": late}))
    assert [each.id for each in pack.clauses_by_part["first"]] == ["zero", "one", "later", "aaa"]


def test_what_is_left_out_goes_with_all_that_hangs_on_it(base: Path) -> None:
    """A paper's parts and clauses, the feeds into them, the checks of them, and terms nobody speaks of now."""
    pack = open_pack(own(base, "leave_out: [extra]\n"))
    assert [paper.id for paper in pack.papers] == ["paper"]
    assert "third" not in pack.part_by_id
    assert "three" not in pack.clause_by_id
    assert pack.feeds == {"one": ("first",)}
    assert pack.terms.keys() == {"Day", "Week"}
    assert [rule.id for rule in pack.checks.rules] == ["kept"]


def test_a_clause_can_be_left_out(base: Path) -> None:
    """While its part goes on with another one."""
    pack = open_pack(own(base, "leave_out: [two]\n", **{"30_new": clause("new", "second", "New.")}))
    assert [each.id for each in pack.clauses] == ["one", "new", "three"]


def test_lists_and_rules_can_be_left_out_whole(base: Path) -> None:
    """A pack for another script names none of the questions of the one below it."""
    pack = open_pack(own(base, "leave_out: [facts, confirm, feeds, kept, gone]\nfacts: {start: first_day}\n"))
    assert (pack.facts.services, pack.facts.start) == ("", "first_day")
    assert (pack.confirm, pack.feeds, pack.checks.rules) == ({}, {}, ())
    assert [each.id for each in pack.clauses] == ["one", "two", "three"]


def test_figures_come_from_both(base: Path) -> None:
    """One question said otherwise leaves the others as they were."""
    facts = open_pack(own(base, "facts: {start: first_day}\n")).facts
    assert (facts.services, facts.start, facts.term, facts.term_months) == (
        "offer",
        "first_day",
        "length",
        {"short": 0},
    )


def test_a_word_said_otherwise_leaves_the_others(base: Path) -> None:
    """As terms and what is to be confirmed."""
    folder = own(base, "confirm: {b: the second thing}\n")
    written(folder, {"words.yaml": "and: plus\n", "terms.yaml": "Day: Any day.\n"})
    pack = open_pack(folder)
    assert (pack.words["and"], pack.words["to_confirm"]) == ("plus", "Please say")
    assert pack.confirm == {"a": "the first thing", "b": "the second thing"}
    assert pack.terms["Day"].source == "Any day."


@pytest.mark.parametrize("name", ["nowhere", "../base", "own", "Base"])
def test_a_pack_that_is_not_there_is_named(base: Path, name: str) -> None:
    """Nor a path, nor the pack itself."""
    folder = own(base)
    text = (folder / "pack.yaml").read_text(encoding="utf-8").replace("base\n", f"{name}\n")
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    assert codes(folder) == ["P107"]


def third(base: Path, name: str = "own", extra: str = "", **clauses: str) -> Path:
    """Write a pack on top of the one that is on top of the base."""
    text = OWN.replace("id: own", "id: third").replace("on: base", f"on: {name}") + extra
    return written(
        base.parent / "third",
        {
            "pack.yaml": text,
            **{f"clauses/{file.replace('_', '-')}.md": each for file, each in clauses.items()},
        },
    )


def test_a_pack_can_stand_on_one_that_stands_on_another(base: Path) -> None:
    """The nearest one that says something is heard, and the hash speaks for all."""
    own(base, "confirm: {b: the second thing}\n", **{"30_new": clause("new", "second", "New.")})
    folder = third(base, extra="leave_out: [two]\n", **{"40_three": clause("three", "third", "Third three.")})
    pack = open_pack(folder)
    assert [each.id for each in pack.clauses] == ["one", "new", "three"]
    assert [path.name for path in pack.folders] == ["third", "own", "base"]
    assert pack.confirm == {"a": "the first thing", "b": "the second thing"}
    written(base, {"words.yaml": "to_confirm: Say\n"})
    assert open_pack(folder).sha256 != pack.sha256


def test_packs_cannot_stand_on_each_other_in_a_circle(base: Path) -> None:
    """It is told where the circle closes."""
    third(base)
    folder = own(base)
    text = (folder / "pack.yaml").read_text(encoding="utf-8").replace("on: base", "on: third")
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    (problem,) = load_pack(folder).problems
    assert (problem.code, problem.place.line) == ("P104", 5)
    assert problem.place.file.endswith("third/pack.yaml")
    assert "based on this one" in problem.message


def test_what_is_wrong_in_the_other_is_told_at_its_own_place(base: Path) -> None:
    """With the file of the pack that it stands in."""
    folder = own(base)
    written(base, {"clauses/10-one.md": "---\nid: one\ntitle: One\npart: nowhere\n---\nText.\n"})
    (problem, *_more) = load_pack(folder).problems
    assert problem.place.file.endswith("base/clauses/10-one.md")


def test_its_hash_speaks_for_both(base: Path) -> None:
    """A word changed in either is another pack."""
    folder = own(base)
    before = open_pack(folder).sha256
    assert open_pack(folder).sha256 == before
    written(base, {"clauses/30-two.md": BASE["clauses/30-two.md"].replace("Base", "Bases")})
    after = open_pack(folder).sha256
    assert after != before
    assert after != open_pack(base).sha256


@pytest.mark.parametrize("name", ["managed-services", "one-order"])
def test_a_bundled_pack_keeps_the_letters_of_the_one_it_is_based_on(name: str) -> None:
    """And everything for our own people."""
    base, pack = (open_pack(templates_folder() / each) for each in ("cloud-services", name))
    kept = {paper.id for paper in base.papers if paper.kind != "draft"}
    assert kept <= {paper.id for paper in pack.papers}
