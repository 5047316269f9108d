"""Answers whose question does not apply count nowhere: not in flags, not in the verdict, not on paper."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.pack import open_pack
from onboard_tui.deal.assessment import assess
from onboard_tui.deal.report import assessment_json
from onboard_tui.demo.customers import FULL
from onboard_tui.export.formats import FORMATS
from onboard_tui.export.paper import papers_of
from onboard_tui.export.record import record_paper
from onboard_tui.interview.answers_file import read_answers
from onboard_tui.interview.interview import Interview
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import open_script

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SCRIPT = open_script(interviews_folder() / "cloud-onboarding.yaml")
PACK = open_pack(templates_folder() / "cloud-services")

LEFT = {"ppl_sponsor": "nobody", "sec_data": ["none"], "com_budget_state": "none", "com_order_way": "quote"}
"""Answers that close every branch but the first one of all: whether the customer is new."""

HIDDEN = {
    "ppl_sponsor_time": st.sampled_from(["weekly", "kickoff_only", "not_agreed"]),
    "sec_rules": st.just(["not_sure"]),
    "com_budget": st.integers(1, 10**7),
    "com_order_people": st.lists(
        st.fixed_dictionaries(
            {
                "name": st.text("abé <&{[=*", min_size=1, max_size=20).map("n{}".format),
                "limit": st.integers(0, 999),
            }
        ),
        min_size=1,
        max_size=3,
    ),
    "rel_next_time": st.just("open_price"),
    "own_claim": st.just("partner"),
}
"""Answers to questions that do not apply then."""


def everything_that_comes_out(answers: dict[str, Any]) -> tuple[object, ...]:
    """Give the assessment and every byte of every paper."""
    ids = (f"id-{number}" for number in count())
    empty = Interview("i", SCRIPT, "Harbour & Lyle", AT)
    text = json.dumps({"answers": answers}, ensure_ascii=True)
    read = read_answers(text, "a.json", empty, as_of=DAY, today=DAY, at=AT, new_id=lambda: next(ids)).usable()
    assessment = assess(empty.with_entries(*read.entries), DAY)
    papers = [*papers_of(draft_contract(assessment, PACK), sha256=""), record_paper(assessment)]
    written = [each.write(paper) for paper in papers for each in FORMATS.values()]
    return assessment_json(assessment), *written


SHOWN = {name: value for name, value in {**FULL, **LEFT}.items() if name not in HIDDEN}


@cache
def without_hidden_answers() -> tuple[object, ...]:
    """Give what comes out where no hidden question was ever answered."""
    return everything_that_comes_out(SHOWN)


@given(hidden=st.fixed_dictionaries({}, optional=HIDDEN))
@settings(max_examples=12, deadline=None)
def test_hidden_answers_reach_no_flag_no_verdict_and_no_paper(hidden: dict[str, Any]) -> None:
    """Whatever was answered on branches that were left, all that comes out is the same to the byte."""
    same = everything_that_comes_out({**SHOWN, **hidden}) == without_hidden_answers()
    assert same, sorted(hidden)
