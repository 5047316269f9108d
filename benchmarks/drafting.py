"""A whole interview to its contract, and that to files, against the libraries they are made with alone."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.harness import Figure, Timing, in_turn, timed
from onboard_tui.contract.document import Run, RunKind
from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.numbering import with_runs
from onboard_tui.contract.pack import open_pack
from onboard_tui.demo import DEMO_DAY, DEMO_SCRIPT
from onboard_tui.demo.customers import FULL
from onboard_tui.export.formats import FORMATS
from onboard_tui.export.paper import papers_of
from onboard_tui.resources import templates_folder
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onboard_tui.export.paper import Paper


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
    pdf = anew(FORMATS["pdf"].write, paper)
    yield in_turn("PDF, to typst with plain paragraphs", pdf, typeset_alone(text), rounds=rounds)
    yield in_turn("PDF, to Word", anew(FORMATS["pdf"].write, paper), timed(word), rounds=rounds)
    html = partial(FORMATS["html"].write, paper)
    yield in_turn("HTML, to Word", timed(html), timed(word), rounds=rounds)


def anew(write: Callable[[Paper], bytes], paper: Paper) -> Timing:
    """Time a writer on another customer's paper each time, since typst remembers what it has set before."""
    numbers = count()

    def timing() -> float:
        return timed(partial(write, for_customer(paper, f"Customer {next(numbers)}")))()

    return timing


def for_customer(paper: Paper, name: str) -> Paper:
    """Give a paper in which each answer and each figure is another."""
    change = partial(_with_name, name=name)
    blocks = tuple(with_runs(block, change) for block in paper.document.blocks)
    return replace(paper, customer=name, document=replace(paper.document, blocks=blocks))


def _with_name(run: Run, *, name: str) -> Run:
    return run if run.kind in {RunKind.TEXT, RunKind.REF} else replace(run, text=f"{run.text} {name}")


def typeset_alone(text: str) -> Timing:
    """Time typst on a contract's lines as paragraphs, without numbers, tables, links, tags or styles."""
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False)
    numbers = count()
    template = b"#for line in json(bytes(sys.inputs.lines)) { par(line) }"

    def timing() -> float:
        lines = json.dumps([f"{line} {next(numbers)}" for line in text.splitlines() if line.strip()])

        def work() -> object:
            return Compiler(font_paths=fonts).compile(
                template, format="pdf", sys_inputs={"lines": lines}, pdf_tags=False
            )

        return timed(work)()

    return timing


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
