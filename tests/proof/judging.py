"""Whether a mistake in a script is found by `check`, does nothing, or slips through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.contract.pack import load_pack
from onboard_tui.contract.pack_checks import check_pack
from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.script.load import load_script, open_script
from onboard_tui.workspace.checking import check_named
from onboard_tui.workspace.papers import pack_folder
from tests.proof.behaviour import Yardstick
from tests.proof.mutants import Files

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from tests.proof.mutants import Mistake


class Fate(StrEnum):
    """What becomes of a mistake."""

    LOADING = "found by loading"
    SCENARIO = "found by a scenario"
    PACK = "found by its contract pack"
    CHECK = "found by the whole check"
    HARMLESS = "harmless"
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Judged:
    """A mistake, what became of it, and why: the problem that tells of it, or what comes out differently."""

    mistake: Mistake
    fate: Fate
    why: str = ""

    def __str__(self) -> str:
        """Give a line that tells what to mend."""
        return f"{self.mistake} {self.fate}: {self.why}"


class Judge:
    """Judges mistakes in one script, the cheapest way to find each first."""

    def __init__(self, path: Path, workspace: Workspace, folder: Path) -> None:
        self.files, self._workspace, self._folder = Files(path), workspace, folder
        self._script = open_script(self.files.write(folder))
        contract = self._script.contract
        self._pack = None if contract is None else load_pack(pack_folder(contract)).pack

    @cached_property
    def _yardstick(self) -> Yardstick:
        return Yardstick(self._script, self._pack)

    def judge(self, mistake: Mistake) -> Judged:
        """Tell what becomes of a mistake."""
        with self.files.with_mistake(mistake, self._folder) as path:
            return Judged(mistake, *self._fate(mistake, path))

    def _fate(self, mistake: Mistake, path: Path) -> tuple[Fate, str]:
        loaded = load_script(path, thorough=True)
        if loaded.problems or loaded.script is None:
            return Fate.LOADING, str(loaded.problems[0])
        script = loaded.script
        told = [each for run in run_scenarios(script) for each in run.problems]
        if told:
            return Fate.SCENARIO, str(told[0])
        told = [] if self._pack is None else [*check_pack(self._pack, script)]
        if told:
            return Fate.PACK, str(told[0])
        difference = self._yardstick.differs(script, mistake.renamed)
        if not difference:
            return Fate.HARMLESS, ""
        problems = check_named(self._workspace, [str(path)]).problems
        return (Fate.CHECK, str(problems[0])) if problems else (Fate.SURVIVED, difference)
