"""Finding saved interviews, and the demo that fills a database with them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from onboard_tui.demo import DEMO_DAY, fill_demo
from onboard_tui.demo.customers import CUSTOMERS
from onboard_tui.errors import StoreError
from onboard_tui.interview.entries import Postponement, Reaction
from onboard_tui.store.rows import InterviewRow, Summary
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Give a workspace on the demo's database."""
    database = str(tmp_path_factory.mktemp("demo") / "demo.db")
    fill_demo(database)
    with Workspace(database, as_of=DEMO_DAY) as opened:
        yield opened


def test_the_demo_has_customers_in_every_state(demo: Workspace) -> None:
    """At least eight customers, all four verdicts, some finished and some just begun."""
    rows = demo.library().rows
    assert len(rows) == len(CUSTOMERS) >= 8
    assert {row.verdict for row in rows} == {"proceed", "steer_first", "next_in_line", "walk_away"}
    assert {row.completed for row in rows} == {True, False}
    assert min(row.done for row in rows) == 1


def test_the_first_page_is_what_the_library_shows(demo: Workspace) -> None:
    """The fast way and the ordinary way give the same rows."""
    assert demo.first_page() == demo.library().rows


def test_a_workspace_without_a_database_makes_none_by_looking(tmp_path: Path) -> None:
    """The first page of nothing is empty, and no file appears."""
    with Workspace(str(tmp_path / "none.db")) as workspace:
        assert workspace.first_page() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_that_was_closed_opens_again(workspace: Workspace) -> None:
    """What is asked of it after it was closed is done, and indexed."""
    workspace.start("cloud-onboarding", "Harbour & Lyle")
    workspace.close()
    workspace.start("cloud-onboarding", "Wray Print")
    assert [hit.customer for hit in workspace.search("wray")] == ["Wray Print"]


def test_an_interview_that_cannot_be_read_hides_no_other(workspace: Workspace) -> None:
    """One that another version wrote is found by its customer, and the others by all that was said in them."""
    opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
    opened.record("biz_outcome", "Month-end closes in three days.")
    source = "format: 99\nid: strange\n"
    sha256 = hashlib.sha256(source.encode()).hexdigest()
    strange = InterviewRow("0190", sha256, "Wray Print", workspace.clock(), Summary(workspace.clock()))
    workspace.store.keep_script(sha256, "strange", "1", "Strange", source)
    workspace.store.create(strange)
    assert [hit.customer for hit in workspace.search("month-end")] == ["Harbour & Lyle"]
    assert [hit.customer for hit in workspace.search("wray")] == ["Wray Print"]
    with pytest.raises(StoreError, match="version 99"):
        workspace.open("0190")


def test_an_option_is_found_by_its_words(demo: Workspace) -> None:
    """People search for what they read on the screen, not for ids."""
    assert "Harbour & Lyle" in {hit.customer for hit in demo.search("nobody has been named")}
    assert {hit.where for hit in demo.search("six tabs")} == {"quote"}
    assert demo.search("provider_only xyzzy") == ()


def test_pages_follow_each_other_without_a_gap(demo: Workspace) -> None:
    """Turning pages shows every interview once."""
    seen: list[str] = []
    page = demo.library(limit=4)
    while True:
        seen += [row.customer for row in page.rows]
        if page.next is None:
            break
        page = demo.library(limit=4, after=page.next)
    assert sorted(seen) == sorted(customer.name for customer in CUSTOMERS)


def test_filters_choose_among_the_interviews(demo: Workspace) -> None:
    """By verdict, by part of the name, and by being open."""
    assert {row.customer for row in demo.library(verdict="walk_away").rows} == {
        "Wray Print",
        "Calder Valley Foods",
    }
    assert [row.customer for row in demo.library(customer="dental").rows] == ["Northgate Dental"]
    assert all(not row.completed for row in demo.library(open_only=True).rows)


def test_what_was_taken_back_is_not_found(tmp_path: Path) -> None:
    """An answer that was undone or given anew disappears from the search; one that was redone comes back."""
    with Workspace(str(tmp_path / "a.db"), as_of=DEMO_DAY) as workspace:
        opened = workspace.start("cloud-onboarding", "Wray Print")
        opened.record("biz_outcome", "submarine")
        found = [len(workspace.search("submarine"))]
        opened.undo()
        found.append(len(workspace.search("submarine")))
        opened.redo()
        found.append(len(workspace.search("submarine")))
        opened.keep_typing("use_active_means", "submarine")
        opened.record("biz_outcome", "balloon")
        found.append(len(workspace.search("submarine")))
    assert found == [1, 0, 1, 0]


def test_notes_on_steering_and_plans_are_found(tmp_path: Path) -> None:
    """What the seller noted beside answers is found too."""
    with Workspace(str(tmp_path / "a.db"), as_of=DEMO_DAY) as workspace:
        opened = workspace.start("cloud-onboarding", "Wray Print")
        opened.record("now_admin_rights", "provider_only")
        opened.steer("no_access", script=1, with_whom="owner", reaction=Reaction.IN_PART, note="she laughed")
        opened.set_steering_aside("no_access", Postponement.LATER, "too early")
        opened.plan("no_access", agreed_by="owner", owner="landlord", due=DEMO_DAY, text="handover booked")
        found = [[hit.where for hit in workspace.search(word)] for word in ("laughed", "early", "handover")]
    assert found == [["note"], ["note"], ["note"]]
