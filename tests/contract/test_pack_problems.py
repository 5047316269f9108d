"""What is wrong with a pack is found before anybody drafts with it, with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.bound import bind
from onboard_tui.contract.codes import CODES
from onboard_tui.contract.pack import load_pack, open_pack
from onboard_tui.contract.pack_checks import check_pack
from onboard_tui.errors import ContractError
from tests.contract.small_pack import CHECK, CLAUSE, PACK, written

if TYPE_CHECKING:
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem


def found_in(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    """Give code, file and line of each problem."""
    return [(each.code, Path(each.place.file).name, each.place.line) for each in problems]


def test_the_small_pack_is_right(tmp_path: Path, small: Script) -> None:
    """The pack that the other tests break has nothing wrong with it."""
    loaded = load_pack(written(tmp_path))
    assert loaded.problems == ()
    assert loaded.pack is not None
    assert check_pack(loaded.pack, small) == ()


BROKEN: dict[str, tuple[dict[str, str | bytes], str, str, int, str]] = {
    "an unknown key": ({"clauses_1": CLAUSE.replace("plain:", "plian:")}, "P102", "1.md", 5, "plian"),
    "a missing key": ({"clauses_1": CLAUSE.replace("title: One\n", "")}, "P103", "1.md", 2, "title"),
    "a wrong kind": ({"pack": PACK.replace("[first, words]", "first")}, "P104", "pack.yaml", 6, "list"),
    "a wrong word": ({"clauses_1": CLAUSE.replace("plain:", "author: me\nplain:")}, "P104", "1.md", 5, "me"),
    "an id with capitals": ({"clauses_1": CLAUSE.replace("id: one", "id: One")}, "P105", "1.md", 2, "One"),
    "an id twice": ({"clauses_2": CHECK.replace("id: ours", "id: one")}, "P106", "2.md", 1, "one"),
    "an unknown part": (
        {"clauses_1": CLAUSE.replace("part: first", "part: frist")},
        "P107",
        "1.md",
        1,
        "frist",
    ),
    "no front matter": ({"clauses_1": "We will.\n"}, "P108", "1.md", 1, "front matter"),
    "a newer format": ({"pack": PACK.replace("format: 1", "format: 2")}, "P109", "pack.yaml", 1, "format 2"),
    "a calculation": ({"clauses_1": CLAUSE + "\n{{ 6 * 7 }}\n"}, "P110", "1.md", 9, "one name"),
    "an attribute": ({"clauses_1": CLAUSE + "\n{{ goal.upper }}\n"}, "P110", "1.md", 9, "one name"),
    "a subscript": ({"clauses_1": CLAUSE + "\n{{ items[0] }}\n"}, "P110", "1.md", 9, "one name"),
    "a call": ({"clauses_1": CLAUSE + "\n{{ range(9) }}\n"}, "P110", "1.md", 9, "called"),
    "a filter": ({"clauses_1": CLAUSE + "\n{{ goal | upper }}\n"}, "P110", "1.md", 9, "upper"),
    "a filter with arguments": (
        {"clauses_1": CLAUSE + "\n{{ goal | date('x') }}\n"},
        "P110",
        "1.md",
        9,
        "date",
    ),
    "a macro": ({"clauses_1": CLAUSE + "\n{% macro x() %}{% endmacro %}\n"}, "P110", "1.md", 9, "{% if %}"),
    "a variable": ({"clauses_1": CLAUSE + "\n{% set x = 1 %}\n"}, "P110", "1.md", 9, "{% if %}"),
    "an include": ({"clauses_1": CLAUSE + "\n{% include 'x' %}\n"}, "P110", "1.md", 9, "{% if %}"),
    "a test of sums": (
        {"clauses_1": CLAUSE + "\n{% if price + 1 == 2 %}x{% endif %}\n"},
        "P110",
        "1.md",
        9,
        "compares",
    ),
    "a test of order": (
        {"clauses_1": CLAUSE + "\n{% if price < 2 %}x{% endif %}\n"},
        "P110",
        "1.md",
        9,
        "compares",
    ),
    "an open tag": ({"clauses_1": CLAUSE + "\n{% if goal %}x\n"}, "P110", "1.md", 9, "read"),
    "token characters": ({"clauses_1": CLAUSE + "\n\ue0000\ue001\n"}, "P110", "1.md", 9, "U+E000"),
    "raw HTML": ({"clauses_1": CLAUSE + "\nWe <b>will</b>.\n"}, "P111", "1.md", 9, "HTML"),
    "an HTML block": ({"clauses_1": CLAUSE + "\n<div>x</div>\n"}, "P111", "1.md", 9, "HTML"),
    "a link": ({"clauses_1": CLAUSE + "\nSee [x](http://x).\n"}, "P111", "1.md", 9, "Links"),
    "a picture": ({"clauses_1": CLAUSE + "\n![x](x.png)\n"}, "P111", "1.md", 9, "Pictures"),
    "a heading": ({"clauses_1": CLAUSE + "\n## More\n"}, "P111", "1.md", 9, "headings"),
    "code": ({"clauses_1": CLAUSE + "\n```\nx\n```\n"}, "P111", "1.md", 9, "Code"),
    "a rule": ({"clauses_1": CLAUSE + "\n***\n"}, "P111", "1.md", 9, "rules"),
    "a broken ref": ({"clauses_1": CLAUSE + "\n{{ ref('onee') }}\n"}, "P112", "1.md", 9, "onee"),
    "an undefined term": ({"clauses_1": CLAUSE.replace("'Day'", "'Dya'")}, "P113", "1.md", 7, "Dya"),
    "a circular term": (
        {"terms": "Day: \"{{ term('Week') }}\"\nWeek: \"{{ term('Day') }}\"\n"},
        "P114",
        "terms.yaml",
        1,
        "itself",
    ),
    "a fixed amount": ({"clauses_1": CLAUSE + "\nIt costs € 500.\n"}, "P115", "1.md", 9, "amount"),
    "hidden characters": ({"clauses_1": CLAUSE + "\nWe\u202ewill.\n"}, "P101", "1.md", 9, "U+202E"),
    "not UTF-8": ({"clauses_1": CLAUSE.encode() + b"\xff\n"}, "P101", "1.md", 1, "UTF-8"),
    "a made part with a clause": (
        {"clauses_1": CLAUSE.replace("part: first", "part: words")},
        "P107",
        "1.md",
        1,
        "takes no clauses",
    ),
    "a default without a group": (
        {"clauses_1": CLAUSE.replace("plain:", "default: true\nplain:")},
        "P104",
        "1.md",
        5,
        "without a group",
    ),
    "a part in two papers": (
        {"pack": PACK.replace("[check]", "[check, first]")},
        "P106",
        "pack.yaml",
        5,
        "twice",
    ),
    "a part twice": (
        {"pack": PACK.replace("  - {id: check,", "  - {id: first, title: x}\n  - {id: check,")},
        "P106",
        "pack.yaml",
        11,
        "twice",
    ),
    "a part in no paper": (
        {"pack": PACK.replace("[first, words]", "[first]")},
        "P107",
        "pack.yaml",
        10,
        "no paper",
    ),
    "a paper of an unknown part": (
        {"pack": PACK.replace("[check]", "[chekc]")},
        "P107",
        "pack.yaml",
        5,
        "chekc",
    ),
    "a part without a clause": (
        {"clauses_2": CHECK.replace("part: check", "part: first")},
        "P107",
        "pack.yaml",
        11,
        "no clause",
    ),
    "feeds of an unknown part": (
        {"pack": PACK.replace("second: [check]", "second: [chekc]")},
        "P107",
        "pack.yaml",
        12,
        "chekc",
    ),
    "a mark that needs what is not there": (
        {"pack": PACK + "ring: [{id: one, text: One, met: answered(goal), needs: [frist]}]\n"},
        "P107",
        "pack.yaml",
        13,
        "frist",
    ),
    "two defaults": (
        {
            "clauses_1": CLAUSE.replace("plain:", "one_of: g\ndefault: true\nplain:"),
            "clauses_3": CLAUSE.replace("plain:", "one_of: g\ndefault: true\nplain:").replace(
                "id: one", "id: two"
            ),
        },
        "P106",
        "3.md",
        1,
        "two defaults",
    ),
    "a group in two parts": (
        {
            "clauses_1": CLAUSE.replace("plain:", "one_of: g\nplain:"),
            "clauses_2": CHECK.replace("---\nIt", "one_of: g\n---\nIt"),
        },
        "P107",
        "1.md",
        1,
        "different parts",
    ),
    "neither true nor false": (
        {"clauses_1": CLAUSE.replace("plain:", "summary: perhaps\nplain:")},
        "P104",
        "1.md",
        5,
        "true or false",
    ),
    "no whole number": (
        {"pack": PACK + "facts: {active_after_days: soon}\n"},
        "P104",
        "pack.yaml",
        13,
        "whole number",
    ),
    "a text where keys belong": (
        {"pack": PACK.replace("parts:\n", "facts: none\nparts:\n", 1)},
        "P104",
        "pack.yaml",
        8,
        "keys",
    ),
    "a list where a text belongs": (
        {"clauses_1": CLAUSE.replace("title: One", "title: [One]")},
        "P104",
        "1.md",
        3,
        "text",
    ),
    "a calculation in a plain line": (
        {"clauses_1": CLAUSE.replace("One line.", "'{{ 1 + 1 }}'")},
        "P110",
        "1.md",
        5,
        "one name",
    ),
    "code in a plain line": ({"clauses_1": CLAUSE.replace("One line.", "'`x`'")}, "P111", "1.md", 5, "Code"),
    "a calculation in a term": ({"terms": "Day: '{{ 1 + 1 }}'\n"}, "P110", "terms.yaml", 1, "one name"),
    "a file beyond all measure": ({"clauses_1": CLAUSE + "x" * 300_000}, "P101", "1.md", 1, "bytes"),
    "a summary without its line": (
        {"clauses_1": CLAUSE.replace("plain: One line.", "summary: true")},
        "P103",
        "1.md",
        5,
        "plain",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_found_where_it_stands(tmp_path: Path, name: str) -> None:
    """Code, file, line and a word of the sentence; a pack with an error is never given out."""
    changes, code, file, line, word = BROKEN[name]
    loaded = load_pack(written(tmp_path, **changes))
    assert (code, file, line) in found_in(loaded.problems), loaded.problems
    assert any(each.code == code and word in each.message for each in loaded.problems)
    assert loaded.pack is None


UNFIT = {
    "an unknown answer": (CLAUSE.replace("{{ goal }}", "{{ goall }}"), "P120", "goal"),
    "an unknown name in a condition": (
        CLAUSE.replace("plain:", "when: lenght == 'long'\nplain:"),
        "S101",
        "length",
    ),
    "an unknown option in a condition": (
        CLAUSE.replace("plain:", "when: length == 'lnog'\nplain:"),
        "S105",
        "long",
    ),
    "an unknown column": (CLAUSE + "\n{% for row in items %}{{ row.nme }}{% endfor %}\n", "P122", "name"),
    "a loop over a text": (CLAUSE + "\n{% for row in goal %}{{ row }}{% endfor %}\n", "P122", None),
    "an unknown option in a test": (CLAUSE + "\n{% if length == 'lnog' %}x{% endif %}\n", "P123", "long"),
    "a choice looked into": (CLAUSE + "\n{% if 'long' in length %}x{% endif %}\n", "P123", "=="),
    "a private answer": (CLAUSE + "\n{{ cost }}\n", "P124", "prints_private"),
    "a private column": (CLAUSE + "\n{% for row in items %}{{ row.note }}{% endfor %}\n", "P124", None),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_does_not_fit_the_script_is_found(tmp_path: Path, small: Script, name: str) -> None:
    """With the code, the clause's file, and a hint where one is known."""
    text, code, hint = UNFIT[name]
    pack = open_pack(written(tmp_path, clauses_1=text))
    found = [each for each in bind(pack, small).problems if each.code == code]
    assert found
    assert Path(found[0].place.file).name == "1.md"
    assert hint is None or hint in (found[0].hint or "")


PLANS: dict[str, tuple[str, dict[str, str], str, str | None]] = {
    "a figure from an unknown question": ("facts: {start: gaol}\n", {}, "P126", "goal"),
    "an option that no figure knows": (
        "facts: {term: {question: length, months: {short: 1}}}\n",
        {},
        "P126",
        None,
    ),
    "an unknown private question": ("prints_private: [pirce]\n", {}, "P120", "price"),
    "words for an unknown question": ("confirm: {gaol: x}\n", {}, "P120", "goal"),
    "advice on an unknown flag": ("", {"advice": "no_goal: {advised: x, because: y}\n"}, "P120", None),
    "promises of an unknown table": (
        "",
        {"clauses_1": CLAUSE.replace("plain:", "binds: ours\nbinds_each: itmes\nplain:")},
        "P120",
        "items",
    ),
}


@pytest.mark.parametrize("name", PLANS)
def test_what_pack_yaml_names_has_to_be_there(tmp_path: Path, small: Script, name: str) -> None:
    """Questions, options and flags are looked up, each with a hint where one is close."""
    more, files, code, hint = PLANS[name]
    pack = open_pack(written(tmp_path, **{"pack": PACK + more, **files}))
    found = [each for each in bind(pack, small).problems if each.code == code]
    assert found
    assert hint is None or hint in (found[0].hint or "")


GROUP = CLAUSE.replace("plain:", "one_of: length\nwhen: {when}\nplain:")


def grouped(folder: Path, first: str, second: str, *, default: bool = False) -> Path:
    """Write a pack with a group of two clauses."""
    other = GROUP.replace("id: one", "id: two" + ("\ndefault: true" if default else ""))
    return written(
        folder, clauses_1=GROUP.replace("{when}", first), clauses_3=other.replace("{when}", second)
    )


def test_two_clauses_of_a_group_for_the_same_answers_are_found(tmp_path: Path, small: Script) -> None:
    """The sentence names both clauses and the answers."""
    pack = open_pack(grouped(tmp_path, "length == 'long'", "length in ['long', 'short']"))
    (found,) = check_pack(pack, small)
    assert found.code == "P127"
    assert "“one” and “two” apply together when length is long" in found.message


def test_answers_for_which_no_clause_of_a_group_stands_are_found(tmp_path: Path, small: Script) -> None:
    """Unless the group has a default."""
    pack = open_pack(grouped(tmp_path, "length == 'long'", "length == 'long' and has(kinds, 'red')"))
    messages = [each.message for each in check_pack(pack, small)]
    assert any("no clause applies when" in message and "length is short" in message for message in messages)


def test_a_group_with_a_default_is_complete(tmp_path: Path, small: Script) -> None:
    """The default stands where no other clause does."""
    pack = open_pack(grouped(tmp_path, "length == 'long'", "length == 'short'", default=True))
    assert check_pack(pack, small) == ()


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("length == 'long' and length == 'short'", "can never stand"),
        ("length == 'long' or length == 'short'", "holds for all answers"),
        ("has(kinds, 'red') and not has(kinds, 'red')", "can never stand"),
    ],
)
def test_a_condition_that_decides_nothing_is_found(
    tmp_path: Path, small: Script, when: str, says: str
) -> None:
    """It never holds, or it always does."""
    pack = open_pack(written(tmp_path, clauses_1=CLAUSE.replace("plain:", f"when: {when}\nplain:")))
    (found,) = check_pack(pack, small)
    assert (found.code, says in found.message) == ("P202", True)


def test_a_reference_that_may_lead_nowhere_is_found(tmp_path: Path, small: Script) -> None:
    """Unless the clause that refers stands only where the other one does."""
    target = CLAUSE.replace("id: one", "id: two").replace("plain:", "when: length == 'long'\nplain:")
    loose = CLAUSE + "\nSee {{ ref('two') }}.\n"
    pack = open_pack(written(tmp_path / "loose", clauses_1=loose, clauses_3=target))
    assert [each.code for each in check_pack(pack, small)] == ["P206"]
    tied = loose.replace("plain:", "when: length == 'long' and has(kinds, 'red')\nplain:")
    pack = open_pack(written(tmp_path / "tied", clauses_1=tied, clauses_3=target))
    assert check_pack(pack, small) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The customer shall pay.", "will"),
        ("We " + "will " * 45 + "stop.", "47 words"),
        ("Notwithstanding this.", "despite"),
    ],
)
def test_what_could_be_said_more_plainly_is_found(
    tmp_path: Path, small: Script, text: str, says: str
) -> None:
    """Old words and long sentences are warnings."""
    pack = open_pack(written(tmp_path, clauses_1=f"{CLAUSE}\n{text}\n"))
    (found,) = check_pack(pack, small)
    assert (found.code, found.severity.value) == ("P205", "warning")
    assert says in found.message


def test_feeds_that_lead_nowhere_are_found(tmp_path: Path, small: Script) -> None:
    """A name the pack does not have, a part that does not read the answer, a name that nobody feeds."""
    changed = PACK.replace(
        "feeds: {first: [first], second: [check]}", "feeds: {second: [first], third: [first]}"
    )
    pack = open_pack(written(tmp_path, pack=changed))
    assert sorted(each.code for each in check_pack(pack, small)) == ["P203", "P204"]


def test_all_problems_come_at_once_in_order(tmp_path: Path) -> None:
    """By file and line, so that an author mends them in one go."""
    loaded = load_pack(
        written(tmp_path, clauses_1=CLAUSE + "\n{{ 1 + 1 }}\n\n<b>\n", clauses_2="nothing", terms="Week: x\n")
    )
    places = [(each.place.file, each.place.line) for each in loaded.problems]
    assert places == sorted(places)
    assert {"P110", "P108"} <= {each.code for each in loaded.problems}


def test_a_slip_in_one_key_is_told_once_and_not_of_every_clause(tmp_path: Path, small: Script) -> None:
    """Without papers nothing is said of what stands in none, without terms nothing of those that are used."""
    folder = written(tmp_path, pack=PACK.replace("documents:", "docments:"), terms="Working Day: [1\n")
    loaded = load_pack(folder)
    assert [each.code for each in loaded.problems] == ["P103", "P102", "S014"]
    assert loaded.read is not None
    assert check_pack(loaded.read, small) == ()


def test_a_folder_without_a_pack_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """Nothing there, or something that is no pack."""
    with pytest.raises(ContractError, match="cannot be used"):
        open_pack(tmp_path)
    (tmp_path / "pack.yaml").write_text("- a\n- list\n")
    assert load_pack(tmp_path).pack is None


def test_the_hash_changes_with_every_file(tmp_path: Path) -> None:
    """A pack is what its files say, wherever it stands."""
    first = open_pack(written(tmp_path / "a"))
    assert open_pack(written(tmp_path / "b")).sha256 == first.sha256
    assert open_pack(written(tmp_path / "c", clauses_2=CHECK + "\n")).sha256 != first.sha256


def test_every_code_is_documented(repository: Path) -> None:
    """The table in the documentation has each code with its meaning, and no other."""
    text = (repository / "docs" / "contract-packs.md").read_text()
    for code, each in CODES.items():
        assert f"| `{code}` | {each.weight} | {each.meaning} |" in text
    assert text.count("| `P") == len(CODES)
