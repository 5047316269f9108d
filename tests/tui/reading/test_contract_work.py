"""Working on the contract: other words, what is left to settle, what was sent, and the final version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from onboard_tui.errors import StoreError
from onboard_tui.interview.entries import Reaction
from onboard_tui.resources import interviews_folder
from onboard_tui.script.model import VerdictKind
from onboard_tui.tui.app import OnboardApp
from onboard_tui.tui.screens.contract import ContractScreen
from onboard_tui.tui.screens.export_dialog import PAPERS, ExportDialog
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.screens.reword import Passage, RewordLayer
from onboard_tui.tui.screens.settle import SettleLayer
from onboard_tui.tui.screens.verdict import VerdictScreen
from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.rows import Rows
from tests.tui.acting import press, screen, settle, type_in
from tests.tui.frames import assert_frame, text_on
from tests.tui.reading.filling_in import toast
from tests.tui.reading.test_contract import SMALL_AND_LARGE, go_to, marks

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Reading


async def reword(pilot: Pilot[None], text: str) -> RewordLayer:
    """Open the clause under the cursor and type other words, without keeping them."""
    await press(pilot, "e")
    await settle(pilot)
    layer = pilot.app.screen
    assert isinstance(layer, RewordLayer)
    layer.query_one(Passage).text = text
    await pilot.pause()
    return layer


async def choose(pilot: Pilot[None], beginning: str) -> None:
    """Choose the first row of the list on top whose key begins so."""
    rows = pilot.app.screen.query_one(Rows)
    rows.cursor = next(place for place, row in enumerate(rows.rows) if row.key.startswith(beginning))
    await press(pilot, "enter")
    await settle(pilot)


def trouble(layer: RewordLayer) -> str:
    """Give what the layer complains about."""
    return str(layer.query_one("#reword-trouble", Static).content)


@SMALL_AND_LARGE
async def test_the_field_for_other_words(reading: Reading, size: tuple[int, int]) -> None:
    """The clause as it reads, how it is written, and three ways out."""
    async with reading("f8", size=size) as pilot:
        await go_to(pilot, "agreement/success/numbers")
        await press(pilot, "e")
        await settle(pilot)
        assert_frame(pilot.app, "contract-reword")


async def test_other_words_are_kept_and_marked(reading: Reading, contracted: OpenInterview) -> None:
    """Enter begins a new line; what was typed stands in the paper, and is marked as the seller's own."""
    async with reading("f8") as pilot:
        await go_to(pilot, "agreement/success/goal_words")
        await reword(pilot, "In a year you will [close] {{ goal }} in two days.")
        await press(pilot, "ctrl+n")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ContractScreen)
        assert "In a year you will [close] {{ goal }} in two days." in text_on(pilot.app)
        assert "=" in marks(pilot)["agreement/success/goal_words"]
        assert set(contracted.interview.paperwork.rewordings) == {"goal_words"}
        await reword(pilot, "x")
        await press(pilot, "ctrl+r")
        await settle(pilot)
    assert not contracted.interview.paperwork.rewordings


async def test_words_that_are_not_kept_are_not_lost_by_one_key(
    reading: Reading, contracted: OpenInterview
) -> None:
    """Esc says so first; without a change it just closes."""
    async with reading("f8") as pilot:
        await go_to(pilot, "agreement/success/goal_words")
        layer = await reword(pilot, "Half a sentence")
        await press(pilot, "escape")
        assert pilot.app.screen is layer
        assert "not kept yet" in trouble(layer)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ContractScreen)
        await press(pilot, "e")
        await settle(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ContractScreen)
    assert not contracted.interview.paperwork.rewordings


async def test_words_that_cannot_stand_or_be_saved_stay_in_the_field(
    reading: Reading, contracted: OpenInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trouble is told word for word, and nothing that was typed goes."""

    def full(*_arguments: object, **_details: object) -> None:
        raise StoreError("[/tmp] is full.")

    async with reading("f8") as pilot:
        await go_to(pilot, "agreement/success/goal_words")
        layer = await reword(pilot, "Kept words")
        monkeypatch.setattr(contracted, "reword", full)
        await press(pilot, "ctrl+n")
        await settle(pilot)
        assert pilot.app.screen is layer
        assert "[/tmp] is full." in trouble(layer)
        assert layer.query_one(Passage).text == "Kept words"


async def test_new_answers_that_contradict_the_sellers_words_are_shown_beside_them(
    reading: Reading, contracted: OpenInterview
) -> None:
    """The clause is marked; the field shows what it was, what it would be, and the seller's words."""
    contracted.record("price", 100)
    contracted.reword(
        "monthly", "You may leave in any month, without a reason. It costs USD 90 a month until then."
    )
    contracted.record("price", 200)
    async with reading("f8") as pilot:
        assert "!" in marks(pilot)["agreement/leaving"]
        await press(pilot, "f")
        await settle(pilot)
        assert "YOUR WORDS AND NEW ANSWERS" in text_on(pilot.app)
        await choose(pilot, "clause:monthly")
        shown = text_on(pilot.app)
        assert "New answers changed the very words" in shown
        assert "200" in shown
        assert "90" in shown
        await press(pilot, "ctrl+n")
        await settle(pilot)
        assert "!" not in marks(pilot)["agreement/leaving"]
    assert not contracted.preview_draft().rewordings[0].conflicts


@SMALL_AND_LARGE
async def test_what_is_left_to_settle(reading: Reading, size: tuple[int, int]) -> None:
    """The decision, what is to confirm and what the checks found, each with its state."""
    async with reading("f8", size=size) as pilot:
        await press(pilot, "f")
        await settle(pilot)
        assert_frame(pilot.app, "contract-settle")


async def test_each_row_leads_to_where_it_is_settled(reading: Reading, contracted: OpenInterview) -> None:
    """A question to the interview, a decision to the verdict, a finding to its reason."""
    async with reading("f8") as pilot:
        await press(pilot, "f")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SettleLayer)
        await choose(pilot, "decide:")
        assert isinstance(pilot.app.screen, VerdictScreen)
        await press(pilot, "f8", "f")
        await settle(pilot)
        await choose(pilot, "finding:")
        await type_in(pilot, "They asked for it themselves, in writing.")
        await press(pilot, "ctrl+n")
        await settle(pilot)
        assert "meant so: They asked for it themselves" in text_on(pilot.app)
        await press(pilot, "f")
        await settle(pilot)
        await choose(pilot, "question:keys")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert screen(pilot).question_id == "keys"
    assert len(contracted.interview.paperwork.answers) == 1


async def test_what_no_question_asks_for_says_where_it_is_set(reading: Reading, tmp_path: Path) -> None:
    """Our own name is an open point like any other; going to it says what to do."""
    clause = "---\nid: between\ntitle: Between us\npart: leaving\nplain: It is between us.\n---\n{{ our_name }} and you.\n"
    (tmp_path / "pack" / "clauses" / "6-between.md").write_text(clause, encoding="utf-8")
    async with reading("f8") as pilot:
        await press(pilot, "f")
        await settle(pilot)
        await choose(pilot, "question:our_name")
        assert isinstance(pilot.app.screen, ContractScreen)
        assert toast(pilot).count("Set ONBOARD_TUI_OUR_NAME to it") == 1
        await go_to(pilot, "agreement/leaving/between")
        await press(pilot, "a")
        assert toast(pilot).count("Set ONBOARD_TUI_OUR_NAME to it") == 2


async def test_a_draft_that_was_sent_raises_an_alarm_when_answers_change(
    reading: Reading, contracted: OpenInterview
) -> None:
    """Nothing can be sent that is not kept; afterwards the cover names the question that changed."""
    async with reading("f8") as pilot:
        await press(pilot, "s")
        assert "Nothing is kept yet" in text_on(pilot.app)
        await press(pilot, "d")
        await settle(pilot)
        await press(pilot, "s")
        await type_in(pilot, "P. Osei")
        await press(pilot, "ctrl+n")
        await settle(pilot)
        assert "CHANGED SINCE" not in text_on(pilot.app)
    assert contracted.interview.paperwork.sent[0].to == "P. Osei"
    contracted.record("goal", "Close the month in two days.")
    async with reading("f8") as pilot:
        shown = text_on(pilot.app)
        assert "CHANGED SINCE DRAFT 1 WAS SENT" in shown
        assert "P. Osei" in shown
        assert "What will your business be able to do in a year?" in shown


async def test_what_is_settled_becomes_final_with_a_name(reading: Reading, contracted: OpenInterview) -> None:
    """With nothing in the way somebody approves it; it is final until something changes."""
    finish(contracted)
    async with reading("f8") as pilot:
        assert "nothing stands in the way" in text_on(pilot.app)
        await press(pilot, "f")
        await settle(pilot)
        await choose(pilot, "final:")
        await press(pilot, "ctrl+n")
        assert "is needed" in text_on(pilot.app)
        await type_in(pilot, "J. Okoro")
        await press(pilot, "ctrl+n")
        await settle(pilot)
        assert "it is final" in text_on(pilot.app)
    assert contracted.preview_draft().final
    contracted.record("goal", "Close the month in two days.")
    assert not contracted.preview_draft().final


def finish(opened: OpenInterview) -> None:
    """Answer everything, decide the deal, and say why what is found is meant to be so."""
    opened.record("sponsor", "owner")
    opened.record("how_long", 2)
    opened.record("term", "monthly")
    opened.record("keys", "the office manager")
    opened.record("price", 100)
    opened.decide(VerdictKind.PROCEED, reason="All of it is in place.")
    for finding in opened.preview_draft().findings:
        opened.answer_finding(finding.key, "They asked for it themselves, in writing.")
    assert Reaction.INSISTS not in {each.reaction for each in opened.interview.attempts["no_sponsor"]}


async def test_the_deal_can_be_drafted_with_another_pack(reading: Reading, contracted: OpenInterview) -> None:
    """Bundled packs that do not fit the script are not offered, and where none does, that is said."""
    async with reading("f8") as pilot:
        await press(pilot, "p")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ContractScreen)
        assert toast(pilot) == "No pack that comes with the program is for this script."


async def test_a_deal_whose_pack_is_for_another_script_is_drafted_with_one_that_fits(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The screen says in one sentence why there is no draft, and `p` offers the packs that there could be one with."""
    path = tmp_path / "own.yaml"
    script = (interviews_folder() / "cloud-onboarding.yaml").read_text(encoding="utf-8")
    path.write_text(script.replace("contract: cloud-services", "contract: counted-use"), encoding="utf-8")
    opened = workspace.start(str(path), "Harbour & Lyle")
    app = OnboardApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await app.show_interview(opened)
        await press(pilot, "f8")
        await settle(pilot)
        assert "“counted-use” is not for this script" in text_on(app)
        await press(pilot, "p")
        await settle(pilot)
        assert "Cloud services" in text_on(app)
        await press(pilot, "1")
        await settle(pilot)
        assert opened.pack_in_use().id == "cloud-services"
        assert "is not for this script" not in text_on(app)


async def test_changes_are_exported_as_a_redline_since_the_draft_that_they_have(
    reading: Reading, contracted: OpenInterview, tmp_path: Path
) -> None:
    """Nothing is written where nothing differs; afterwards there is one Word file with the changes."""
    contracted.draft()
    async with reading("f8") as pilot:
        for changed in (False, True):
            if changed:
                contracted.record("goal", "Close the month in two days.")
            await press(pilot, "ctrl+s")
            await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, ExportDialog)
            dialog.query_one(OneLine).value = str(tmp_path / "papers")
            await press(pilot, *["down"] * list(PAPERS).index("redline"), "space", "ctrl+s")
            await settle(pilot)
            if not changed:
                assert "Nothing differs" in text_on(pilot.app)
                await press(pilot, "escape")
    (path,) = (tmp_path / "papers").iterdir()
    assert path.name.endswith("-draft-1-to-now.docx")
