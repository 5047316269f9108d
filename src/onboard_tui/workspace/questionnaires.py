"""An interview before it is held: all its questions on paper, and the picture of how they hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.errors import ContractError, UsageError
from onboard_tui.export.files import write_file, write_new_file
from onboard_tui.export.flow_graph.picture import flow_graph
from onboard_tui.export.formats import format_named
from onboard_tui.export.questionnaire.paper import questionnaire
from onboard_tui.export.questionnaire.shown import Shown
from onboard_tui.text import slug
from onboard_tui.workspace.papers import the_pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from onboard_tui.script.model import Script
    from onboard_tui.workspace import Workspace

GRAPH = ".svg"
"""How the name of a picture ends."""


def shown(workspace: Workspace, name: str, *, coach: bool, language: str = "") -> Shown:
    """Give a script as its reader sees it. Raises `ScriptError`."""
    script = workspace.script(name, language)
    return Shown(script, coach, _contract_parts(script))


def questionnaire_text(script: Shown) -> str:
    """Give all questions as Markdown."""
    return format_named("md").write(questionnaire(script)).decode()


def questionnaire_files(script: Shown, formats: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """Write all questions in each format, and give the paths of the new files.

    Raises `ExportError` and `UsageError`.
    """
    chosen = [format_named(each) for each in dict.fromkeys(formats)]
    if not chosen:
        raise UsageError("Name at least one format to write.")
    paper = questionnaire(script)
    stem = f"{slug(script.script.id)}-questions{'-coach' if script.coach else ''}"
    made = [(f"{stem}{each.suffix}", each.write(paper)) for each in chosen]
    return tuple(write_new_file(folder, name, data) for name, data in made)


def graph_file(script: Shown, path: Path) -> Path:
    """Write the picture of how the questions hang together, and give its path.

    Raises `ExportError` and `UsageError`.
    """
    if path.suffix.lower() != GRAPH:
        raise UsageError(f"{path.name} does not end in {GRAPH}.", way_out="The picture is an SVG file.")
    return write_file(path, flow_graph(script))


def _contract_parts(script: Script) -> Mapping[str, str]:
    """Give the title of the customer's part that each of a script's `feeds` goes to, as far as there is one."""
    try:
        pack = the_pack(script) if script.contract is not None else None
    except ContractError:
        return {}  # `check` says what is wrong with it
    if pack is None:
        return {}
    sent = {part for paper in pack.papers if paper.for_customer for part in paper.parts}
    named = {name: [part for part in parts if part in sent] for name, parts in pack.feeds.items()}
    return {name: pack.part_by_id[parts[0]].title for name, parts in named.items() if parts}
