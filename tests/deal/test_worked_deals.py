"""The bundled script on whole deals: the worked ones, the bundled scenarios, and every half-filled state."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.deal.report import assessment_json
from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.interview.answers_file import read_answers
from onboard_tui.interview.interview import Interview
from onboard_tui.resources import interviews_folder
from onboard_tui.script.load import open_script
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.yaml_nodes import plain

if TYPE_CHECKING:
    from onboard_tui.script.model import Script

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def load_deals() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Read the worked deals: what all start from, and what each changes and expects."""
    path = Path(__file__).with_name("worked_deals.yaml")
    root = read_yaml(path.read_bytes(), path.name).root
    assert root is not None
    deals: Any = plain(root)
    return deals["base"], deals["deals"]


BASE, DEALS = load_deals()
SCRIPT = open_script(interviews_folder() / "cloud-onboarding.yaml")


def judged(script: Script, **keys: Any) -> Assessment:
    """Judge what an answers file with these keys says."""
    text = json.dumps(
        keys, default=lambda number: float(number) if isinstance(number, Decimal) else str(number)
    )
    return from_file(script, text)


def from_file(script: Script, text: str) -> Assessment:
    """Judge what an answers file says."""
    interview = Interview("deal", script, "Harbour & Lyle", NOON)
    ids = (f"{number:08}" for number in count())
    read = read_answers(
        text, "answers.yaml", interview, as_of=None, today=date(2020, 1, 1), at=NOON, new_id=lambda: next(ids)
    )
    assert read.problems == ()
    return assess(interview.with_entries(*read.entries), read.as_of)


def worked(deal: dict[str, Any]) -> Assessment:
    """Judge a worked deal."""
    keys = {key: value for key, value in deal.items() if key in {"steering", "mitigations", "states"}}
    return judged(SCRIPT, as_of=BASE["as_of"], answers={**BASE["answers"], **deal["answers"]}, **keys)


@pytest.mark.parametrize("deal", DEALS, ids=lambda deal: deal["name"])
def test_a_worked_deal_comes_out_as_written(deal: dict[str, Any]) -> None:
    """Verdict, rule, flags and gaps are those of the example, and nothing that is missing can change it."""
    report = assessment_json(worked(deal))
    expected = deal["expect"]
    assert {key: report[key] for key in expected} == expected
    assert report["possible_verdicts"] == [expected["verdict"]]
    assert report["problems"] == []


def test_the_attempts_of_an_answers_file_may_stand_under_true() -> None:
    """Tools of YAML 1.1 write the key `on` as true; it is read all the same."""
    attempt = "{true: 2026-02-24, script: 1, with: operations manager, customer: insists}"
    text = f"answers: {{ppl_sponsor: nobody}}\nsteering: {{no_sponsor: [{attempt}]}}\n"
    flag = from_file(SCRIPT, text).flag_by_id["no_sponsor"]
    assert flag.attempts[0].on == date(2026, 2, 24)


def test_the_report_has_the_documented_keys_in_their_order() -> None:
    """Programs that read it can rely on it."""
    report = assessment_json(worked(DEALS[2]))
    assert list(report) == [
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
    assert report["script"] == {"id": "cloud-onboarding", "version": SCRIPT.version, "sha256": SCRIPT.sha256}
    assert report["as_of"] == "2026-03-02"
    assert (report["action"], report["with"]) == (None, None)
    assert report["because"] == {"refuses_sign_in": {"sec_sign_in": "refuse"}}
    assert json.loads(json.dumps(report)) == report


def test_numbers_dates_and_tables_are_plain_in_the_report() -> None:
    """Money is a number, a date is text, a row is an object with all its columns."""
    answers = {
        "biz_deadline": "2026-03-20",
        "own_weeks": 2.6,
        "com_budget_state": "approved",
        "com_budget": 10.5,
    }
    report = judged(SCRIPT, as_of="2026-03-02", answers={**answers, "own_price": 100})
    because = assessment_json(report)["because"]
    assert because == {
        "impossible_date": {"biz_deadline": "2026-03-20", "own_weeks": 2.6},
        "underfunded": {"com_budget": 10.5, "own_price": 100},
    }


def test_the_scenarios_of_the_bundled_script_come_out() -> None:
    """What the script promises about itself is true."""
    assert len(SCRIPT.scenarios) >= 4
    assert [problem for played in run_scenarios(SCRIPT) for problem in played.problems] == []


def test_the_first_questions_are_those_of_the_domain_reference() -> None:
    """After the two pinned questions the sponsor comes first, with 19 points, and then the deadline, with 16."""
    before = judged(SCRIPT)
    assert before.next_question is not None
    assert before.next_question.id == "biz_outcome"
    answers = {"biz_outcome": "Close in three days", "use_active_means": "files every job"}
    pinned_done = judged(SCRIPT, answers=answers).next_question
    assert pinned_done is not None
    assert (pinned_done.id, int(pinned_done.score)) == ("ppl_sponsor", 19)
    assert pinned_done.reason == "Asked now because 2 flags depend on it, one a blocker."
    then = judged(SCRIPT, answers={**answers, "ppl_sponsor": "executive"}).next_question
    assert then is not None
    assert (then.id, int(then.score)) == ("biz_deadline", 16)


def test_before_anything_is_asked_only_next_in_line_is_out_of_reach() -> None:
    """Nobody can have insisted on anything yet."""
    report = assessment_json(judged(SCRIPT))
    assert report["possible_verdicts"] == ["proceed", "steer_first", "walk_away"]


def test_the_range_narrows_with_the_gate_that_is_left() -> None:
    """One gate without flags behind it: it can only be asked for, or all is well."""
    answers = {**BASE["answers"]}
    del answers["biz_outcome"]
    report = assessment_json(judged(SCRIPT, as_of=BASE["as_of"], answers=answers))
    assert (report["verdict"], report["rule"], report["action"]) == ("steer_first", "R6", "ask")
    assert report["possible_verdicts"] == ["proceed", "steer_first"]


SPLITS: dict[str, list[Any]] = {
    "ppl_sponsor": ["executive", "it_only", "nobody"],
    "sec_sign_in": ["all", "refuse"],
    "own_lawful": ["clear", "concern"],
    "own_payment": ["good", "bad"],
    "com_budget": [48000, 33600, 33599],
    "now_users": [24, 25],
    "use_active_target": [49, 50],
    "biz_deadline": ["2026-05-25", "2026-05-24"],
    "com_budget_state": ["approved", "none"],
    "rel_kind": ["new", "existing"],
}


@given(
    st.lists(st.sampled_from(sorted(BASE["answers"])), unique=True, max_size=12),
    st.lists(st.sampled_from(sorted(SPLITS)), unique=True, min_size=1, max_size=3),
    st.data(),
)
@settings(max_examples=40)
def test_whatever_is_answered_later_was_in_the_range(
    left_out: list[str], later: list[str], data: st.DataObject
) -> None:
    """On the bundled script: leave answers out, judge, fill some in; the verdict was thought possible."""
    known = {name: value for name, value in BASE["answers"].items() if name not in {*left_out, *later}}
    insisted = {
        "no_sponsor": [
            {"on": f"2026-02-{day}", "script": 1, "with": "x", "customer": "insists"} for day in (10, 20)
        ]
    }
    keys = {"as_of": BASE["as_of"], "steering": insisted}
    possible = judged(SCRIPT, answers=known, **keys).possible
    for name in later:
        known[name] = data.draw(st.sampled_from(SPLITS[name]), label=name)
        after = judged(SCRIPT, answers=known, **keys)
        assert after.verdict.kind in possible
        assert after.possible <= possible
