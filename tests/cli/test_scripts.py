"""The commands that work without saved interviews."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Onboard = Callable[..., Any]

KEYS = [
    "script",
    "as_of",
    "verdict",
    "rule",
    "action",
    "with",
    "possible_verdicts",
    "flags",
    "unknown_flags",
    "missing_gates",
    "questions",
    "because",
    "next_question",
    "problems",
]


def test_assess_prints_exactly_the_agreed_keys(onboard: Onboard, tmp_path: Path) -> None:
    """The JSON of `assess` is an interface: its keys, in their order, and no database is made."""
    (tmp_path / "a.yaml").write_text("as_of: 2026-01-15\nanswers: {ppl_sponsor: nobody}\n")
    done = onboard("assess", "cloud-onboarding", "--answers", "a.yaml", "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert list(found) == KEYS
    assert found["as_of"] == "2026-01-15"
    assert found["because"] == {"no_sponsor": {"ppl_sponsor": "nobody"}}
    assert not (tmp_path / "interviews.db").exists()


@pytest.mark.parametrize("before", [True, False])
def test_the_day_asked_for_goes_before_the_file_s_own(onboard: Onboard, tmp_path: Path, before: bool) -> None:
    """`--as-of` counts before and after the command, and more than the file's `as_of`."""
    (tmp_path / "a.yaml").write_text("as_of: 2026-01-15\nanswers: {}\n")
    day = ("--as-of", "2026-02-01")
    command = ("assess", "cloud-onboarding", "--answers", "a.yaml", "--json")
    done = onboard(*day, *command) if before else onboard(*command, *day)
    assert json.loads(done.out)["as_of"] == "2026-02-01"


def test_assess_in_words_gives_the_reason(onboard: Onboard, tmp_path: Path) -> None:
    """Without --json people read the verdict, the rule, the flag and the answer behind it."""
    (tmp_path / "a.yaml").write_text("answers: {ppl_sponsor: nobody}\n")
    printed = onboard("assess", "cloud-onboarding", "--answers", "a.yaml").out
    assert "STEER FIRST (R5)" in printed
    assert "Nobody has been named" in printed


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("answers: {ppl_sponsr: nobody}\n", "ppl_sponsor"),
        ("answers: {ppl_sponsor: nobdy}\n", "nobody"),
        ("answer: {}\n", "answers"),
        ("answers: [\n", "a.yaml:"),
    ],
)
def test_a_bad_answers_file_is_said_with_its_place(
    onboard: Onboard, tmp_path: Path, text: str, word: str
) -> None:
    """Each mistake ends with exit code 3, a did-you-mean or a place, and nothing on stdout."""
    (tmp_path / "a.yaml").write_text(text)
    done = onboard("assess", "cloud-onboarding", "--answers", "a.yaml", "--json")
    assert done.code == 3
    assert word in done.err
    assert done.out == ""


@pytest.mark.parametrize("text", ["answers: {<<: {biz_priority: 4}}", "answers: {[a]: 1}", "{? {a: 1} : 2}"])
def test_a_key_that_is_refused_is_no_crash(onboard: Onboard, tmp_path: Path, text: str) -> None:
    """Merge keys and keys that are no text are bad input, not a bug of ours."""
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    done = onboard("assess", "cloud-onboarding", "--answers", str(file))
    assert done.code == 3
    assert "answers.yaml:1:" in done.err


def test_what_is_odd_about_a_file_stands_under_problems(onboard: Onboard, tmp_path: Path) -> None:
    """An answer beside a state is no mistake, but programs are told which of the two counts."""
    file = tmp_path / "answers.yaml"
    file.write_text("answers: {biz_priority: 4}\nstates: {biz_priority: later}\n", encoding="utf-8")
    judged = json.loads(onboard("assess", "cloud-onboarding", "--answers", str(file), "--json").out)
    assert judged["questions"]["biz_priority"] == "later"
    assert judged["problems"] == ["biz_priority has both an answer and a state; the state later stands."]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", "loop.yaml"), 1),
        (("check", "x" * 300), 3),
        (("check", "x" * 300 + ".yaml"), 1),
        (("assess", "loop.yaml", "--answers", "loop.yaml"), 3),
        (("assess", "cloud-onboarding", "--answers", "loop.yaml"), 3),
        (("assess", "x" * 300, "--answers", "loop.yaml"), 3),
        (("--db", "loop.yaml", "list"), 4),
        (("--db", "x" * 300, "list"), 4),
        (("--db", "~nobody-of-this-name/x.db", "list"), 4),
    ],
)
def test_a_name_that_leads_nowhere_is_bad_input(
    onboard: Onboard, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    """A link to itself, a name longer than any file's, an unknown home: said plainly, never a bug."""
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "~nobody-of-this-name").write_text("in the way")
    done = onboard(*arguments)
    assert done.code == code, done.err
    assert "cannot" in done.out + done.err or "There is no" in done.err


def test_a_file_without_end_is_not_read_to_its_end(onboard: Onboard) -> None:
    """No more than the largest allowed file is ever read."""
    done = onboard("assess", "cloud-onboarding", "--answers", "/dev/zero")
    assert done.code == 3
    assert "1,048,576" in done.err


def test_the_bundled_scripts_and_packs_have_no_errors(onboard: Onboard) -> None:
    """What ships is right: `check` finds nothing at all in it, and leaves nothing undecided."""
    done = onboard("check", "--proofs", "--format", "json")
    assert done.code == 0
    found = json.loads(done.out)
    assert found["problems"] == []
    assert {
        script: proofs["undecided"] for script, proofs in found["proofs"].items() if proofs["undecided"]
    } == {}
    assert all(
        each["decision"] == "proved" for proofs in found["proofs"].values() for each in proofs["shown"]
    )


def test_check_gives_an_example_of_everything_that_can_come_about(onboard: Onboard, tmp_path: Path) -> None:
    """Of a flag that is raised, of a division by zero; and it names what could not be decided."""
    (tmp_path / "s.yaml").write_text(
        "format: 1\nid: s\nversion: '1'\ntitle: S\n"
        "passes: [{id: 1, title: One}]\nsections: [{id: a, title: A}]\n"
        "questions:\n"
        "  - {id: seats, section: a, pass: 1, type: integer, ask: How many?, min: 0}\n"
        "  - {id: used, section: a, pass: 1, type: integer, ask: How many?, min: 0}\n"
        "computed: [{id: share, value: used / seats}]\n"
        "flags:\n"
        "  - {id: idle, title: Idle, severity: minor, kind: path, raise_when: share < 0.5}\n"
        "  - {id: square, title: Square, severity: minor, kind: path, raise_when: seats * seats == 2}\n"
        "verdict: {rules: [{id: R1, verdict: proceed, if: 'true'}]}\n"
    )
    printed = onboard("check", "s.yaml", "--proofs").out
    assert "  the flag idle is raised: seats = 1, used = 0\n" in printed
    assert "= For example: seats = 0, used = 0" in printed
    assert "s: 1 thing could not be decided: the flag square is raised." in printed
    told = json.loads(onboard("check", "s.yaml", "--format", "json").out)
    (division,) = [each for each in told if each["code"] == "S313"]
    assert division["witness"] == {"as_of": "2026-01-01", "answers": {"seats": 0, "used": 0}}


def test_check_points_at_every_mistake_of_a_file(onboard: Onboard, tmp_path: Path) -> None:
    """Two mistakes, two problems, each with line, column and path; the exit code is 1."""
    (tmp_path / "s.yaml").write_text(
        "format: 1\nid: s\nversion: '1'\ntitle: S\n"
        "passes: [{id: 1, title: One}]\nsections: [{id: a, title: A}]\n"
        "questions:\n"
        "  - {id: q, section: a, pass: 1, asked_of: customer, type: yes_no, ask: Is it?, requird: true}\n"
        "  - {id: r, section: b, pass: 1, asked_of: customer, type: yes_no, ask: Is it?, when: qq}\n"
        "verdict: {rules: [{id: R1, verdict: proceed, if: 'true'}]}\n"
    )
    done = onboard("check", "s.yaml", "--format", "json")
    assert done.code == 1
    found = json.loads(done.out)
    assert set(found[0]) == {
        *("code", "severity", "file", "line", "column", "end_column", "path"),
        *("message", "hint", "documentation"),
    }
    errors = [(each["line"], each["hint"]) for each in found if each["severity"] == "error"]
    assert [line for line, _ in errors] == [8, 9, 9]
    assert "required" in errors[0][1]
    printed = onboard("check", "s.yaml").out
    assert "s.yaml:8:" in printed
    assert "^" in printed


def test_check_compares_a_pack_of_ones_own_with_the_answers_it_prints(
    onboard: Onboard, tmp_path: Path
) -> None:
    """With the bundled script, or with the one that is named beside it; file, line and clause are said."""
    folder = tmp_path / "ours"
    shutil.copytree(templates_folder() / "cloud-services", folder)
    spoiled = folder / "clauses" / "00-key-terms-1.md"
    spoiled.write_text(spoiled.read_text().replace("{{ off_customer_name }}", "{{ off_customer }}"))
    for names in (("ours",), ("cloud-onboarding", "ours")):
        done = onboard("check", *names, "--format", "json")
        assert done.code == 1
        problem = next(each for each in json.loads(done.out) if each["code"] == "P120")
        assert problem["path"] == "clauses[key_terms_page].text"
        assert "off_customer" in spoiled.read_text().split("\n")[problem["line"] - 1]


TINY = """format: 1
id: tiny
version: "1.0.0"
title: Tiny
contract: ours
passes: [{id: talk, title: Talk}]
sections: [{id: deal, title: Deal}]
questions: [{id: users, section: deal, pass: talk, type: integer, ask: How many?}]
verdict: {rules: [{id: R1, verdict: proceed, if: true}]}
"""


def test_check_of_a_script_tells_that_its_pack_is_broken(onboard: Onboard, tmp_path: Path) -> None:
    """A pack that cannot be read is no reason to call a script right; the line that names it is pointed at."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "pack.yaml").write_text("format: 1\nid: ours\n")
    (tmp_path / "s.yaml").write_text(TINY)
    done = onboard("check", "s.yaml")
    assert done.code == 1
    assert "s.yaml:5:11: error S217: The contract pack 'ours' has" in done.out
    assert "`onboard-tui check ours` lists them." in done.out


def test_a_pack_that_is_for_another_script_is_one_problem(onboard: Onboard, tmp_path: Path) -> None:
    """Told once, where it is named, with ways out; place by place only where the pack itself is checked beside it."""
    script = TINY.replace("ours", "cloud-services")
    (tmp_path / "s.yaml").write_text(script)
    done = onboard("check", "s.yaml")
    assert "s.yaml:5:11: error S217: The contract pack “cloud-services” is not for this script" in done.out
    told = (
        r"does not have \d+ questions \(\w+, \w+, \w+, …\) and \d+ flags \(no_success_measure, \w+, \w+, …\)"
    )
    assert re.search(told, done.out)
    assert re.search(r"\d+ of the \d+ come with fragments/\*\.yaml", done.out)
    assert "capacity, commitment, deciding" in done.out
    assert "`onboard-tui check s.yaml cloud-services` lists every place." in done.out
    assert "P120" not in done.out
    assert "1 error, " in done.out
    assert "There is no flag “no_success_measure”" in onboard("check", "s.yaml", "cloud-services").out

    onboard("new", "s.yaml", "--customer", "Tyl")
    interview = onboard("list").out.splitlines()[-1].split()[0]
    for command in (("draft", interview), ("export", interview, "--to", "md")):
        refused = onboard(*command)
        assert refused.code == 3
        assert refused.err.count("\n") <= 2
        assert "“cloud-services” is not for this script" in refused.err


def test_check_reads_the_catalogue_of_a_pack(onboard: Onboard, tmp_path: Path) -> None:
    """Its conditions are read with the names of the script, and what it cannot say is told with its line."""
    folder = tmp_path / "ours"
    shutil.copytree(templates_folder() / "cloud-services", folder)
    catalogue = folder / "catalogue.yaml"
    catalogue.write_text(catalogue.read_text().replace("com_order_way ==", "com_order_wya =="))
    done = onboard("check", "ours")
    assert done.code == 1
    assert "catalogue.yaml:" in done.out
    assert "com_order_wya" in done.out


def test_where_names_the_database_in_use(
    onboard: Onboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paths in use are printed, the database first."""
    monkeypatch.setenv("ONBOARD_TUI_FONTS", str(tmp_path / "ours"))
    assert f"{'fonts':14} {tmp_path / 'ours'}" in onboard("where").out.splitlines()
    assert str(tmp_path / "interviews.db") in onboard("where").out.splitlines()[0]
    assert str(tmp_path / "other.db") in onboard("--db", str(tmp_path / "other.db"), "where").out


def test_a_day_that_is_none_is_wrong_usage(onboard: Onboard, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt day is refused, given as an option or as a variable."""
    assert onboard("--as-of", "2026-13-01", "list").code == 2
    monkeypatch.setenv("ONBOARD_TUI_AS_OF", "soon")
    assert onboard("list").code == 2


def test_a_bug_ends_with_a_report_and_no_traceback(
    onboard: Onboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unforeseen fault ends with exit code 70 and a report that holds no words of anybody."""
    monkeypatch.setattr("onboard_tui.crash.log_folder", lambda: tmp_path / "log")

    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("the customer said something private")

    monkeypatch.setattr("onboard_tui.workspace.Workspace.assess", fail)
    done = onboard("assess", "cloud-onboarding", "--answers", "a.yaml")
    assert done.code == 70
    assert "Traceback" not in done.err
    (report,) = (tmp_path / "log").iterdir()
    assert str(report) in done.err
    assert "private" not in report.read_text()
    assert "RuntimeError" in report.read_text()
    assert report.stat().st_mode & 0o077 == 0


def test_the_app_says_that_it_needs_a_terminal(onboard: Onboard) -> None:
    """Without a terminal the app ends with a sentence instead of hanging."""
    done = onboard()
    assert done.code == 2
    assert "terminal" in done.err


def test_the_app_can_be_opened_at_an_interview(onboard: Onboard, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--share --open ID` goes on with one interview where the list of all must not be seen."""
    asked: dict[str, object] = {}

    def note(_workspace: object, **options: object) -> int:
        asked.update(options)
        return 0

    monkeypatch.setattr("onboard_tui.tui.app.run", note)
    assert onboard("--share", "--open", "01a2").code == 0
    assert asked == {"share": True, "start": "01a2"}
