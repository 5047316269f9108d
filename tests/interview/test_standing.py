"""Where an interview stands: what applies, what is known, which flags are raised."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Event
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.interview.entries import CannotFix, Planned, Reaction, Recorded, Source, Steered
from onboard_tui.interview.standing import cleared_by, stand
from onboard_tui.script.expression import AnswerState, Expression, FlagQuery, FlagState, Missing
from onboard_tui.script.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.interview import Interview

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SPONSOR = {"id": "sponsor", "type": "single", "options": ["named", "nobody"], "gate": True}


@pytest.fixture
def branch(script_of: Callable[..., Any]) -> Any:
    """Give a script with a branch: the rate is asked only where there is a loan."""
    return script_of(
        {"id": "loan"},
        {"id": "rate", "type": "percent", "when": "loan", "gate": True},
        computed={"yearly": "rate * 12"},
        flags=({"id": "dear", "raise_when": "yearly > 100"},),
    )


def test_a_question_whose_condition_is_false_does_not_apply(
    standing_of: Callable[..., Any], branch: Any
) -> None:
    """A false `when` makes a question not applicable, and so everything that hangs on it alone."""
    standing = standing_of(branch, loan=False, rate=Decimal(20))
    assert standing.state("rate") is AnswerState.NOT_APPLICABLE
    assert not standing.shown("rate")
    assert standing.value("rate") is Missing.NOT_APPLICABLE
    assert standing.value("yearly") is Missing.NOT_APPLICABLE
    assert standing.flag_states == {"dear": FlagState.NOT_APPLICABLE}
    assert standing.missing_gates == ()


def test_what_hangs_only_on_what_does_not_apply_does_not_apply_either(
    standing_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """A condition that misses nothing but answers that do not apply hides its question; one more gap keeps it open."""
    script = script_of(
        {"id": "loan"},
        {"id": "rate", "type": "integer", "when": "loan"},
        {"id": "years", "type": "integer"},
        {"id": "bank", "when": "rate > 5"},
        {"id": "advice", "when": "rate > years"},
    )
    standing = standing_of(script, loan=False, bank=True)
    assert standing.state("bank") is AnswerState.NOT_APPLICABLE
    assert standing.kept_aside("bank") is not None
    assert standing.state("advice") is AnswerState.NOT_ASKED
    assert not standing.shown("advice")
    assert standing_of(script, loan=False, years=3).state("advice") is AnswerState.NOT_APPLICABLE


def test_a_hidden_answer_is_kept_aside_and_comes_back(standing_of: Callable[..., Any], branch: Any) -> None:
    """An answer on a branch not taken is kept, seen by nothing, and there again when the branch is."""
    aside = standing_of(branch, loan=False, rate=Decimal(20))
    assert aside.recorded("rate") is None
    assert aside.kept_aside("rate").value == Decimal(20)
    back = stand(
        aside.interview.with_entries(Recorded(id="again", at=AT, question="loan", value=True)), TODAY
    )
    assert back.value("rate") == Decimal(20)
    assert back.kept_aside("rate") is None
    assert back.flag_states == {"dear": FlagState.OPEN}


def test_two_threads_that_ask_at_once_get_the_same_answer(
    standing_of: Callable[..., Any], branch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value that one thread is still working out is waited for, not taken for unknown."""
    begun, evaluate = Event(), Expression.evaluate

    def slowly(self: Expression, scope: Any) -> Any:
        begun.set()
        sleep(0.02)
        return evaluate(self, scope)

    standing = standing_of(branch, loan=True, rate=Decimal(20))
    monkeypatch.setattr(Expression, "evaluate", slowly)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(standing.value, "yearly")
        begun.wait()
        assert standing.value("yearly") == 240
        assert first.result() == 240


def test_while_a_condition_is_unknown_a_value_given_counts(
    standing_of: Callable[..., Any], branch: Any
) -> None:
    """An unknown `when` does not show the question; what was recorded for it still counts."""
    standing = standing_of(branch, rate=Decimal(20))
    assert not standing.shown("rate")
    assert standing.state("rate") is AnswerState.ANSWERED
    assert standing.value("yearly") == 240
    assert standing_of(branch).state("rate") is AnswerState.NOT_ASKED
    assert standing_of(branch).missing_gates == ("rate",)
    assert standing_of(branch).flag_states == {"dear": FlagState.UNKNOWN}


@pytest.mark.parametrize("state", [AnswerState.DONT_KNOW, AnswerState.DECLINED, AnswerState.LATER])
def test_a_gate_without_an_answer_is_missing(
    standing_of: Callable[..., Any], script_of: Callable[..., Any], state: AnswerState
) -> None:
    """Don't know, declined and later fill the screen, never a gate."""
    standing = standing_of(script_of(SPONSOR), sponsor=state)
    assert standing.missing_gates == ("sponsor",)
    assert standing.gates_missing() == 1
    assert standing.value("sponsor") is Missing.UNKNOWN


def test_a_guess_is_read_but_satisfies_no_gate(
    interview_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """Expressions read our guess like any answer; the gate stays missing until it is confirmed."""
    script = script_of(SPONSOR, flags=({"id": "no_sponsor", "raise_when": "sponsor == 'nobody'"},))
    guess = Recorded(id="a", at=AT, question="sponsor", value="nobody", source=Source.OUR_GUESS)
    standing = stand(interview_of(script).with_entries(guess), TODAY)
    assert standing.flag_states == {"no_sponsor": FlagState.OPEN}
    assert standing.missing_gates == ("sponsor",)
    confirmed = replace(guess, id="b", source=Source.CUSTOMER_DOCUMENT)
    assert stand(standing.interview.with_entries(confirmed), TODAY).missing_gates == ()


def test_an_option_that_means_dont_know_is_remembered_but_not_read(
    interview_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """The option chosen stays with the record for the screen; expressions see no value."""
    script = script_of(SPONSOR)
    entry = Recorded(id="a", at=AT, question="sponsor", state=AnswerState.DONT_KNOW, value="nobody")
    standing = stand(interview_of(script).with_entries(entry), TODAY)
    assert standing.value("sponsor") is Missing.UNKNOWN
    recorded = standing.recorded("sponsor")
    assert recorded is not None
    assert recorded.value == "nobody"


def test_a_question_may_depend_on_flags_that_do_not_depend_on_it(
    standing_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """A `when` may count raised flags, also of questions that come later."""
    script = script_of(
        {"id": "reopen", "when": "count_flags(severity='blocker') > 0"},
        SPONSOR,
        flags=({"id": "no_sponsor", "severity": "blocker", "raise_when": "sponsor == 'nobody'"},),
    )
    assert standing_of(script, sponsor="nobody").shown("reopen")
    assert standing_of(script, sponsor="named").state("reopen") is AnswerState.NOT_APPLICABLE


def test_a_question_may_depend_on_the_gates_that_are_missing(
    standing_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """A `when` may ask for the gates that are missing."""
    script = script_of(SPONSOR, {"id": "all_there", "when": "gates_missing() == 0"})
    assert standing_of(script, sponsor="named").shown("all_there")
    assert standing_of(script).state("all_there") is AnswerState.NOT_APPLICABLE


def test_flags_are_counted_by_what_they_are(
    standing_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """Only raised flags are counted, and only those that match everything that is asked for."""
    script = script_of(
        SPONSOR,
        {"id": "late"},
        flags=(
            {"id": "no_sponsor", "severity": "blocker", "raise_when": "sponsor == 'nobody'"},
            {"id": "is_late", "severity": "minor", "raise_when": "late"},
            {"id": "never", "severity": "minor", "raise_when": "not late"},
        ),
    )
    standing = standing_of(script, sponsor="nobody", late=True)
    assert standing.count_flags(FlagQuery()) == 2
    assert standing.count_flags(FlagQuery(severities=frozenset({Severity.MINOR}))) == 1
    assert standing.count_flags(FlagQuery(states=frozenset({FlagState.INSISTED}))) == 0


def test_a_chain_of_conditions_is_never_too_long(
    standing_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """Two thousand questions, each asked only after the one before, do not exhaust the stack."""
    chain = [{"id": "q0"}, *({"id": f"q{n}", "when": f"q{n - 1}"} for n in range(1, 2_000))]
    answers = {f"q{n}": True for n in range(1_999)}
    assert standing_of(script_of(*chain), **answers).shown("q1999")


def test_conditions_in_a_circle_end(interview_of: Callable[..., Any], script_of: Callable[..., Any]) -> None:
    """The loader refuses circles; should one come through, nothing is known and nothing hangs."""
    script = script_of({"id": "a", "when": "b"}, {"id": "b", "when": "a"})
    standing = stand(interview_of(script, a=True, b=True), TODAY)
    assert not (standing.shown("a") and standing.shown("b"))


def test_a_division_by_zero_is_a_problem_and_not_a_crash(
    standing_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """The result is unknown, and a sentence says where; it is said once however often it is worked out."""
    script = script_of(
        {"id": "cost", "type": "money"},
        {"id": "people", "type": "integer"},
        computed={"each": "cost / people"},
        flags=({"id": "dear", "raise_when": "each > 100"},),
    )
    standing = standing_of(script, cost=Decimal(100), people=0)
    assert standing.flag_states == {"dear": FlagState.UNKNOWN}
    script.computed_by_id["each"].value.evaluate(standing)
    (problem,) = standing.problems
    assert problem.startswith("each: ")
    assert "divides by zero" in problem
    assert standing_of(script, cost=Decimal(100), people=2).problems == ()


def test_a_problem_goes_when_its_answer_changes(
    standing_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """A standing that goes on from an earlier one does not carry its problems along."""
    script = script_of(
        {"id": "cost", "type": "money"},
        {"id": "people", "type": "integer"},
        computed={"each": "cost / people"},
    )
    before = standing_of(script, cost=Decimal(100), people=0)
    assert len(before.problems) == 1
    grown = before.interview.with_entries(Recorded(id="x", at=AT, question="people", value=2))
    assert stand(grown, TODAY, since=before).problems == ()
    same = before.interview.with_entries(Recorded(id="x", at=AT, question="cost", value=Decimal(5)))
    assert stand(same, TODAY, since=before).problems == before.problems


def test_a_table_answered_with_nothing_in_it_is_said(
    standing_of: Callable[..., Any], script_of: Callable[..., Any]
) -> None:
    """No rows is an answer; where rows are asked for, it is pointed out."""
    script = script_of({"id": "sites", "type": "table", "min_rows": 1, "columns": [("name", "text")]})
    standing = standing_of(script, sites=())
    assert standing.state("sites") is AnswerState.ANSWERED
    assert standing.problems == ("sites is answered with nothing in it, although 1 row is asked for.",)


class TestStatesOfARaisedFlag:
    """Mitigated, cannot fix, insisted, steering, open: the first that holds."""

    @pytest.fixture
    def interview(self, interview_of: Callable[..., Any], script_of: Callable[..., Any]) -> Interview:
        """Give an interview with three raised flags."""
        made: Interview = interview_of(
            script_of(
                SPONSOR,
                flags=(
                    {
                        "id": "no_sponsor",
                        "severity": "blocker",
                        "raise_when": "sponsor == 'nobody'",
                        "mitigable": True,
                    },
                    {"id": "no_skill", "kind": "ours", "raise_when": "sponsor == 'nobody'"},
                    {"id": "small", "severity": "minor", "raise_when": "sponsor == 'nobody'"},
                ),
            ),
            sponsor="nobody",
        )
        return made

    @staticmethod
    def attempt(number: int, reaction: Reaction, day: int, flag: str = "no_sponsor") -> Steered:
        """Make a steering attempt in February."""
        return Steered(
            id=f"s{number}",
            at=AT,
            flag=flag,
            script=number,
            with_whom="M. Lyle",
            reaction=reaction,
            on=date(2026, 2, day),
        )

    def state(
        self, interview: Interview, *entries: Any, flag: str = "no_sponsor", as_of: date = TODAY
    ) -> FlagState:
        """Give the state of a flag after some entries."""
        return stand(interview.with_entries(*entries), as_of).flag_states[flag]

    def test_one_attempt_is_steering_whatever_the_reaction(self, interview: Interview) -> None:
        """A single refusal of a blocker is not final."""
        assert self.state(interview) is FlagState.OPEN
        for reaction in Reaction:
            assert self.state(interview, self.attempt(1, reaction, 1)) is FlagState.STEERING

    def test_enough_attempts_and_a_last_refusal_is_insisted(self, interview: Interview) -> None:
        """The last attempt by its day decides, in whatever order they were written down."""
        refused, softened = self.attempt(1, Reaction.INSISTS, 20), self.attempt(2, Reaction.IN_PART, 10)
        assert self.state(interview, refused, softened) is FlagState.INSISTED
        later = replace(softened, on=date(2026, 2, 25))
        assert self.state(interview, refused, later) is FlagState.STEERING

    def test_attempts_of_one_day_count_in_the_order_of_the_log(self, interview: Interview) -> None:
        """Of two attempts on one day the one written down later is the last."""
        first, second = self.attempt(1, Reaction.INSISTS, 20), self.attempt(2, Reaction.ACCEPTS, 20)
        assert self.state(interview, first, second) is FlagState.STEERING
        assert self.state(interview, second, first) is FlagState.INSISTED

    def test_a_minor_flag_needs_one_attempt(self, interview: Interview) -> None:
        """How many attempts are needed depends on the severity."""
        attempt = self.attempt(1, Reaction.INSISTS, 1, flag="small")
        assert self.state(interview, attempt, flag="small") is FlagState.INSISTED

    def test_an_overdue_plan_reopens_its_flag(self, interview: Interview) -> None:
        """A plan holds through its due date and not a day longer."""
        plan = Planned(
            id="p", at=AT, flag="no_sponsor", agreed_by="M. Lyle", owner="us", due=date(2026, 3, 10)
        )
        assert self.state(interview, plan, as_of=date(2026, 3, 10)) is FlagState.MITIGATED
        assert self.state(interview, plan, as_of=date(2026, 3, 11)) is FlagState.OPEN

    @pytest.mark.parametrize(("agreed_by", "owner"), [("", "us"), ("M. Lyle", "")])
    def test_a_plan_without_names_has_no_effect(
        self, interview: Interview, agreed_by: str, owner: str
    ) -> None:
        """A plan that nobody agreed to or owns mitigates nothing, and that is said."""
        plan = Planned(id="p", at=AT, flag="no_sponsor", agreed_by=agreed_by, owner=owner, due=TODAY)
        after = stand(interview.with_entries(plan), TODAY)
        assert after.flag_states["no_sponsor"] is FlagState.OPEN
        assert "has no effect" in after.problems[0]

    def test_the_latest_plan_counts(self, interview: Interview) -> None:
        """A newer plan takes the place of an older one, for better or worse."""
        plan = Planned(id="p", at=AT, flag="no_sponsor", agreed_by="M. Lyle", owner="us", due=TODAY)
        overdue = replace(plan, id="p2", due=date(2026, 1, 1))
        assert self.state(interview, overdue, plan) is FlagState.MITIGATED
        assert self.state(interview, plan, overdue) is FlagState.OPEN

    def test_a_plan_for_what_cannot_be_mitigated_has_no_effect(self, interview: Interview) -> None:
        """Such a plan is kept, changes nothing, and is pointed out."""
        plan = Planned(id="p", at=AT, flag="small", agreed_by="M. Lyle", owner="us", due=TODAY)
        after = stand(interview.with_entries(plan), TODAY)
        assert after.flag_states["small"] is FlagState.OPEN
        assert after.problems == (
            "The plan for the flag small has no effect: that flag cannot be mitigated.",
        )

    def test_cannot_fix_is_for_what_is_our_own_lack(self, interview: Interview) -> None:
        """Only a flag of kind `ours` can be beyond us, and only as long as we say so."""
        ours = CannotFix(id="c", at=AT, flag="no_skill")
        assert self.state(interview, ours, flag="no_skill") is FlagState.CANNOT_FIX
        taken_back = CannotFix(id="d", at=AT, flag="no_skill", holds=False)
        assert self.state(interview, ours, taken_back, flag="no_skill") is FlagState.OPEN
        theirs = stand(interview.with_entries(CannotFix(id="c", at=AT, flag="small")), TODAY)
        assert theirs.flag_states["small"] is FlagState.OPEN
        assert len(theirs.problems) == 1

    def test_a_flag_that_clears_keeps_its_history(self, interview: Interview) -> None:
        """When the answer changes the flag clears; when it changes back the attempts still count."""
        attempts = (self.attempt(1, Reaction.INSISTS, 1), self.attempt(2, Reaction.INSISTS, 2))
        cleared = interview.with_entries(
            *attempts, Recorded(id="x", at=AT, question="sponsor", value="named")
        )
        assert stand(cleared, TODAY).flag_states["no_sponsor"] is FlagState.CLEAR
        again = Recorded(id="y", at=AT, question="sponsor", value="nobody")
        assert self.state(cleared, again) is FlagState.INSISTED


class TestClearWhenHidden:
    """`clear_when_hidden`: the answer is dropped instead of kept aside."""

    @pytest.fixture
    def interview(self, interview_of: Callable[..., Any], script_of: Callable[..., Any]) -> Interview:
        """Give an interview with a delicate answer on a branch."""
        made: Interview = interview_of(
            script_of(
                {"id": "ill"}, {"id": "illness", "type": "text", "when": "ill", "clear_when_hidden": True}
            ),
            ill=True,
            illness="flu",
        )
        return made

    def test_the_answer_is_dropped_with_its_branch(
        self, interview: Interview, new_id: Callable[[], str]
    ) -> None:
        """It does not come back when the branch does."""
        well = Recorded(id="well", at=AT, question="ill", value=False)
        after = interview.with_entries(well)
        (cleared,) = cleared_by(stand(interview, TODAY), after, (well,), new_id=new_id)
        assert (cleared.question, cleared.caused_by) == ("illness", "well")
        ill = Recorded(id="ill", at=AT, question="ill", value=True)
        again = stand(after.with_entries(cleared, ill), TODAY)
        assert again.state("illness") is AnswerState.NOT_ASKED

    def test_taking_back_the_cause_brings_the_answer_back(
        self, interview: Interview, new_id: Callable[[], str]
    ) -> None:
        """Undo of an answer undoes what it dropped, and redo drops it again."""
        well = Recorded(id="well", at=AT, question="ill", value=False)
        cleared = cleared_by(stand(interview, TODAY), interview.with_entries(well), (well,), new_id=new_id)
        dropped = interview.with_entries(well, *cleared)
        undo = dropped.undo(new_id=new_id, at=AT)
        assert undo is not None
        undone = dropped.with_entries(undo)
        assert undone.current == interview.current
        assert cleared_by(stand(dropped, TODAY), undone, (undo,), new_id=new_id) == ()
        redo = undone.redo(new_id=new_id, at=AT)
        assert redo is not None
        assert undone.with_entries(redo).current == dropped.current

    def test_an_answer_that_still_applies_stays(
        self, interview: Interview, new_id: Callable[[], str]
    ) -> None:
        """Nothing is dropped while the question applies, or while nobody knows whether it does."""
        for entry in (
            Recorded(id="a", at=AT, question="ill", value=True),
            Recorded(id="a", at=AT, question="ill", state=AnswerState.DONT_KNOW),
        ):
            after = interview.with_entries(entry)
            assert cleared_by(stand(interview, TODAY), after, (entry,), new_id=new_id) == ()
