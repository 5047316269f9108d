"""Broken scripts: each file in `broken/` is told what is wrong with it in the words of the text beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onboard_tui.errors import ScriptError
from onboard_tui.proof.script_proofs import prove, with_holes
from onboard_tui.script.load import load_script, open_script
from onboard_tui.script.problems import Weight, closest, errors_of, in_order, render_problem
from onboard_tui.workspace import Workspace

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(path.stem for path in BROKEN.glob("*.yaml"))


@pytest.fixture(autouse=True)
def _in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)


@pytest.mark.parametrize("case", CASES)
def test_a_broken_script_gets_exactly_these_words(case: str) -> None:
    """Codes, places, sentences, carets and hints are as an author was promised them."""
    loaded = load_script(Path(f"{case}.yaml"), thorough=True)
    problems = in_order([*with_holes(loaded), *prove(loaded).problems])

    assert "\n".join(render_problem(each) for each in problems) + "\n" == Path(f"{case}.txt").read_text(
        "utf-8"
    )


def test_ten_usual_mistakes_and_more_are_all_found_in_one_run() -> None:
    """Neither a line that is not lined up nor a wrong format hides what else is wrong: each has its own line."""
    found = {
        (each.code, each.place.line)
        for each in Workspace("none.db").check(("ten-mistakes-and-more.yaml",)).problems
    }

    assert found == {
        ("S209", 1),  # a format that there never was
        ("S201", 5),  # an unknown key
        ("S214", 13),  # a text that inserts an unknown answer
        ("S012", 14),  # a key that stands twice
        ("S206", 16),  # a question that stands twice
        ("S201", 27),
        ("S214", 36),
        ("S204", 41),  # a bad type
        ("S014", 48),  # a line that is not lined up
        ("S105", 49),  # an option that does not exist
        ("S101", 56),  # an unknown name
        ("S109", 63),  # a circle
        ("S305", 77),  # a question that nobody can reach
        ("S102", 84),  # = for ==
        ("S104", 91),  # x == 'a' or 'b'
        ("S103", 98),  # a chain that goes two ways
        ("S014", 102),
        ("S104", 111),  # a date compared with a text
    }


@pytest.mark.parametrize("case", CASES)
def test_a_script_with_an_error_never_starts_and_one_with_warnings_does(case: str) -> None:
    """Errors keep a script from being opened; warnings do not."""
    loaded = load_script(Path(f"{case}.yaml"))

    assert (loaded.script is None) == bool(errors_of(loaded.problems))
    assert Path(f"{case}.txt").read_text("utf-8").strip()


def test_opening_a_broken_script_lists_its_errors_in_one_sentence() -> None:
    """Who opens a broken script reads what is wrong and where."""
    with pytest.raises(ScriptError) as refused:
        open_script(Path("single-equals-sign.yaml"))

    assert "single-equals-sign.yaml:20:16" in refused.value.sentence
    assert "Did you mean “==”?" in str(refused.value)


def test_a_long_list_of_errors_is_cut_with_their_number() -> None:
    """Ten errors are shown in full, the rest as a number."""
    with pytest.raises(ScriptError, match=r"together.yaml has \d+ errors(.|\n)*and \d more\."):
        open_script(Path("types-that-do-not-go-together.yaml"))


def test_a_missing_file_is_a_problem_too(tmp_path: Path) -> None:
    """A name that leads nowhere is told, not raised."""
    loaded = load_script(tmp_path / "nowhere.yaml")

    assert [problem.code for problem in loaded.problems] == ["S001"]
    assert "No such file" in loaded.problems[0].message


def test_a_folder_is_no_script(tmp_path: Path) -> None:
    """A folder with the name of a script is refused in words."""
    (tmp_path / "folder.yaml").mkdir()

    assert [problem.code for problem in load_script(tmp_path / "folder.yaml").problems] == ["S001"]


def test_problems_as_json_have_the_promised_keys() -> None:
    """`check --format json` prints these keys, in this order."""
    first = load_script(Path("unknown-name-in-a-condition.yaml")).problems[0]

    assert json.loads(json.dumps(first.to_json())) == {
        "code": "S101",
        "severity": "error",
        "file": "unknown-name-in-a-condition.yaml",
        "line": 20,
        "column": 11,
        "end_column": 16,
        "path": "questions[seats].when",
        "message": "“sizze” is not the name of a question or computed value.",
        "hint": "Did you mean “size”?",
        "documentation": "docs/script-reference.md#s101",
    }
    assert [*first.to_json()][:6] == ["code", "severity", "file", "line", "column", "end_column"]
    assert [*first.to_json()][6:] == ["path", "message", "hint", "documentation"]


def test_problems_of_several_files_come_sorted_by_file_and_line() -> None:
    """The order does not depend on the order of the files."""
    names = ("words-not-allowed.yaml", "missing-keys.yaml")

    found = Workspace("none.db").check(names).problems

    assert {each.place.file for each in found} == set(names)
    assert found == Workspace("none.db").check(names[::-1]).problems
    assert list(found) == sorted(
        found, key=lambda each: (each.place.file, each.place.line, each.place.column, each.code)
    )


def test_a_question_that_feeds_no_part_of_the_pack_is_told() -> None:
    """With the parts of a pack given, `feeds` is checked against them, with a suggestion."""
    bundled = Path(__file__).parents[2] / "interviews" / "cloud-onboarding.yaml"

    found = load_script(bundled, thorough=True, contract_parts={"summery"}).problems

    assert {each.code for each in found} == {"S304"}
    assert all(each.severity is Weight.WARNING for each in found)
    assert found[0].hint == "Did you mean “summery”?"


def test_among_many_names_the_closest_is_still_found() -> None:
    """With hundreds of names, one that begins or ends like the word is suggested."""
    known = [*(f"question_{number}" for number in range(1000)), "deadline"]

    assert closest("dedline", known) == "deadline"
    assert closest("eadline", known) == "deadline"
    assert closest("question-77", known) == "question_77"
    assert closest("zzz", known) is None
