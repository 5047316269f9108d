"""The commands that take a Word file of the user's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from tests.export.house.files import table_of, word_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument

    Onboard = Callable[..., Any]


@pytest.fixture
def answered(deal: Callable[[str], str]) -> str:
    """Give an interview in which everything is answered."""
    return deal("Fenwick & Daughters")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a file in a house style, in the folder where commands run."""

    def header(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "Vale & Partners for {{ customer }}"

    path = tmp_path / "house.docx"
    path.write_bytes(word_file(change=header))
    return path


def header_of(path: str) -> str:
    """The words at the top of a written file."""
    return str(docx.Document(path).sections[0].header.paragraphs[0].text)


def test_word_files_are_made_with_the_file_that_is_named(
    onboard: Onboard, answered: str, house: Path
) -> None:
    """Every paper of the draft stands in the house style."""
    paths = onboard("export", answered, "--to", "docx", "--template", "house.docx").out.split()
    assert len(paths) > 1
    assert {header_of(path) for path in paths} == {"Vale & Partners for Fenwick & Daughters"}


def test_the_variable_names_the_file_for_every_export(
    onboard: Onboard, answered: str, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is set once counts until another file is named; `where` says which it is."""
    monkeypatch.setenv("ONBOARD_TUI_WORD_TEMPLATE", str(house))
    paths = onboard("export", answered, "--to", "docx").out.split()
    assert header_of(paths[0]).startswith("Vale")
    assert str(house) in onboard("where").out
    house.with_name("plain.docx").write_bytes(word_file())
    (path, *_) = onboard("export", answered, "--to", "docx", "--template", "plain.docx").out.split()
    assert header_of(path) == ""


def test_the_record_can_have_the_house_style_too(onboard: Onboard, answered: str, house: Path) -> None:
    """A record has no draft, and stands in the same style."""
    (path,) = onboard(
        "export", answered, "--what", "record", "--to", "docx", "--template", "house.docx"
    ).out.split()
    assert header_of(path).startswith("Vale")


def test_all_papers_can_be_made_with_the_file(
    onboard: Onboard, answered: str, house: Path, tmp_path: Path
) -> None:
    """In bulk the file counts as well, and another file means that papers are written again."""
    order = ("export", "--all", "--to", "docx", "--out", "all")
    (path, *_) = onboard(*order, "--template", "house.docx").out.split()
    assert header_of(str(tmp_path / path)).startswith("Vale")
    assert "already" in onboard(*order, "--template", "house.docx").err
    assert "already" not in onboard(*order).err


def test_other_formats_have_no_part_in_it_and_that_is_said(
    onboard: Onboard, answered: str, house: Path
) -> None:
    """Markdown is written as always, and a line on stderr says that the Word file did nothing for it."""
    done = onboard("export", answered, "--to", "md,docx", "--template", "house.docx")
    assert done.code == 0
    assert {Path(line).suffix for line in done.out.split()} == {".md", ".docx"}
    assert "house.docx is for Word files; it has no part in md." in done.err


def test_a_tagged_file_is_one_paper_named_after_itself(
    onboard: Onboard, answered: str, tmp_path: Path
) -> None:
    """Values of the draft stand where its tags stood, and it has the draft's number."""

    def rows(document: WordDocument) -> None:
        table_of(
            document,
            ("{%tr for each in services %}", ""),
            ("{{ each.service }}", "{{ each.monthly }}"),
            ("{%tr endfor %}", ""),
        )

    (tmp_path / "Cover letter.docx").write_bytes(
        word_file("Dear {{ customer }}", "{{ biz_outcome }}", change=rows)
    )
    (path,) = onboard("export", answered, "--to", "docx", "--template", "Cover letter.docx").out.split()
    assert path.endswith("cover-letter-draft-1.docx")
    written = docx.Document(path)
    assert written.paragraphs[0].text == "Dear Fenwick & Daughters"
    assert "The van crews see tomorrow's jobs" in written.paragraphs[1].text
    assert len(written.tables[0].rows) > 1


def test_a_draft_of_an_earlier_day_prints_the_values_of_that_day(
    onboard: Onboard, answered: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tags say what the draft says, whenever it is written to a file."""
    (tmp_path / "letter.docx").write_bytes(word_file("{{ date }} and {{ as_of }}"))
    onboard("draft", answered)
    monkeypatch.setenv("ONBOARD_TUI_AS_OF", "2026-03-20")
    (path,) = onboard("export", answered, "--to", "docx", "--template", "letter.docx").out.split()
    assert docx.Document(path).paragraphs[0].text == "2 March 2026 and 2 March 2026"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ custmer }}", "Did you mean “customer”?"),
        ("{{ ''.__class__ }}", "one name"),
        ("{% if x", "not closed"),
    ],
)
def test_a_file_with_errors_writes_nothing(
    text: str, said: str, onboard: Onboard, answered: str, tmp_path: Path
) -> None:
    """The place, the reason and the way out are said; no format is written, and nothing stays behind."""
    (tmp_path / "bad.docx").write_bytes(word_file("Fine", text))
    before = set(tmp_path.iterdir())
    done = onboard("export", answered, "--to", "md,docx", "--template", "bad.docx", "--out", "papers")
    assert done.code == 3
    assert "bad.docx (body):2:" in done.err
    assert said in done.err
    assert "onboard-tui check bad.docx" in done.err
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["nosuch.docx", "interviews.db", "."])
def test_what_is_no_word_file_is_said(name: str, onboard: Onboard, answered: str) -> None:
    """A wrong path ends with a sentence."""
    done = onboard("export", answered, "--to", "docx", "--template", name)
    assert (done.code, name in done.err) == (3, True)


def test_a_record_cannot_be_a_tagged_file(onboard: Onboard, answered: str, tmp_path: Path) -> None:
    """A record has a text of its own, which a file without a place for it would lose."""
    (tmp_path / "letter.docx").write_bytes(word_file("Dear {{ customer }}"))
    done = onboard("export", answered, "--what", "record", "--to", "docx", "--template", "letter.docx")
    assert (done.code, "record" in done.err) == (2, True)


def test_how_a_file_is_used_can_be_said(onboard: Onboard, answered: str, tmp_path: Path) -> None:
    """A file with tags in its body can be a house style; then its body goes."""
    (tmp_path / "letter.docx").write_bytes(word_file("Dear {{ customer }}"))
    order = ("export", answered, "--to", "docx", "--template", "letter.docx", "--template-as")
    (path, *_) = onboard(*order, "house-style").out.split()
    assert "Dear" not in docx.Document(path).paragraphs[0].text
    done = onboard(*order, "cover-page")
    assert (done.code, "T122" in done.err) == (3, True)


def test_check_finds_what_is_wrong_with_word_files(onboard: Onboard, tmp_path: Path, house: Path) -> None:
    """`check` takes Word files beside scripts and packs, and says what is wrong as with those."""
    assert onboard("check", "house.docx").code == 0
    (tmp_path / "bad.docx").write_bytes(word_file("{{ custmer }}"))
    done = onboard("check", "bad.docx", "cloud-onboarding", "--format", "json")
    assert done.code == 1
    (error,) = (each for each in json.loads(done.out) if each["severity"] == "error")
    assert (error["code"], error["path"], error["line"]) == ("T111", "body", 1)
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    done = onboard("check", "old.doc")
    assert (done.code, "T101" in done.out) == (1, True)
    assert onboard("check", "nosuch.docx").code == 3
