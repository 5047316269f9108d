"""What a draft asks for and does not give: rows 000-1 to 000-3, 000-8, 000-13, 001-10, 004-1 to 004-6 and 004-10."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.contract.document import Blocks, RunKind, SubClause, Table
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.tree_json import draft_to_json
from onboard_tui.errors import OnboardError
from tests.acceptance.office import EASY, TODAY, interviewed

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Document, Draft, Finding
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

THREE_OF_EIGHT: dict[str, Any] = {
    "biz_measures": None,
    "com_order_people": None,
    "svc_remedy": ["nothing"],
    "con_leaving": None,
    "con_reviews": "renewal_only",
}
ONE_OFF: dict[str, Any] = {
    "off_services": [{"service": "Moving all files", "unit": "job", "quantity": 1, "once_each": 6400}]
}
"""Nothing to pay by the month: what makes a customer `one_off`."""


def found(draft: Draft, check: str) -> list[Finding]:
    """Give what one check found."""
    return [each for each in draft.findings if each.check == check]


def answer(opened: OpenInterview, **answers: Any) -> None:
    """Answer questions once more, today."""
    text = json.dumps({"as_of": TODAY.isoformat(), "answers": answers})
    opened.record_answers(text, name="second thoughts")


def agreement(draft: Draft) -> Document:
    """Give the paper that is signed."""
    return next(document for document in draft.documents if document.id == "agreement")


def side_sheet(draft: Draft) -> list[str]:
    """Give the words of the side sheet, a line for each block or row."""
    sheet = next(document for document in draft.documents if document.id == "side_sheet")
    lines = []
    for block in sheet.blocks:
        rows = block.rows if isinstance(block, Table) else ((tuple(runs_of(block)),),)
        lines += [" | ".join("".join(run.text for run in cell) for cell in row) for row in rows]
    return lines


def test_000_1_a_cheap_ring_for_a_customer_who_is_meant_to_stay(workspace: Workspace) -> None:
    """3 of 8 marks for a `long` customer: "3 of 8 - a $12.99 ring", with the five missing; as `one_off` it passes."""
    draft = interviewed(workspace, THREE_OF_EIGHT).preview_draft()
    met = [mark.text for mark in draft.ring if mark.met]
    missing = [mark.text for mark in draft.ring if not mark.met]
    assert (len(met), len(missing)) == (3, 5)
    (finding,) = found(draft, "ring")
    assert finding.text.startswith("3 of 8 - a $12.99 ring")
    assert all(text in finding.text for text in missing)
    assert not any(text in finding.text for text in met)
    once = interviewed(workspace, {**THREE_OF_EIGHT, **ONE_OFF}, "Once Ltd").preview_draft()
    assert found(once, "ring") == []


def test_000_2_take_it_or_leave_it(workspace: Workspace, tmp_path: Path) -> None:
    """For a `long` customer "we do, take it or leave it" blocks the export until it is changed or a reason is typed."""
    opened = interviewed(workspace, {"con_who_wrote": "provider"})
    (finding,) = found(opened.preview_draft(), "take_it_or_leave_it")
    assert "would rather lose them than listen" in finding.text
    assert (finding.blocks, finding.reason) == (Blocks.EXPORT, "")
    with pytest.raises(OnboardError, match="take it or leave it"):
        opened.export("draft", ["md"], tmp_path / "out")
    assert not list(tmp_path.rglob("*.md"))
    opened.answer_finding(finding.key, "Their own lawyers asked us to write it.", by="R. Quill")
    assert opened.export("draft", ["md"], tmp_path / "out")


def test_000_2_changing_the_answer_is_enough(workspace: Workspace, tmp_path: Path) -> None:
    """A paper that is written together goes out."""
    opened = interviewed(workspace, {"con_who_wrote": "provider"})
    opened.record("con_who_wrote", "together")
    assert found(opened.preview_draft(), "take_it_or_leave_it") == []
    assert opened.export("draft", ["md"], tmp_path / "out")


def test_000_2_a_short_form_is_allowed_for_one_off(workspace: Workspace) -> None:
    """For a single job nobody is asked for a reason."""
    draft = interviewed(workspace, {"con_who_wrote": "provider", **ONE_OFF}).preview_draft()
    assert found(draft, "take_it_or_leave_it") == []


def test_000_3_the_share_of_tailored_sentences_is_shown(workspace: Workspace) -> None:
    """On the side sheet and in JSON; more answers make more of the paper this customer's."""
    draft = interviewed(workspace).preview_draft()
    share = draft_to_json(draft)["tailored"]
    assert any(
        line.startswith(f"{share['with_answers']} of {share['sentences']} sentences")
        for line in side_sheet(draft)
    )
    nothing = workspace.start("cloud-onboarding", "Empty Ltd").preview_draft().tailored
    assert nothing is not None
    assert nothing.with_answers == 0 < share["with_answers"]


def test_000_8_a_long_summary_line_is_listed_with_its_line(workspace: Workspace, tmp_path: Path) -> None:
    """A summary sentence over 30 words, or a defined term in it, is listed with the line."""
    pack = based_pack(
        tmp_path / "wordy",
        "id: zz_more\ntitle: More\npart: changes\nsummary: true\n"
        f"plain: We keep each Service Level. {' '.join(['well'] * 31)}.",
        "We will.",
    )
    draft = drafted_with(interviewed(workspace), pack)
    (long,), (term,) = found(draft, "long_sentence"), found(draft, "unexplained_term")
    assert "31 words in line " in long.text
    assert "“Service Level” in line " in term.text


def test_000_13_the_seller_is_bound_first(workspace: Workspace, tmp_path: Path) -> None:
    """In every draft the first party bound by a "will" sentence in `duties` is the seller."""
    opened = interviewed(workspace)
    said = [words(block).lower() for block in part(agreement(opened.preview_draft()), "duties")]
    first = next(text for text in said if "we will" in text or "you will" in text)
    assert "we will" in first.partition("you will")[0]
    assert found(opened.preview_draft(), "seller_first") == []
    turned = based_pack(
        tmp_path / "turned", "id: our_duties\ntitle: Duties\npart: duties", "You will pay. We will see."
    )
    assert len(found(drafted_with(opened, turned), "seller_first")) == 1


def test_001_10_a_liability_cap_only_for_us(workspace: Workspace, tmp_path: Path) -> None:
    """It is listed by the lint `one_sided`."""
    capped = "id: liability_both\ntitle: Limits\npart: liability\ngrants: {liability_cap: ours}"
    opened = interviewed(workspace)
    assert found(opened.preview_draft(), "one_sided") == []
    (finding,) = found(
        drafted_with(opened, based_pack(tmp_path / "ours", capped, "We owe little.")), "one_sided"
    )
    assert finding.text.startswith("Only our side owes no more than a limit")
    assert finding.clause == "liability_both"


def test_004_1_a_bill_whatever_happens(workspace: Workspace) -> None:
    """A draft with fees and an empty `missed` part fails with that message."""
    opened = interviewed(workspace, {"svc_remedy": ["nothing"], "con_leaving": "end_only"})
    (finding,) = found(opened.preview_draft(), "pay_only")
    assert "promises to pay, and nothing in “What happens when we miss”" in finding.text
    assert finding.blocks is Blocks.FINAL
    assert found(interviewed(workspace, customer="Fair Ltd").preview_draft(), "pay_only") == []


def test_004_2_one_credit_rule_more(workspace: Workspace) -> None:
    """Adding one credit rule raises the left number by one."""
    opened = interviewed(workspace)
    before = opened.preview_draft()
    rules = EASY["off_credits"]
    answer(opened, off_credits=[*rules, {**rules[0], "below": 98}])
    after = opened.preview_draft()
    assert before.balance is not None
    assert after.balance is not None
    assert (after.balance.ours, after.balance.theirs) == (before.balance.ours + 1, before.balance.theirs)
    assert any(
        f": {after.balance.ours} of ours, {after.balance.theirs} of theirs" in line
        for line in side_sheet(after)
    )


def test_004_4_clauses_are_counted_by_author(workspace: Workspace) -> None:
    """The side sheet counts clauses by author, and the counts match the clause marks."""
    draft = interviewed(workspace).preview_draft()
    counts = Counter(origin.author for origin in draft.origins)
    lines = side_sheet(draft)
    assert f"Ours | {counts['ours']}" in lines
    assert f"Made from the customer's answers | {counts['generated']}" in lines
    assert sum(counts.values()) == len(draft.origins)


def test_004_5_wanted_against_written(workspace: Workspace) -> None:
    """Wanted 99.9, drafted 99.5: a finding with both figures, until it is explained."""
    level = EASY["svc_levels"][0]
    opened = interviewed(workspace, {"svc_levels": [{**level, "level": 99.9}]})
    assert found(opened.preview_draft(), "wanted_written") == []
    answer(opened, svc_levels=[{**level, "level": 99.5}])
    (finding,) = found(opened.preview_draft(), "wanted_written")
    assert "the customer wanted 99.9" in finding.text
    assert "the paper says 99.5" in finding.text
    opened.answer_finding(finding.key, "A second site costs more than an hour without it.", by="R. Quill")
    (explained,) = found(opened.preview_draft(), "wanted_written")
    assert explained.reason == "A second site costs more than an hour without it."


def test_004_6_the_free_exit_is_on_unless_it_is_switched_off_with_a_reason(workspace: Workspace) -> None:
    """Without it a final paper needs the reason."""
    opened = interviewed(workspace, {"svc_remedy": ["credit"], "con_leaving": "stated_price"})
    (finding,) = found(opened.preview_draft(), "free_exit")
    assert finding.blocks is Blocks.FINAL
    opened.answer_finding(finding.key, "They asked us to take it out of the paper.", by="R. Quill")
    assert found(opened.preview_draft(), "free_exit")[0].reason
    asked = interviewed(workspace, {"svc_remedy": ["credit", "free_exit"]}, "Free Ltd").preview_draft()
    assert found(asked, "free_exit") == []


def test_004_10_the_same_service_to_the_last_day(workspace: Workspace, tmp_path: Path) -> None:
    """The clause stands in every paper; one without it is told so."""
    opened = interviewed(workspace)
    draft = opened.preview_draft()
    assert "same_to_the_end" in {origin.clause for origin in draft.origins}
    assert found(draft, "same_service") == []
    never = "id: same_to_the_end\ntitle: Same\npart: term_exit\nwhen: con_place == 'other'"
    less = drafted_with(opened, based_pack(tmp_path / "less", never, "As before."))
    assert len(found(less, "same_service")) == 1


def part(document: Document, name: str) -> list[SubClause]:
    """Give the numbered paragraphs of one part."""
    number = next(block.number for block in document.blocks if getattr(block, "id", "") == name)  # type: ignore[union-attr] # a heading
    return [
        block
        for block in document.blocks
        if isinstance(block, SubClause) and block.number.startswith(f"{number}.")
    ]


def words(block: SubClause) -> str:
    """Give our own words of a paragraph."""
    return "".join(run.text for run in block.runs if run.kind is RunKind.TEXT)


def based_pack(folder: Path, front: str, text: str) -> str:
    """Write a pack that is the bundled one with one clause more, or another in its place."""
    (folder / "clauses").mkdir(parents=True)
    top = f'format: 1\nid: {folder.name}\nversion: "1"\ntitle: Another\nbased_on: cloud-services\n'
    (folder / "pack.yaml").write_text(top, "utf-8")
    (folder / "clauses" / "one.md").write_text(f"---\n{front}\n---\n{text}\n", "utf-8")
    return str(folder)


def drafted_with(opened: OpenInterview, pack: str) -> Draft:
    """Draft the deal with another pack."""
    opened.choose_pack(pack)
    return opened.preview_draft()
