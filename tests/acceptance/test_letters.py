"""Letters and papers of a deal, stored and written to files: rows 000-12, 002-4, 002-8 to 002-11 and 004-16."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onboard_tui.demo import fill_demo
from onboard_tui.errors import ContractError
from onboard_tui.interview.dealings import Side
from onboard_tui.script.model import VerdictKind
from onboard_tui.workspace import Workspace
from tests.acceptance.office import insisted, interviewed

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace.open_interview import OpenInterview

TWICE = insisted("2026-02-10", "2026-02-19")
NEVER_DONE = {
    "name": "press control",
    "where": "own_site",
    "users": 12,
    "how_critical": 4,
    "plan": "rebuild",
    "our_record": "never",
}
OFTEN_DONE = {**NEVER_DONE, "name": "mail", "plan": "move_as_is", "our_record": "often"}


def written(opened: OpenInterview, what: str, folder: Path) -> dict[str, str]:
    """Export papers as Markdown and give their text by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in opened.export(what, ["md"], folder)}


def bad_payer(workspace: Workspace) -> OpenInterview:
    """Hold the interview with a customer who does not pay, and leave."""
    opened = interviewed(workspace, {"own_payment": "bad"}, steering={"pays_badly": TWICE})
    assert opened.assessment.verdict.rule_id == "R2"
    opened.decide(VerdictKind.WALK_AWAY, reason="They paid none of the last three providers on time.")
    return opened


def test_002_9_a_walk_away_by_r2_sends_a_letter_without_accusation_words(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A walk away by R2 sends a letter that contains no accusation words from the lint list."""
    opened = bad_payer(workspace)
    draft = opened.draft(kind="letter")
    assert [finding for finding in draft.findings if finding.check == "accusing_word"] == []
    ((name, text),) = written(opened, "letter", tmp_path).items()
    assert name == "harbour-lyle-decline-letter-1.md"
    assert not re.search(r"\bpay|\binvoice|\bmoney|\bon time\b|providers", text, re.IGNORECASE)
    assert "Thank you" in text


def test_002_9_a_letter_is_a_draft_until_it_was_decided(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict alone tells no customer anything; who decides against the deal lets the letter go."""
    monkeypatch.setenv("ONBOARD_TUI_OUR_NAME", "Northwind IT Ltd")
    monkeypatch.setenv("ONBOARD_TUI_SELLER", "R. Quill")
    opened = interviewed(workspace, {"own_payment": "bad"}, steering={"pays_badly": TWICE})
    assert opened.assessment.verdict.rule_id == "R2"
    (before,) = written(opened, "letter", tmp_path / "before").values()
    assert "This is a draft." in before
    opened.decide(VerdictKind.WALK_AWAY, reason="They paid none of the last three providers on time.")
    (after,) = written(opened, "letter", tmp_path / "after").values()
    assert "This is a draft." not in after


def test_002_9_a_letter_that_accuses_is_not_sent(workspace: Workspace, tmp_path: Path) -> None:
    """A word from the list blocks the export, whoever said it, and the refusal names it."""
    opened = interviewed(
        workspace,
        {"own_payment": "bad", "biz_outcome": "The last firm was incompetent; never again."},
        steering={"pays_badly": TWICE},
    )
    opened.decide(VerdictKind.WALK_AWAY, reason="They paid none of the last three providers on time.")
    with pytest.raises(ContractError, match="incompetent"):
        opened.export("letter", ["md"], tmp_path)
    assert list(tmp_path.glob("*.md")) == []


def test_000_12_walk_away_letters_are_courteous_and_stored(workspace: Workspace) -> None:
    """The letter stays under its number, and can be opened again as it was."""
    opened = bad_payer(workspace)
    letter = opened.draft(kind="letter")
    assert letter.number == 1
    again = workspace.open(opened.id)
    assert again.kept_draft(1, "letter") == letter
    assert [kept.number for kept in again.drafts("letter")] == [1]
    assert again.drafts() == ()


def test_002_10_r3_produces_a_referral_naming_only_the_part_we_cannot_do(
    workspace: Workspace, tmp_path: Path
) -> None:
    """R3 produces a referral draft naming only the part we cannot do."""
    opened = interviewed(
        workspace, {"now_workloads": [NEVER_DONE, OFTEN_DONE]}, cannot_fix=["untested_skill"]
    )
    assert opened.assessment.verdict.rule_id == "R3"
    opened.decide(VerdictKind.WALK_AWAY, reason="We have never built one.", referred_to="Wray IT")
    texts = written(opened, "letter", tmp_path)
    note = texts["harbour-lyle-referral-note-1.md"]
    assert "press control" in note
    assert "In your place we would ask Wray IT." in note
    assert "* mail" in note.split("glad to do the rest")[1]
    assert "month-end" not in note.casefold()
    assert "press control" not in texts["harbour-lyle-decline-letter-1.md"]


def test_002_11_the_letter_of_a_deal_in_which_we_are_next_in_line(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The sign that would prove us right, who may be called, and the date."""
    opened = interviewed(
        workspace, {"sec_sign_in": "refuse", "rel_reopen": True}, steering={"refuses_sign_in": TWICE}
    )
    opened.decide(
        VerdictKind.NEXT_IN_LINE,
        reason="They want no second sign-in step.",
        sign="A break-in, or an insurer who asks.",
        may_call="the IT lead",
        call_on=date(2026, 9, 1),
    )
    ((name, text),) = written(opened, "letter", tmp_path).items()
    assert name == "harbour-lyle-next-in-line-letter-1.md"
    for said in ("A break-in, or an insurer who asks.", "the IT lead", "1 September 2026"):
        assert said in text
    assert "They want no second sign-in step." not in text


def test_002_4_the_handover_pack_lists_each_pair_with_who_decided(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The handover pack lists each pair with who decided which way."""
    opened = interviewed(workspace)
    opened.advise(
        "use_training",
        believes="People learn it in their own time.",
        advises="Book ninety minutes a person.",
        because="The last three firms without hours did not use it.",
        followed=Side.OURS,
        decided_by="M. Lyle",
    )
    opened.advise("use_old_way", believes="Both can stay.", advises="Switch the old one off in May.")
    (text,) = written(opened, "handover", tmp_path).values()
    first, second = (line for line in text.splitlines() if "Book ninety" in line or "Both can stay" in line)
    assert "People learn it in their own time." in first
    assert "our way, M. Lyle" in first
    assert second.rstrip(" |").endswith("open")


def test_002_8_declined_advice_of_a_signed_deal_is_handed_over_and_gone_once_it_is_cleared(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A flag in state `insisted` on a signed deal is handed over with its advice, and nothing if cleared."""
    opened = interviewed(workspace, {"use_training": "none"}, steering={"no_training": TWICE})
    (before,) = written(opened, "handover", tmp_path).values()
    assert "They did not take this advice, and the agreement says so" in before
    assert "Give people paid time to learn it" in before
    opened.record("use_training", "booked")
    (after,) = written(opened, "handover", tmp_path).values()
    assert "Give people paid time to learn it" not in after


def test_004_16_the_handover_pack_prints_the_people_map(workspace: Workspace, tmp_path: Path) -> None:
    """Who is who, what they want, and who is still to be introduced."""
    people = [
        {"name": "M. Lyle", "part": "decides", "stance": "for", "met": True, "wants": "fewer late nights"},
        {"name": "P. Osei", "part": "pays", "stance": "neutral", "met": False, "wants": "a flat bill"},
    ]
    opened = interviewed(workspace, {"ppl_people": people})
    (text,) = written(opened, "handover", tmp_path).values()
    assert re.search(r"M\. Lyle \| decides \| for \| yes \| fewer late nights", text)
    introductions = text.split("Still to be met")[1].split("\n\n")[0]
    assert "P. Osei" in introductions
    assert "M. Lyle" not in introductions


def test_every_invented_customer_has_the_papers_that_belong_to_the_deal(tmp_path: Path) -> None:
    """Each kind is written as Word and Markdown, or the refusal says plainly why there is none."""
    fill_demo(str(tmp_path / "demo.db"))
    found: dict[str, int] = {}
    with Workspace(str(tmp_path / "demo.db"), as_of=date(2026, 3, 2)) as workspace:
        for interview_id in workspace.all_interviews():
            opened = workspace.open(interview_id)
            for kind in ("letter", "memo", "handover", "review"):
                try:
                    paths = opened.export(kind, ["docx", "md"], tmp_path)
                except ContractError as refusal:
                    found[str(refusal).partition(":")[0]] = 1
                    continue
                found[kind] = found.get(kind, 0) + len(paths)
                assert {path.suffix for path in paths} == {".docx", ".md"}
    assert found == {
        "letter": 8,
        "memo": 24,
        "handover": 18,
        "review": 18,
        "No letter is called for": 1,
        "There is nothing to hand over": 1,
        "There is nothing to review": 1,
    }
