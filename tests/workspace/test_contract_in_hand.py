"""Papers of one interview: reworded, agreed to, approved, sent, and compared with what was sent."""

from __future__ import annotations

import json
import shutil
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.since import Because, How
from onboard_tui.demo import DEMO_SCRIPT, answers_file, clock_on
from onboard_tui.demo.customers import CUSTOMERS
from onboard_tui.errors import ContractError, NothingFoundError, StaleError, UsageError
from onboard_tui.resources import templates_folder
from onboard_tui.script.model import VerdictKind
from onboard_tui.workspace import Workspace
from tests.workspace.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onboard_tui.contract.document import Draft
    from onboard_tui.script.scope import Row
    from onboard_tui.workspace.open_interview import OpenInterview

CLAUSE = "our_people"
WHY_SO = "They asked for it in these very words."


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, str]]:
    """Give a way to get a database with the interview of one of the demo's customers, each made once."""

    @cache
    def make(name: str) -> tuple[Path, str]:
        customer = next(each for each in CUSTOMERS if each.name == name)
        file = tmp_path_factory.mktemp("answered") / "interviews.db"
        with Workspace(str(file), as_of=TODAY, clock=clock_on(TODAY)) as workspace:
            opened = workspace.start(DEMO_SCRIPT, name, seller="J. Hart")
            opened.record_answers(answers_file(customer), name=name)
        return file, opened.id

    return make


@pytest.fixture
def opened(
    answered: Callable[[str], tuple[Path, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenInterview]:
    """Give an interview in which everything is answered, with the verdict to proceed."""
    monkeypatch.setenv("ONBOARD_TUI_OUR_NAME", "Brightwater IT Ltd")
    file, interview = answered("Fenwick & Daughters")
    shutil.copyfile(file, tmp_path / "copy.db")
    with Workspace(str(tmp_path / "copy.db"), as_of=TODAY, clock=clock_on(TODAY)) as workspace:
        yield workspace.open(interview)


def answer_findings(opened: OpenInterview) -> None:
    """Answer everything found that keeps a paper from being final."""
    for finding in opened.preview_draft().findings:
        if finding.blocks:
            opened.answer_finding(finding.key, WHY_SO, by="J. Hart")


def agreement(draft: Draft, clause: str) -> str:
    """Give what a clause of the agreement says."""
    from onboard_tui.contract.numbering import runs_of

    return "\n".join(
        "".join(run.text for run in runs_of(block))
        for document in draft.documents
        if document.id == "agreement"
        for block in document.blocks
        if getattr(block, "clause", None) == clause
    )


def levels_of(opened: OpenInterview) -> list[Row]:
    """Give the service levels on record."""
    rows = opened.assessment.standing.value("svc_levels")
    assert isinstance(rows, tuple)
    return [row for row in rows if not isinstance(row, str)]


# Words put in by hand


def test_words_by_hand_are_durable_and_stand_in_every_later_draft(opened: OpenInterview) -> None:
    """Another window sees them, with who put them in."""
    opened.reword(CLAUSE, opened.clause_text(CLAUSE).replace("named people", "people by name"), by=" Ann ")
    with Workspace(opened.workspace.database, as_of=TODAY) as fresh:
        draft = fresh.open(opened.id).draft()
    assert "people by name" in agreement(draft, CLAUSE)
    assert [(each.clause, each.by) for each in draft.rewordings] == [(CLAUSE, "Ann")]


def test_a_clause_can_be_reworded_again_and_again(opened: OpenInterview) -> None:
    """What is edited is what stands, and the pack's own text takes the hand's words back."""
    before = opened.clause_text(CLAUSE)
    opened.reword(CLAUSE, before.replace("named", "two named"))
    opened.reword(CLAUSE, opened.clause_text(CLAUSE).replace("two", "three"))
    assert "three named people" in opened.clause_text(CLAUSE)
    opened.reword(CLAUSE, before)
    assert opened.clause_text(CLAUSE) == before
    assert opened.preview_draft().rewordings == ()


def test_what_is_typed_into_a_clause_is_cleaned(opened: OpenInterview) -> None:
    """What cannot be kept is taken out, and that is said; so is a summary that may be true no more."""
    text = opened.clause_text("success_words")
    recording = opened.reword("success_words", text.replace("A year", "\x1b[31mTwo\u202e years\u200b"))
    assert "Two years from now" in opened.clause_text("success_words")
    assert any(note.startswith("Left out of what was typed") for note in recording.notes)
    assert any("summary" in note for note in recording.notes)


def test_a_clause_that_is_too_long_is_refused(opened: OpenInterview) -> None:
    """Its end is not cut off without a word."""
    with pytest.raises(UsageError, match="20,000 characters"):
        opened.reword(CLAUSE, "word " * 5_000)


def test_a_table_stands_once(opened: OpenInterview) -> None:
    """A line that was copied with its table would print the same rows twice, under a name that no draft knows."""
    text = opened.clause_text("missed_credit")
    line = next(each for each in text.split("\n") if each.startswith("[Table: "))
    with pytest.raises(UsageError, match="stands there twice"):
        opened.reword("missed_credit", f"{text}\n\n{line}")
    opened.reword("missed_credit", f"{line}\n\n{text.replace(line, '')}")
    assert opened.clause_text("missed_credit").startswith(line)


@pytest.mark.parametrize("drafted", [True, False])
def test_a_contradiction_is_settled_one_way_or_the_other(opened: OpenInterview, *, drafted: bool) -> None:
    """Then nothing contradicts anything, and the hand's other words stand in any case."""
    text = opened.clause_text("use_goal")
    edited = text.replace("of the 60 ", "of the sixty ").replace("count once", "count twice")
    opened.reword("use_goal", edited, by="Ann")
    opened.record("now_users", 50)
    (rewording,) = opened.preview_draft().rewordings
    assert len(rewording.conflicts) == 1
    assert any("use_goal" in reason for reason in opened.in_the_way())
    opened.settle("use_goal", drafted=drafted, by="Ann")
    (rewording,) = opened.preview_draft().rewordings
    assert rewording.conflicts == ()
    assert ("of the 50 " if drafted else "of the sixty ") in opened.clause_text("use_goal")
    assert "count twice" in opened.clause_text("use_goal")


def test_every_clause_that_stands_can_be_taken_and_given_back(opened: OpenInterview) -> None:
    """Of contract and letters alike, giving back what was shown changes nothing."""
    draft = opened.preview_draft()
    for origin in draft.origins:
        with pytest.raises(UsageError, match="already"):
            opened.reword(origin.clause, "")
        opened.reword(origin.clause, opened.clause_text(origin.clause))
    assert opened.preview_draft() == draft


# Agreed to, approved, sent


def test_a_second_person_agrees_to_the_words_of_a_clause(opened: OpenInterview, tmp_path: Path) -> None:
    """The pack says which clauses need it; other words need it again; the seller cannot give it."""
    pack = tmp_path / "careful"
    shutil.copytree(templates_folder() / "cloud-services", pack)
    clause = next(path for path in (pack / "clauses").glob("*.md") if "\nid: ownership\n" in path.read_text())
    clause.write_text(clause.read_text().replace("author:", "approval: now_users >= 1\nauthor:", 1))
    opened.choose_pack(str(pack))
    (needed,) = [each for each in opened.approvals() if each.clause == "ownership"]
    assert needed.by == ""
    with pytest.raises(UsageError, match="sells this deal"):
        opened.approve_clause("ownership", by="j.  hart".replace("  ", " "))
    assert any("ownership" in reason for reason in opened.in_the_way())
    opened.approve_clause("ownership", by="M. Quill")
    assert not any("ownership" in reason for reason in opened.in_the_way())
    text = opened.clause_text("ownership")
    opened.reword("ownership", text.replace("yours", "all yours"))
    assert any("ownership" in reason for reason in opened.in_the_way())


def test_a_final_paper_keeps_its_number_until_it_would_say_something_else(opened: OpenInterview) -> None:
    """Drafting, sending and reading it again make no new version; a new answer makes a draft."""
    answer_findings(opened)
    opened.draft()
    final = opened.make_final(by="M. Quill")
    assert (final.number, final.final) == (2, True)
    opened.mark_sent(2, to="M. Lyle")
    assert opened.draft() == opened.preview_draft() == opened.newest_draft() == final
    assert opened.make_final(by="somebody else") == final
    opened.record("now_users", 61)
    assert not opened.preview_draft().final
    assert opened.draft().number == 3
    opened.record("now_users", 60)
    assert opened.draft() == final


def test_a_final_paper_is_final_on_later_days(opened: OpenInterview) -> None:
    """The day alone makes it no draft."""
    answer_findings(opened)
    final = opened.make_final(by="M. Quill")
    with Workspace(opened.workspace.database, as_of=date(2026, 3, 9)) as later:
        assert later.open(opened.id).draft() == final


def test_our_name_is_in_what_is_written_once_it_is_set(
    opened: OpenInterview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft that was kept without it is not what goes out."""
    monkeypatch.delenv("ONBOARD_TUI_OUR_NAME")
    with Workspace(opened.workspace.database, as_of=TODAY) as nameless:
        assert [each.question for each in nameless.open(opened.id).draft().open_points] == ["our_name"]
    monkeypatch.setenv("ONBOARD_TUI_OUR_NAME", "Brightwater IT Ltd")
    with Workspace(opened.workspace.database, as_of=TODAY) as named:
        (text, data, *_) = named.open(opened.id).export("draft", ["md", "json"], tmp_path)
    assert "Brightwater IT Ltd" in text.read_text("utf-8")
    assert json.loads(data.read_text("utf-8"))["author"] == "Brightwater IT Ltd"


def test_a_paper_whose_approval_could_not_be_recorded_is_a_draft(
    opened: OpenInterview, tmp_path: Path
) -> None:
    """Another window recorded an answer first: nothing that looks approved is there to be written."""
    answer_findings(opened)
    with Workspace(opened.workspace.database, as_of=TODAY) as other:
        other.open(opened.id).record("now_users", 50)
    with pytest.raises(StaleError):
        opened.make_final(by="M. Quill")
    assert not any(opened.kept_draft(each.number).final for each in opened.drafts())
    (path, *_) = opened.export("draft", ["md"], tmp_path)
    assert path.name == "fenwick-daughters-agreement-draft-1.md"


def test_a_final_contract_is_none_once_it_was_decided_to_walk_away(opened: OpenInterview) -> None:
    """What was approved before stays as it was kept; once the deal is taken up again it holds as before."""
    answer_findings(opened)
    final = opened.make_final(by="M. Quill")
    opened.decide(
        VerdictKind.WALK_AWAY,
        reason="We cannot staff this well enough.",
        by="M. Quill",
        review=date(2026, 6, 1),
    )
    assert not opened.preview_draft().final
    assert not opened.draft().final
    assert opened.kept_draft(final.number) == final
    opened.reopen()
    assert opened.draft() == final


def test_a_paper_is_not_final_while_anything_is_in_the_way(
    answered: Callable[[str], tuple[Path, str]],
) -> None:
    """Open points and a verdict that nobody decided beside are all listed at once, and nothing is stored."""
    file, interview = answered("Tidewell Boats")
    with Workspace(str(file), as_of=TODAY, clock=clock_on(TODAY)) as workspace:
        opened = workspace.open(interview)
        with pytest.raises(ContractError, match="nothing is decided") as refused:
            opened.make_final(by="M. Quill")
        assert "Still to confirm" in str(refused.value)
        assert opened.drafts() == ()


def test_a_deal_that_was_walked_away_from_has_no_final_contract(opened: OpenInterview) -> None:
    """Its letter can be final, though: the customer is told of a decision."""
    assert any("Nothing is decided yet" in each for each in _letter_reasons(opened))
    opened.decide(
        VerdictKind.WALK_AWAY,
        reason="We cannot staff this well enough.",
        by="M. Quill",
        review=date(2026, 6, 1),
    )
    assert any("there is nothing to sign" in each for each in opened.in_the_way())
    assert not any("decided" in each for each in _letter_reasons(opened))


def _letter_reasons(opened: OpenInterview) -> tuple[str, ...]:
    try:
        return opened.in_the_way(kind="letter")
    except ContractError:
        return ("Nothing is decided yet, and no letter is called for.",)


def test_a_reason_can_be_taken_back(opened: OpenInterview, full_findings: tuple[str, ...]) -> None:
    """What was found then stands in the way again."""
    key = full_findings[0]
    opened.answer_finding(key, WHY_SO)
    assert next(each for each in opened.preview_draft().findings if each.key == key).reason == WHY_SO
    opened.answer_finding(key, "")
    assert next(each for each in opened.preview_draft().findings if each.key == key).reason == ""
    with pytest.raises(UsageError, match="20 characters"):
        opened.answer_finding(key, "because")


@pytest.fixture
def full_findings(opened: OpenInterview) -> tuple[str, ...]:
    """Make the draft one that a check finds something in, and give the keys."""
    text = opened.clause_text(CLAUSE)
    opened.reword(CLAUSE, f"{text}\n\nWe will utilise and leverage synergies going forward, hereinafter.")
    return tuple(each.key for each in opened.preview_draft().findings)


def test_only_a_kept_version_can_be_sent_and_not_before_it_was_made(opened: OpenInterview) -> None:
    """Numbers, days and names that cannot be are refused."""
    with pytest.raises(NothingFoundError):
        opened.mark_sent(1, to="M. Lyle")
    opened.draft()
    for to, on in (("M. Lyle", date(2026, 3, 1)), ("M. Lyle", date(2026, 3, 3)), (" ", TODAY)):
        with pytest.raises(UsageError):
            opened.mark_sent(1, to=to, on=on)
    assert opened.interview.paperwork.sent == ()


# What changed


def test_a_changed_answer_changes_only_the_parts_that_read_it(opened: OpenInterview) -> None:
    """With another level, only the levels and what happens when we miss them differ, and the question is named."""
    opened.draft()
    opened.mark_sent(1, to="M. Lyle")
    assert opened.answers_changed_since_sent() is None
    level, *others = levels_of(opened)
    opened.record("svc_levels", ({**level, "hour_cost": 450}, *others))
    since = opened.answers_changed_since_sent()
    assert since is not None
    assert {each.key.split("/")[1] for each in since.changes.sections} <= {"levels", "missed"}
    for each in since.changes.sections:
        assert [answer.question for answer in each.answers] == ["svc_levels"]
        assert each.because == (Because.ANSWERS,)


def test_each_change_names_what_made_it_so(opened: OpenInterview) -> None:
    """Answers, words by hand and what came and went are told apart."""
    opened.draft()
    opened.record("con_term", "monthly")
    opened.reword(CLAUSE, opened.clause_text(CLAUSE).replace("named", "two named"))
    found = {each.clause: each for each in opened.changes_since(1).sections}
    assert (found[CLAUSE].how, found[CLAUSE].because) == (How.CHANGED, (Because.BY_HAND,))
    assert (found["term_m12"].how, found["term_monthly"].how) == (How.LEFT_OUT, How.NEW)
    for name in ("term_m12", "term_monthly"):
        (answer,) = [each for each in found[name].answers if each.question == "con_term"]
        assert answer.before != answer.after


def test_a_new_day_and_a_new_pack_are_told_from_answers(opened: OpenInterview, tmp_path: Path) -> None:
    """What nobody answered is laid to the day that the paper is of, or to the pack."""
    opened.draft()
    with Workspace(opened.workspace.database, as_of=date(2026, 3, 9)) as later:
        by_day = later.open(opened.id).changes_since(1).sections
        assert by_day
        assert {each.because for each in by_day} == {(Because.DAY,)}
    pack = tmp_path / "other"
    shutil.copytree(templates_folder() / "cloud-services", pack)
    for path in (pack / "clauses").glob("*.md"):
        path.write_text(path.read_text().replace("We will give you named people", "You get named people"))
    opened.choose_pack(str(pack))
    (by_pack,) = opened.changes_since(1).sections
    assert (by_pack.clause, by_pack.because) == (CLAUSE, (Because.PACK,))
    opened.draft()
    (between,) = opened.changes_since(1, 2).sections
    assert (between.clause, between.because) == (CLAUSE, (Because.PACK,))


def test_two_kept_versions_are_compared_as_they_were(opened: OpenInterview) -> None:
    """What was recorded after the later one has no part in it."""
    opened.draft()
    opened.record("now_users", 61)
    opened.draft()
    opened.record("con_term", "monthly")
    assert {each.question for each in opened.changes_since(1, 2).answers} == {"now_users"}
    assert {each.question for each in opened.changes_since(2).answers} >= {"con_term"}


def test_a_version_in_hand_is_the_one_that_is_read_back(opened: OpenInterview, tmp_path: Path) -> None:
    """Each number gives its own draft, to who stored it and to who opens the interview anew."""
    first = opened.draft()
    opened.record("now_users", 61)
    second = opened.draft()
    assert first != second
    with Workspace(str(tmp_path / "copy.db"), as_of=TODAY) as another:
        for each in (opened, another.open(opened.id)):
            assert [each.kept_draft(draft.number) for draft in (second, first, second)] == [
                second,
                first,
                second,
            ]
            assert each.newest_draft() == second


# Why


def test_every_value_of_every_clause_knows_its_answer(opened: OpenInterview) -> None:
    """For each clause there is a rule in words or none needed; each answer printed is told with who said it."""
    for origin in opened.preview_draft().origins:
        told = opened.why(origin.clause)
        assert told.stands
        assert told.rule_in_words or not told.rule
        for value in told.values:
            assert value.kind != "answer" or all(each.answer for each in value.told)


def test_an_answer_changes_nothing_but_what_it_can_touch(opened: OpenInterview) -> None:
    """Whatever a new answer does to the paper is among the clauses that it is said to touch; nothing is recorded."""
    before = opened.interview
    for question, value in (("now_users", 61), ("con_term", "monthly"), ("ppl_sponsor", "nobody")):
        touched = {each.clause for each in opened.touched_by(question)}
        changed = {each.clause for each in opened.would_change(question, value)} - {""}
        assert changed
        assert changed <= touched
    assert opened.interview is before


def test_a_deal_stays_with_the_pack_that_was_chosen_for_it(opened: OpenInterview) -> None:
    """New drafts, exports, dates and orders follow the choice; a pack that does not fit is refused and not chosen."""
    assert opened.preview_draft().pack == "cloud-services"
    opened.choose_pack("managed-services")
    opened.draft()
    opened.record("biz_outcome", "Something else")
    again = opened.workspace.open(opened.id)
    assert again.draft().pack == "managed-services"
    assert again.pack_in_use().id == "managed-services"
    assert {pack.id for pack in again.packs()} >= {"cloud-services", "managed-services", "one-order"}
    with pytest.raises(ContractError, match="no contract pack"):
        again.choose_pack("no-such-pack")
    assert again.pack_in_use().id == "managed-services"
    again.choose_pack("cloud-services")
    assert again.preview_draft().pack == "cloud-services"


def test_a_draft_that_is_kept_outlives_the_pack_that_it_was_made_with(
    opened: OpenInterview, tmp_path: Path
) -> None:
    """Its folder is gone: nothing new can be drafted, which is said, and what was kept can still be exported."""
    pack = tmp_path / "own"
    shutil.copytree(templates_folder() / "cloud-services", pack)
    opened.choose_pack(str(pack))
    kept = opened.draft()
    pack.rename(tmp_path / "elsewhere")
    with pytest.raises(ContractError, match="no contract pack"):
        opened.preview_draft()
    newest = opened.newest_draft()
    assert newest is not None
    assert newest.number == kept.number
    assert opened.export("draft", ["md"], tmp_path / "papers")
    why_not = opened.not_to_be_written()
    assert "draft" not in why_not
    assert "no contract pack" in why_not["memo"]
