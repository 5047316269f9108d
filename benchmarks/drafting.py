"""A whole interview to its contract, and that to Word, against the libraries they are made with alone."""

from __future__ import annotations

import io
import json
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.harness import Figure, in_turn, timed
from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.pack import open_pack
from onboard_tui.demo import DEMO_DAY, DEMO_SCRIPT
from onboard_tui.demo.customers import FULL
from onboard_tui.export.formats import FORMATS
from onboard_tui.export.paper import papers_of
from onboard_tui.resources import templates_folder
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Draft and write the contract of an interview in which everything was answered."""
    with Workspace(str(folder / "full.db"), as_of=DEMO_DAY) as workspace:
        opened = workspace.start(DEMO_SCRIPT, "Harbour & Lyle")
        opened.record_answers(json.dumps({"answers": FULL}), name="full interview")
    assessment = opened.assessment
    pack = open_pack(templates_folder() / str(assessment.interview.script.contract))
    draft = partial(draft_contract, assessment, pack)
    paper = papers_of(draft(), sha256="0" * 64)[0]
    text = FORMATS["md"].write(paper).decode()
    yield in_turn(
        "draft, to markdown-it alone", timed(draft), timed(partial(parse_alone, text)), rounds=rounds
    )
    word = partial(FORMATS["docx"].write, paper)
    alone = partial(paragraphs_alone, text)
    yield in_turn("Word, to python-docx with plain paragraphs", timed(word), timed(alone), rounds=rounds)


def parse_alone(text: str) -> None:
    """Read a contract's Markdown into tokens, which every way of drafting from Markdown has to do."""
    from markdown_it import MarkdownIt

    MarkdownIt("commonmark").enable("table").parse(text)


def paragraphs_alone(text: str) -> bytes:
    """Write a contract's lines as paragraphs, without numbers, tables, fields or styles."""
    from docx import Document

    document = Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
