"""Contracts to Word and PDF, in bulk and one by one, against docxtpl with LibreOffice, where that is installed.

A contract is its agreement and its order form. No two of them say the same, since both sides would gain by that.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from benchmarks.harness import Figure, in_turn, timed
from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.pack import open_pack
from onboard_tui.demo import DEMO_DAY, DEMO_SCRIPT
from onboard_tui.demo.customers import FULL
from onboard_tui.export.formats import FORMATS
from onboard_tui.export.paper import papers_of
from onboard_tui.resources import templates_folder
from onboard_tui.workspace import Workspace
from onboard_tui.workspace.bulk import Wanted, export_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.export.paper import Paper

CONTRACTS: Final = 300
"""In a bulk run of ours; starting the workers is part of it."""
BATCH: Final = 20
"""Contracts that LibreOffice converts at a time; two of it run beside each other."""
ROUNDS: Final = 3
"""A round takes most of a minute."""
LARGE: Final = 400
"""Figures from here on are another for each customer."""


def figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Write many contracts, and one."""
    office = shutil.which("soffice")
    if office is None:
        print("bulk: left out, because LibreOffice is not installed.")
        return
    database = str(folder / "all.db")
    with Workspace(database, as_of=DEMO_DAY) as workspace:
        for number in range(CONTRACTS):
            opened = workspace.start(DEMO_SCRIPT, f"Customer {number}")
            opened.record_answers(json.dumps({"answers": another(FULL, number)}), name="full interview")
        assessments = (workspace.open(each).assessment for each in workspace.all_interviews())
        first = next(assessments)
        pack = open_pack(templates_folder() / str(first.interview.script.contract))
        others = LibreOffice(folder, office, papers(first, pack))
        yield in_turn(
            f"a contract to Word and PDF, in bulk of {CONTRACTS}, to docxtpl with LibreOffice in batches of {BATCH}",
            each_of(CONTRACTS, partial(all_of_them, workspace, folder)),
            each_of(2 * BATCH, others.batches),
            rounds=min(rounds, ROUNDS),
            warmup=1,
        )
        yield in_turn(
            "one contract to Word and PDF, to docxtpl with LibreOffice",
            timed(partial(one, assessments, pack)),
            timed(others.one),
            rounds=min(rounds, ROUNDS),
            warmup=1,
        )


def another(given: Any, number: int) -> Any:
    """Give answers as another customer's: what was typed has a blank in it, and what was chosen has none."""
    match given:
        case str() if " " in given:
            return f"{given} ({number})"
        case int() if given >= LARGE:
            return given + number
        case list():
            return [another(each, number) for each in given]
        case dict():
            return {name: another(each, number) for name, each in given.items()}
    return given


def papers(assessment: Assessment, pack: Pack) -> list[Paper]:
    """Draft a contract, and give the papers of it that a customer gets."""
    made = papers_of(draft_contract(assessment, pack), sha256="0" * 64)
    return [paper for paper in made if paper.document.for_customer]


def each_of(number: int, work: partial[None]) -> partial[float]:
    """Time work on a number of contracts, and give the seconds of one."""
    return partial(lambda: timed(work)() / number)


_RUNS = count()


def all_of_them(workspace: Workspace, folder: Path) -> None:
    """Write the contract of each interview into a new folder."""
    wanted = Wanted("draft", ("docx", "pdf"), folder / f"bulk-{next(_RUNS)}")
    written = list(export_all(workspace, wanted, workspace.all_interviews()))
    assert not [each.trouble for each in written if each.trouble]


def one(assessments: Iterator[Assessment], pack: Pack) -> None:
    """Draft the contract of the next customer and write it."""
    for paper in papers(next(assessments), pack):
        for name in ("docx", "pdf"):
            FORMATS[name].write(paper)


class LibreOffice:
    """The usual way: Word files with tags are filled in by docxtpl, and LibreOffice makes the PDF of each.

    Its profiles are kept from run to run, as they would be, and each process has its own.
    """

    def __init__(self, folder: Path, office: str, contract: Sequence[Paper]) -> None:
        self._office = office
        self._folder = folder
        self._templates = [self._template(paper) for paper in contract]

    def _template(self, paper: Paper) -> Path:
        """Make a Word file with a tag in every paragraph, as many as a template of a contract has."""
        from docx import Document

        document = Document(io.BytesIO(FORMATS["docx"].write(paper)))
        for number, paragraph in enumerate(document.paragraphs):
            paragraph.add_run(f" {{{{ value_{number} }}}}")
        path = self._folder / f"{paper.document.id}.docx"
        document.save(str(path))
        return path

    @property
    def batches(self) -> partial[None]:
        """Fill in two batches and convert them beside each other."""
        return partial(self._convert, 2, BATCH)

    def one(self) -> None:
        """Fill in one and convert it."""
        self._convert(1, 1)

    def _convert(self, processes: int, contracts: int) -> None:
        run = next(_RUNS)
        running = []
        for process in range(processes):
            folder = self._folder / f"office-{run}-{process}"
            folder.mkdir()
            named = [path for number in range(contracts) for path in self._filled_in(folder, number)]
            profile = f"-env:UserInstallation=file://{self._folder}/profile-{process}"
            command = [
                self._office,
                profile,
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                *named,
            ]
            running.append(
                subprocess.Popen(
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ}
                )
            )
        assert [each.wait() for each in running] == [0] * processes

    def _filled_in(self, folder: Path, number: int) -> Iterator[str]:
        """Fill in the papers of one contract, and give the paths of their files."""
        from docxtpl import DocxTemplate

        for template in self._templates:
            path = folder / f"{template.stem}-{number}.docx"
            filled = DocxTemplate(str(template))
            filled.render({f"value_{each}": f"{number}" for each in range(1_000)})
            filled.save(str(path))
            yield str(path)
