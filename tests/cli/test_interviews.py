"""The commands that work on saved interviews."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.entries import Entry

    Onboard = Callable[..., Any]
    Deal = Callable[[str], str]
    Shown = Callable[[str], dict[str, Any]]
    LogOf = Callable[[str], tuple[Entry, ...]]

NOBODY = """\
answers: {ppl_sponsor: nobody, now_users: 60, biz_priority: 4}
states: {sec_sign_in: dont_know}
sources: {now_users: our_guess}
"""


def test_a_new_interview_is_listed(onboard: Onboard, interview: str) -> None:
    """`new` prints the id, and `list` shows it with its customer."""
    listed = json.loads(onboard("list", "--json").out)
    assert [(each["id"], each["customer"], each["verdict"]) for each in listed] == [
        (interview, "Harbour & Lyle", "steer_first")
    ]


def test_an_interview_needs_a_customer_with_a_name(onboard: Onboard) -> None:
    """Blanks and invisible characters are no name."""
    done = onboard("new", "cloud-onboarding", "--customer", " \u200b ")
    assert done.code == 2
    assert "name" in done.err


def test_an_interview_keeps_who_sells(onboard: Onboard, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name that is set for all interviews is kept, unless one is given for this one."""
    monkeypatch.setenv("ONBOARD_TUI_SELLER", " J. Okoro\n")
    ours = onboard("new", "cloud-onboarding", "--customer", "Wray Print").out.strip()
    hers = onboard(
        "new", "cloud-onboarding", "--customer", "Wray Print", "--seller", "R. Adeyemi"
    ).out.strip()
    told = [json.loads(onboard("show", each, "--json").out)["seller"] for each in (ours, hers)]
    assert told == ["J. Okoro", "R. Adeyemi"]


def test_an_interview_is_held_in_the_language_that_was_asked_for(onboard: Onboard) -> None:
    """Its words and its way to write numbers are that one's; one that the script lacks is refused with those it has."""
    new = ("new", "use-check", "--customer", "Pferdeklinik Ahorn", "--language")
    held = onboard(*new, "de").out.strip()
    assert "= 12.400" in onboard("answer", held, "now_users", "12.400").err
    assert "DIE ZÄHLUNG" in onboard("show", held).out
    refused = onboard(*new, "fr")
    assert (refused.code, refused.out) == (3, "")
    assert "It can be held in en or de." in refused.err


def test_the_seller_cannot_be_the_second_person(onboard: Onboard) -> None:
    """Whoever sells the deal cannot be the one who agrees to decide against the verdict."""
    interview = onboard(
        "new", "cloud-onboarding", "--customer", "Wray Print", "--seller", "J. Okoro"
    ).out.strip()
    reason = "They would rather go without it."
    decision = ("decide", interview, "walk_away", "--reason", reason, "--review", "2099-01-01")
    done = onboard(*decision, "--by", "j. okoro")
    assert done.code == 2
    assert "second person" in done.err
    assert onboard(*decision, "--by", "R. Adeyemi").code == 0


def test_an_unknown_script_is_named_with_what_there_is(onboard: Onboard) -> None:
    """A script that does not exist is bad input, and the bundled ones are listed."""
    done = onboard("new", "cloud-onbording", "--customer", "Wray Print")
    assert done.code == 3
    assert "cloud-onboarding" in done.err


@pytest.mark.parametrize(
    ("question", "typed", "echo", "value"),
    [
        ("now_users", "12 500", "12,500", 12500),
        ("com_budget_state", "1", "An amount is approved", "approved"),
        ("biz_deadline", "end of june", "Tue 30 June 2026", "2026-06-30"),
        ("use_active_target", "80%", "80%", 80),
        ("sec_data", "personal, health", "Names, addresses, staff or customer records, Health", None),
        ("ppl_people", '[{"name": "M. Lyle", "part": "decides", "met": true}]', "M. Lyle", None),
    ],
)
def test_an_answer_is_said_back_as_it_was_understood(
    onboard: Onboard, shown: Shown, interview: str, question: str, typed: str, echo: str, value: object
) -> None:
    """What is typed is understood as in the app, said back on stderr, and recorded."""
    done = onboard("answer", interview, question, typed)
    assert done.code == 0, done.err
    assert echo in done.err
    assert done.out == ""
    recorded = shown(interview)["answers"][question]
    assert recorded["state"] == "answered"
    if value is not None:
        assert recorded["value"] == value


def test_an_answer_that_cannot_be_understood_records_nothing(
    onboard: Onboard, shown: Shown, interview: str
) -> None:
    """Nonsense for a number is refused with a way out, and the question stays open."""
    done = onboard("answer", interview, "now_users", "a few")
    assert done.code == 3
    assert "Traceback" not in done.err
    assert shown(interview)["questions"]["now_users"] == "not_asked"


def test_an_unknown_question_gets_the_nearest_one(onboard: Onboard, interview: str) -> None:
    """A misspelt question is bad input, and the one that was meant is named."""
    done = onboard("answer", interview, "now_user", "60")
    assert done.code == 3
    assert "now_users" in done.err


def test_a_state_is_recorded_instead_of_a_value(onboard: Onboard, shown: Shown, interview: str) -> None:
    """Don't know is recorded with its note, and satisfies no gate."""
    assert onboard("answer", interview, "sec_sign_in", "--state", "dont_know", "--note", "asks IT").code == 0
    found = shown(interview)
    assert found["answers"]["sec_sign_in"]["note"] == "asks IT"
    assert "sec_sign_in" in found["missing_gates"]


@pytest.mark.parametrize(
    "words",
    [
        ("--source", "our_guess", "{id}", "biz_priority", "4"),
        ("{id}", "--source", "our_guess", "biz_priority", "4"),
        ("{id}", "biz_priority", "--source", "our_guess", "4"),
        ("{id}", "biz_priority", "--source", "our_guess", "--", "4"),
    ],
)
def test_options_may_stand_anywhere(
    onboard: Onboard, shown: Shown, interview: str, words: tuple[str, ...]
) -> None:
    """Question and value are found before, after and between options."""
    done = onboard("answer", *(word.format(id=interview) for word in words))
    assert done.code == 0, done.err
    recorded = shown(interview)["answers"]["biz_priority"]
    assert (recorded["value"], recorded["source"]) == (4, "our_guess")


def test_value_and_state_exclude_each_other(onboard: Onboard, interview: str) -> None:
    """Neither both nor none of them: wrong usage."""
    assert onboard("answer", interview, "now_users", "60", "--state", "later").code == 2
    assert onboard("answer", interview, "now_users").code == 2
    assert onboard("answer", interview).code == 2


def test_a_file_of_answers_is_recorded_whole(
    onboard: Onboard, shown: Shown, interview: str, tmp_path: Path
) -> None:
    """Answers, states and sources of a file are all there afterwards."""
    (tmp_path / "answers.yaml").write_text(NOBODY)
    done = onboard("answer", interview, "--file", "answers.yaml")
    assert done.code == 0, done.err
    found = shown(interview)
    assert found["flags"]["no_sponsor"] == "open"
    assert found["answers"]["now_users"]["source"] == "our_guess"
    assert found["questions"]["sec_sign_in"] == "dont_know"
    assert "now_users" in found["missing_gates"]


def test_one_mistake_in_a_file_keeps_all_of_it_out(
    onboard: Onboard, shown: Shown, interview: str, tmp_path: Path
) -> None:
    """Nothing of a file with a mistake is recorded, and the place of the mistake is named."""
    (tmp_path / "answers.yaml").write_text(NOBODY.replace("biz_priority", "biz_priorty"))
    done = onboard("answer", interview, "--file", "answers.yaml")
    assert done.code == 3
    assert "answers.yaml:1:" in done.err
    assert "biz_priority" in done.err
    assert shown(interview)["answers"] == {}


def test_what_is_left_out_or_odd_is_told(onboard: Onboard, interview: str, tmp_path: Path) -> None:
    """An invisible character is left out and named; an answer beside a state is pointed at."""
    done = onboard("answer", interview, "biz_outcome", "Close\u202e in three days")
    assert "Left out of what was typed" in done.err
    file = tmp_path / "both.yaml"
    file.write_text("answers: {biz_priority: 4}\nstates: {biz_priority: later}\n", encoding="utf-8")
    done = onboard("answer", interview, "--file", str(file))
    assert done.code == 0
    assert "biz_priority has both an answer and a state" in done.err


def test_an_id_may_be_shortened(onboard: Onboard, shown: Shown, interview: str) -> None:
    """Any beginning that fits one interview will do; one that fits none says so."""
    assert shown(interview[:14])["id"] == interview
    done = onboard("show", "ffff")
    assert done.code == 1
    assert "ffff" in done.err


def test_search_finds_what_was_said(onboard: Onboard, interview: str) -> None:
    """Words of an answer lead to the interview, with the sentence around them; no hit is exit code 1."""
    onboard("answer", interview, "biz_outcome", "Month-end closes in three working days.")
    onboard("answer", interview, "ppl_sponsor", "executive", "--note", "met at the regatta")
    (hit,) = json.loads(onboard("search", "closes", "--json").out)
    assert hit["question"] == "biz_outcome"
    assert "three working days" in hit["snippet"]
    assert json.loads(onboard("search", "regatta", "--json").out)[0]["where"] == "note"
    assert "Month-end" in onboard("search", "month").out
    assert onboard("search", "submarine").code == 1


def test_a_list_is_filtered_and_paged(onboard: Onboard, interview: str) -> None:
    """Filters and pages choose among saved interviews, and an empty page is exit code 1."""
    onboard("new", "cloud-onboarding", "--customer", "Wray Print")
    assert [each["customer"] for each in json.loads(onboard("list", "--json").out)] == [
        "Wray Print",
        "Harbour & Lyle",
    ]
    assert [each["id"] for each in json.loads(onboard("list", "--customer", "harbour", "--json").out)] == [
        interview
    ]
    second = json.loads(onboard("list", "--limit", "1", "--page", "2", "--json").out)
    assert [each["id"] for each in second] == [interview]
    assert onboard("list", "--limit", "1", "--page", "3").code == 1
    assert onboard("list", "--verdict", "proceed").code == 1


def test_listing_the_newest_loads_no_database_library(interview: str, tmp_path: Path) -> None:
    """A plain `list` answers at once: it neither imports SQLModel nor reads a script."""
    look = (
        "import sys; from onboard_tui.cli import run; code = run(['list', '--json']);"
        "print([name for name in ('sqlalchemy', 'yaml', 'textual') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert [each["id"] for each in json.loads(done.stdout)] == [interview]
    assert done.stderr.strip() == "[]"


def test_letters_that_the_terminal_lacks_stop_nothing(onboard: Onboard) -> None:
    """A name in any script is listed on a terminal that knows only ASCII, and JSON is still JSON."""
    onboard("new", "cloud-onboarding", "--customer", "Søn 漢字")
    words, data = (
        subprocess.run(
            [sys.executable, "-m", "onboard_tui", "list", *options],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
        ).stdout
        for options in ((), ("--json",))
    )
    assert "S\\xf8n" in words
    assert json.loads(data)[0]["customer"] == "Søn 漢字"


@pytest.mark.parametrize("options", [("--limit", "0"), ("--limit", "9" * 30), ("--page", "-1")])
def test_a_page_that_cannot_be_is_refused(onboard: Onboard, interview: str, options: tuple[str, str]) -> None:
    """A page holds some interviews, and not more than the database can count."""
    done = onboard("list", *options)
    assert done.code == 2
    assert "--limit can be 1 to 1,000,000" in done.err


def test_a_damaged_database_is_not_listed_as_if_it_were_sound(
    onboard: Onboard, interview: str, tmp_path: Path
) -> None:
    """The quick way to the list looks for damage as opening does."""
    file = tmp_path / "interviews.db"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert onboard("list").code == 4


def test_show_tells_people_where_the_deal_stands(onboard: Onboard, interview: str) -> None:
    """The words for people hold the verdict with its rule, the flag with its reason, and what to ask next."""
    onboard("answer", interview, "ppl_sponsor", "nobody")
    printed = onboard("show", interview).out
    for words in ("STEER FIRST (R5)", "no_sponsor, open", "Nobody has been named", "Ask next: biz_outcome"):
        assert words in printed
    assert onboard("show", interview, "--as-of", "2026-05-01").out.count("as of 2026-05-01") == 1


def test_show_tells_what_was_tried_and_agreed_about_a_flag(
    onboard: Onboard, deal: Deal, shown: Shown
) -> None:
    """Each attempt stands below its flag with its day, script, person and reaction; a plan with its owner."""
    printed = onboard("show", deal("Harbour & Lyle")).out
    assert "    24 February 2026: script 1 with bursar, wants time" in printed
    planned = deal("Northgate Dental")
    printed = onboard("show", planned).out
    assert "    plan of landlord's IT by 13 March 2026, agreed by practice manager: Handover" in printed
    assert "Would be proceed once no access is cleared." in printed
    assert "OVERDUE" in onboard("show", planned, "--as-of", "2026-03-14").out
    found = shown(planned)
    assert found["improvements"] == [
        {
            "verdict": "proceed",
            "rule": "R11",
            "with": None,
            "changes": [{"step": "clear", "target": "no_access", "plan_will_do": False}],
        }
    ]
    assert [each["id"] for each in found["earlier_rules"]][:2] == ["R1", "R2"]
    assert found["earlier_rules"][0]["sentence"].startswith("R1 does not hold")


def test_show_tells_what_hangs_on_the_day(onboard: Onboard, deal: Deal, shown: Shown) -> None:
    """A plan that falls due and a date that comes too near are named with the day on which they change."""
    planned = deal("Northgate Dental")
    printed = onboard("show", planned).out
    assert "Hangs on the day: no_access is mitigated, and open from 14 March 2026 on." in printed
    assert "Hangs on the day: impossible_date is clear, and open from 9 May 2026 on." in printed
    hanging = {each["id"]: each for each in shown(planned)["hangs_on_day"]}
    assert hanging["impossible_date"]["dates"] == ["biz_deadline"]
    assert hanging["no_access"]["plan_due"] == "2026-03-13"
    assert shown(planned)["flags"]["no_access"] == "mitigated"


def test_many_gates_are_counted_in_what_would_make_it_better(onboard: Onboard, interview: str) -> None:
    """The gates are named once, not again in each way to a better verdict."""
    assert "Would be proceed once these 20 gates are confirmed." in onboard("show", interview).out


def test_show_holds_every_key_about_the_deal(onboard: Onboard, shown: Shown, interview: str) -> None:
    """Of a new interview too: null or empty where nothing is recorded, and every key of `assess --json`."""
    found = shown(interview)
    assert {key: found[key] for key in ("status", "decision", "reopened", "outcome", "cost")} == {
        "status": "",
        "decision": None,
        "reopened": None,
        "outcome": None,
        "cost": None,
    }
    for key in ("decisions", "outcomes", "fates", "readings", "advice", "follow_ups", "untouched"):
        assert found[key] == []
    assert found["order_taking"] == {"raised": 0, "untried": 0, "share": None}
    assert {ladder["state"] for ladder in found["ladders"].values()} == {"unknown"}
    Path("none.yaml").write_text("answers: {}\n")
    judged = json.loads(onboard("assess", "cloud-onboarding", "--answers", "none.yaml", "--json").out)
    assert judged.keys() <= found.keys()


def test_help_tells_every_command_in_groups(onboard: Onboard) -> None:
    """Each command stands once, with a line that fits a narrow terminal, and has help of its own."""
    lines = onboard("--help").out.splitlines()
    commands = [line.split()[0] for line in lines[lines.index("a conversation:") :] if line.startswith("  ")]
    assert max(map(len, lines)) <= 80
    assert len(commands) == len(set(commands))
    for command in commands:
        done = onboard(command, "--help")
        assert done.code == 0
        assert done.out.startswith(f"usage: onboard-tui {command} ")
    unknown = onboard("decided")
    assert unknown.code == 2
    for command in commands:
        assert f"'{command}'" in unknown.err


@pytest.mark.parametrize(
    "words",
    [
        ("decide", "{id}", "walk_away", "--reason", "They went to somebody else, we hear."),
        ("reopen", "{id}"),
        ("outcome", "{id}", "--fate", "failed_elsewhere"),
        ("steer", "{id}", "refuses_sign_in", "--script", "1", "--with", "IT lead", "--customer", "insists"),
    ],
)
def test_a_clock_set_back_is_noticed(
    onboard: Onboard, deal: Deal, log_of: LogOf, words: tuple[str, ...]
) -> None:
    """What comes after an entry cannot be on a day before it: a sentence, and nothing is recorded."""
    interview = deal("Orchard Street Surgery")
    waiting = ("--sign", "A break-in", "--may-call", "M. Okoro", "--call-on", "2026-09-01")
    assert onboard("decide", interview, "next_in_line", "--reason", "They insist.", *waiting).code == 0
    before = log_of(interview)
    done = onboard("--as-of", "2025-04-01", *(word.format(id=interview) for word in words))
    assert (done.code, done.out) == (2, "")
    assert "2 March 2026" in done.err or "9 April 2025" in done.err
    assert log_of(interview) == before


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_today_is_no_day_that_cannot_be_meant(onboard: Onboard, interview: str, day: str) -> None:
    """A slip of the finger must not put an attempt behind everything that comes after it."""
    done = onboard("--as-of", day, "show", interview)
    assert (done.code, done.out) == (2, "")
    assert "the years 1900 to 2199" in done.err


def test_show_tells_what_an_answers_file_leaves_out(onboard: Onboard, interview: str, tmp_path: Path) -> None:
    """An attempt with nobody in particular, and a plan that nobody agreed to or owns."""
    path = tmp_path / "visit.yaml"
    path.write_text(
        "answers: {now_admin_rights: provider_only}\n"
        "steering: {no_access: [{on: 2026-02-24, customer: insists}]}\n"
        "mitigations: {no_access: {due: 2026-03-13}}\n",
        encoding="utf-8",
    )
    assert onboard("answer", interview, "--file", str(path)).code == 0
    told = onboard("show", interview).out
    assert "24 February 2026: script 1, insists\n" in told
    assert "plan of nobody yet by 13 March 2026, agreed by nobody yet\n" in told
