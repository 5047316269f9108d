"""Drafts and records: worked out from an interview, stored with a number, written into files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.contract.bound import bind_or_refuse
from onboard_tui.contract.final import check_export, undecided
from onboard_tui.contract.pack import open_pack
from onboard_tui.contract.pack_model import KINDS
from onboard_tui.contract.tree_json import draft_from_json, draft_sha256, draft_to_json
from onboard_tui.errors import ContractError, UsageError
from onboard_tui.export.files import write_new_file
from onboard_tui.export.formats import format_named
from onboard_tui.export.paper import Paper, papers_of
from onboard_tui.resources import bundled_packs, exists, is_folder
from onboard_tui.script.problems import did_you_mean
from onboard_tui.text import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.script.model import Script
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.contract_in_hand import ContractInHand

WORD = "docx"
"""The format that a user's own Word file is for."""
REMINDERS = "reminders"
"""What is exported as calendar files."""
REDLINE = "redline"
"""What shows the changes from an earlier draft."""
CALENDAR = "ics"
"""The one format that dates are written in."""


def pack_folder(name: str) -> Path:
    """Give the folder of a bundled pack's id, or the path itself. Raises `ContractError`."""
    bundled = {folder.name: folder for folder in bundled_packs()}
    if name in bundled:
        return bundled[name]
    folder = Path(name)
    if not is_folder(folder):
        hint = did_you_mean(name, bundled) or f"Bundled packs: {', '.join(sorted(bundled))}."
        raise ContractError(f"There is no contract pack {name!r}.", way_out=hint)
    return folder


def the_pack(script: Script, name: str | None = None) -> Pack:
    """Give the pack that is named, or the script's own. Raises `ContractError`."""
    chosen = name or script.contract
    if chosen is None:
        raise ContractError(
            f"The script {script.id} names no contract pack.",
            way_out="Name one: `onboard-tui draft ID --pack PACK`.",
        )
    folder = pack_folder(chosen)
    known = _OPENED.get(folder)
    if known is None or known[0] != _state_of(known[1]):
        pack = open_pack(folder)
        _OPENED[folder] = known = (_state_of(pack), pack)
    return known[1]


_OPENED: dict[Path, tuple[frozenset[tuple[Path, int]], Pack]] = {}
"""The packs read so far, each with the state that its files were in."""


def _state_of(pack: Pack) -> frozenset[tuple[Path, int]]:
    files = (path for folder in pack.folders for path in folder.rglob("*") if exists(path))
    return frozenset((path, path.stat().st_mtime_ns) for path in files)


def packs_that_fit(script: Script) -> tuple[Pack, ...]:
    """Give the bundled packs that print the answers of a script, by id."""
    fitting = []
    for folder in bundled_packs():
        try:
            pack = the_pack(script, folder.name)
            bind_or_refuse(pack, script)
        except ContractError:
            continue  # `check` says what is wrong with it
        fitting.append(pack)
    return tuple(fitting)


def keep_draft(workspace: Workspace, interview_id: str, draft: Draft) -> Draft:
    """Store a draft as the next numbered version; one that is the same as the last keeps its number."""
    number = workspace.store.save_draft(
        interview_id,
        kind=draft.kind,
        tree_json=json.dumps(draft_to_json(draft), ensure_ascii=False, separators=(",", ":")),
        sha256=draft_sha256(draft),
        pack=draft.pack,
        created_at=workspace.clock(),
    )
    return replace(draft, number=number)


def stored_draft(workspace: Workspace, interview_id: str, number: int, kind: str = "draft") -> Draft:
    """Give a draft that was stored. Raises `NothingFoundError` and `ContractError`."""
    kept = workspace.store.draft(interview_id, number, kind)
    try:
        tree = json.loads(kept.tree_json)
    except (ValueError, RecursionError) as error:
        raise ContractError(
            f"{kind.capitalize()} {number} of the interview {interview_id} is damaged: {error}.",
            way_out="Restore the newest backup of the database, or draft the contract anew.",
        ) from error
    return replace(draft_from_json(tree), number=number)


def export_files(
    opened: ContractInHand,
    what: str,
    formats: Sequence[str],
    folder: Path,
    *,
    template: Path | None = None,
    way: str | None = None,
) -> tuple[Path, ...]:
    """Write a paper in each format and give the paths of the new files.

    Word files are made with `template`, a Word file of the user's own, in a `house.ways.Way` that is found out
    unless it is said. All papers are made before the first one is written.
    Raises `ContractError`, `ExportError`, `UsageError` and `WordFileError`.
    """
    if what == REMINDERS:
        return _write_calendar(opened, formats, folder)
    chosen = [format_named(name) for name in dict.fromkeys(formats)]
    if not chosen:
        raise UsageError("Name at least one format to export to.")
    draft = None if what == "record" else opened.newest_draft(what) or opened.draft(kind=what)
    papers = record_papers(opened) if draft is None else _papers_by_name(opened, draft)
    own = template or opened.workspace.word_template
    made: list[tuple[str, bytes]] = []
    if own is not None and any(each.name == WORD for each in chosen):
        from onboard_tui.workspace.word_templates import template_in_use

        chosen = [each for each in chosen if each.name != WORD]
        made += template_in_use(opened, draft, own, way).files(papers)
    made += [(f"{stem}{each.suffix}", each.write(paper)) for stem, paper in papers.items() for each in chosen]
    return tuple(write_new_file(folder, name, data) for name, data in made)


def not_to_be_written(opened: ContractInHand) -> dict[str, str]:
    """Say for each paper that cannot be written of a deal as it stands why that is."""
    from onboard_tui.contract.endings import papers_for
    from onboard_tui.workspace.reminders import calendar_files

    assessment, reasons = opened.assessment, {}
    for what in (*KINDS, REDLINE, REMINDERS):
        try:
            if what in KINDS and opened.newest_draft(what) is not None:
                continue
            if what == REMINDERS:
                calendar_files(opened, opened.workspace.our_name)
            elif what == REDLINE:
                opened.redline_since()
            else:
                papers_for(assessment, opened.pack_in_use(), what)
        except ContractError as error:
            reasons[what] = str(error)
    return reasons


def _write_calendar(opened: ContractInHand, formats: Sequence[str], folder: Path) -> tuple[Path, ...]:
    from onboard_tui.workspace.reminders import calendar_files

    if set(formats) - {CALENDAR}:
        raise UsageError("Dates are written as a calendar file only.", way_out=f"Say --to {CALENDAR}.")
    files = calendar_files(opened, opened.workspace.our_name)
    return tuple(write_new_file(folder, name, data) for name, data in files.items())


def _papers_by_name(opened: ContractInHand, draft: Draft) -> dict[str, Paper]:
    """Give the papers of a draft, by file name without suffix; of a contract only what the customer gets.

    A letter about a decision that nobody took yet is a draft.
    """
    check_export(draft)
    papers = papers_of(draft, sha256=draft_sha256(draft), author=opened.workspace.our_name)
    name, waits = slug(opened.interview.customer), any(undecided(draft.kind, opened.assessment))
    return {
        f"{name}-{slug(paper.document.id)}-{_version(draft)}": replace(paper, final=paper.final and not waits)
        for paper in papers
        if draft.kind != "draft" or paper.document.for_customer
    }


def _version(draft: Draft) -> str:
    word = "version" if draft.final else "draft" if draft.kind == "draft" else ""
    return f"{word}-{draft.number}".strip("-")


def record_papers(opened: ContractInHand) -> dict[str, Paper]:
    """Give the record of the interview, by file name without suffix."""
    from onboard_tui.export.record import record_paper

    return {
        f"{slug(opened.interview.customer)}-record": record_paper(
            opened.assessment, opened.earlier_interviews
        )
    }
