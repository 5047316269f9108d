"""Contracts to Word and PDF, in bulk and one by one, against docxtpl with LibreOffice, where that is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final

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
    from collections.abc import Iterator
    from pathlib import Path

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment

CONTRACTS: Final = 120
"""In a bulk run of ours; starting the workers is part of it."""
BATCH: Final = 20
"""Files that LibreOffice converts at a time; two of it run beside each other."""
ROUNDS: Final = 3
"""A round takes half a minute."""


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
            opened.record_answers(json.dumps({"answers": FULL}), name="full interview")
        assessment = workspace.open(workspace.all_interviews()[0]).assessment
        pack = open_pack(templates_folder() / str(assessment.interview.script.contract))
        others = LibreOffice(folder, office, assessment, pack)
        yield in_turn(
            f"a contract to Word and PDF, in bulk of {CONTRACTS}, to docxtpl with LibreOffice in batches of {BATCH}",
            each_of(CONTRACTS, partial(all_of_them, workspace, folder)),
            each_of(2 * BATCH, others.batches),
            rounds=min(rounds, ROUNDS),
            warmup=1,
        )
        yield in_turn(
            "one contract to Word and PDF, to docxtpl with LibreOffice",
            timed(partial(one, assessment, pack)),
            timed(others.one),
            rounds=min(rounds, ROUNDS),
            warmup=1,
        )


def each_of(number: int, work: partial[None]) -> partial[float]:
    """Time work on a number of contracts, and give the seconds of one."""
    return partial(lambda: timed(work)() / number)


_RUNS = count()


def all_of_them(workspace: Workspace, folder: Path) -> None:
    """Write the contract of each interview into a new folder."""
    wanted = Wanted("draft", ("docx", "pdf"), folder / f"bulk-{next(_RUNS)}")
    written = list(export_all(workspace, wanted, workspace.all_interviews()))
    assert not [each.trouble for each in written if each.trouble]


def one(assessment: Assessment, pack: Pack) -> None:
    """Draft a contract and write it."""
    paper = papers_of(draft_contract(assessment, pack), sha256="0" * 64)[0]
    for name in ("docx", "pdf"):
        FORMATS[name].write(paper)


class LibreOffice:
    """The usual way: a Word file with tags is filled in by docxtpl, and LibreOffice makes the PDF of it.

    Its profiles are kept from run to run, as they would be, and each process has its own.
    """

    def __init__(self, folder: Path, office: str, assessment: Assessment, pack: Pack) -> None:
        paper = papers_of(draft_contract(assessment, pack), sha256="0" * 64)[0]
        self._office = office
        self._folder = folder
        self._template = folder / "template.docx"
        self._template.write_bytes(FORMATS["docx"].write(paper))
        self._tag()

    def _tag(self) -> None:
        """Put a tag into every paragraph, as many as a template of a contract has."""
        from docx import Document

        document = Document(str(self._template))
        for number, paragraph in enumerate(document.paragraphs):
            paragraph.add_run(f" {{{{ value_{number} }}}}")
        document.save(str(self._template))

    @property
    def batches(self) -> partial[None]:
        """Fill in two batches and convert them beside each other."""
        return partial(self._convert, 2, BATCH)

    def one(self) -> None:
        """Fill in one and convert it."""
        self._convert(1, 1)

    def _convert(self, processes: int, files: int) -> None:
        from docxtpl import DocxTemplate

        run = next(_RUNS)
        running = []
        for process in range(processes):
            folder = self._folder / f"office-{run}-{process}"
            folder.mkdir()
            for number in range(files):
                template = DocxTemplate(str(self._template))
                template.render({f"value_{each}": f"{number}" for each in range(1_000)})
                template.save(str(folder / f"{number}.docx"))
            profile = f"-env:UserInstallation=file://{self._folder}/profile-{process}"
            named = [str(folder / f"{number}.docx") for number in range(files)]
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
