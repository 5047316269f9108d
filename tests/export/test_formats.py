"""The table of formats, file names, and JSON."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given

from onboard_tui.contract.document import Document, Draft, Paragraph, Run, RunKind
from onboard_tui.contract.tree_json import document_to_json
from onboard_tui.errors import UsageError
from onboard_tui.export.as_json import write_json
from onboard_tui.export.formats import FORMATS, format_named
from onboard_tui.export.paper import Paper, papers_of
from tests.export.hostile import TEXTS
from tests.export.sample_tree import SHA256, agreement, paper

SIGNATURES = {
    "md": b"**This is a draft",
    "docx": b"PK\x03\x04",
    "pdf": b"%PDF-",
    "html": b"<!DOCTYPE html>",
    "json": b"{\n",
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written(name: str) -> None:
    """Every line of the table writes a whole file of its kind."""
    assert FORMATS[name].write(paper()).startswith(SIGNATURES[name])
    assert FORMATS[name].suffix == f".{name}"


@pytest.mark.parametrize("name", ["docx", "DOCX", ".docx", " docx "])
def test_a_format_is_found_as_people_write_it(name: str) -> None:
    """Case, a dot and spaces do not matter."""
    assert format_named(name).name == "docx"


def test_an_unknown_format_names_those_there_are() -> None:
    """The way out is in the message."""
    with pytest.raises(UsageError, match="Choose from: md, docx, pdf, html, json"):
        format_named("doc")


def test_naming_the_formats_loads_none_of_them() -> None:
    """What writes a format is loaded when it is first used."""
    probe = "import onboard_tui.export.formats, onboard_tui.export.files, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not {"docx", "lxml", "markdown_it", "typst", "onboard_tui.export.markdown"} & loaded


def test_json_holds_the_tree_and_what_stands_around_it() -> None:
    """Other programs get the tree itself, with its identity."""
    read = json.loads(write_json(paper()))
    assert read.pop("document") == document_to_json(agreement())
    assert read == {
        "format": 1,
        "customer": "Harbour Street Dental Group",
        "author": "Example Cloud Ltd",
        "version": 3,
        "final": False,
        "as_of": "2026-03-02",
        "sha256": SHA256,
    }


@given(TEXTS)
def test_json_gives_any_text_back(text: str) -> None:
    """JSON holds texts exactly."""
    tree = Document("d", text, (Paragraph((Run(text, RunKind.ANSWER),)),))
    read = json.loads(write_json(Paper(tree, customer=text)))
    assert read["customer"] == read["document"]["title"] == text
    assert read["document"]["blocks"][0]["runs"][0]["text"] == text


def test_a_drafts_documents_know_what_they_are_part_of() -> None:
    """Each paper of a draft carries the draft's customer, version, date, state and identity."""
    side = Document("side", "Side sheet", (), for_customer=False)
    draft = Draft("pack", "p", "script", "s", "Ann", "2026-03-02", (agreement(), side), (), (), (), number=4)
    papers = papers_of(draft, sha256=SHA256, author="Us")
    assert [each.document for each in papers] == [agreement(), side]
    assert {
        (each.customer, each.author, each.version, each.sha256, each.as_of, each.final) for each in papers
    } == {("Ann", "Us", 4, SHA256, "2026-03-02", False)}
    assert papers[0].version_line == "Draft 4 \u00b7 2 March 2026"
