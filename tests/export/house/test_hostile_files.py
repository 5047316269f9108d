"""Word files made to hurt: nothing in one is carried out, fetched or brought along, and nothing grows without end."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.absent import Absent
from onboard_tui.errors import WordFileError
from onboard_tui.export.house import filling
from onboard_tui.export.house.filling import LIMITS, Limits, fill
from onboard_tui.export.house.lint import name_problems
from onboard_tui.export.house.template import read_template
from onboard_tui.script.problems import errors_of
from tests.contract.payloads import TEMPLATES
from tests.export.house.files import (
    add_footnotes,
    paragraph_xml,
    part_of,
    related,
    replaced,
    table_of,
    with_body_xml,
    with_parts,
    word_file,
)
from tests.export.reading import parts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document as WordDocument

    from tests.export.house.conftest import Writing

ESCAPES = (
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ customer.__init__.__globals__ }}",
    "{{ customer|attr('__class__') }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].system('id') }}",
    "{{ joiner() }}",
    "{{ namespace(a=1) }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ loop.__class__ }}",
    "{{ 'a' * 10**9 }}",
    "{{ 10**10**10 }}",
    "{{ 7 * 7 }}",
    "{{ range(10**9) }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ 'x'|center(10**9) }}",
    "{{ customer|safe }}",
    "{{ customer|e }}",
    "{{ customer|pprint }}",
    "{{ '<w:p/>'|safe }}",
    "{{ '</w:t></w:r></w:p><w:altChunk/>' }}",
    "{{r customer }}",
    "{{p customer }}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{% for x in 'a'*10**9 %}x{% endfor %}",
    "{% for a in open_points recursive %}{{ loop(a) }}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends '/etc/passwd' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% set x = customer.__class__ %}",
    "{% set x %}{{ customer }}{% endset %}",
    "{% raw %}{{ customer }}{% endraw %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call customer() %}{% endcall %}",
    "{% block b %}{% endblock %}",
    "{% do customer.append(1) %}",
    "{% debug %}",
    "{% autoescape false %}{{ customer }}{% endautoescape %}",
    "{% with x = 1 %}{% endwith %}",
    "{% trans %}x{% endtrans %}",
    "{% colspan customer %}",
    "{% cellbg customer %}",
    "{% vm %}",
    "{% hm %}",
    "{%- if customer %}x{% endif %}",
    "{% if customer() %}x{% endif %}",
    "{% if customer.__class__ %}x{% endif %}",
    "{% if customer == 'a' * 10**9 %}x{% endif %}",
    "{% if " + "(" * 500 + "customer" + ")" * 500 + " %}x{% endif %}",
    "{% if customer %}" * 300 + "{% endif %}" * 300,
    "{{ customer",
    "{% if customer %}never ends",
    "{{ ref('missed') }}",
    "{{ term('Order') }}",
)
"""What has left sandboxes elsewhere, or made them run for ever."""


def in_the_body(text: str) -> bytes:
    """A file with a text in its body."""
    return word_file(text)


def in_the_header(text: str) -> bytes:
    """A file with a text in its header."""

    def change(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = text

    return word_file(change=change)


def in_the_footer(text: str) -> bytes:
    """A file with a text in its footer."""

    def change(document: WordDocument) -> None:
        document.sections[0].footer.paragraphs[0].text = text

    return word_file(change=change)


def in_a_footnote(text: str) -> bytes:
    """A file with a text in a footnote."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return word_file("{{ customer }}", change=lambda document: add_footnotes(document, escaped))


def in_a_cell(text: str) -> bytes:
    """A file with a text in a table."""
    return word_file(change=lambda document: table_of(document, (text, "")))


PLACES = (in_the_header, in_the_footer, in_a_footnote, in_a_cell)


@pytest.mark.parametrize(
    ("escape", "place"),
    [
        *((escape, in_the_body) for escape in ESCAPES),
        *((escape, place) for escape in ESCAPES[1::8] for place in PLACES),
    ],
    ids=lambda each: each[:40] if isinstance(each, str) else each.__name__,
)
def test_a_tag_that_wants_more_than_values_is_refused(
    escape: str, place: Callable[[str], bytes], writing: Writing
) -> None:
    """Wherever it stands, it is an error with a place, before anything is carried out."""
    template = read_template(place(escape), "own.docx")
    problems = [*template.problems, *name_problems(template, writing.deal.pack, writing.deal.script)]
    assert errors_of(problems)
    assert all(each.place.file.startswith("own.docx") for each in problems)


@pytest.mark.parametrize("payload", TEMPLATES)
def test_nothing_that_breaks_other_engines_breaks_reading(payload: str) -> None:
    """A file is judged without a crash, whatever its text looks like."""
    read_template(word_file(payload), "own.docx")


@pytest.mark.parametrize(
    "escape",
    [each for each in ESCAPES if each.startswith("{{ '") or "range" in each or "__" in each],
    ids=lambda escape: escape[:40],
)
def test_the_child_refuses_by_itself_what_the_reading_refuses(escape: str) -> None:
    """Where a file comes to it that nobody read, it fills nothing in."""
    with pytest.raises(ValueError, match=r".") as refused:
        _in_this_process(word_file(escape))
    assert refused.value.args


def _in_this_process(data: bytes) -> None:
    from onboard_tui.errors import ContractError
    from onboard_tui.export.house.child import filled_in

    try:
        filled_in(data, {"customer": "Ann", "open_points": {"rows": []}}, longest=1_000_000)
    except ContractError as error:
        raise ValueError(str(error)) from error


def test_a_property_is_never_a_template(writing: Writing) -> None:
    """The title of the file is left out before anything is filled in."""

    def title(document: WordDocument) -> None:
        document.core_properties.title = "{{ ''.__class__ }}"
        document.core_properties.comments = "{% for x in range(10**9) %}x{% endfor %}"
        document.add_paragraph("{{ customer }}")

    written = writing.paper(word_file(change=title))
    assert b"__class__" not in b"".join(parts(written).values())


def test_a_file_of_nothing_but_tags_is_refused_at_once() -> None:
    """Judging names one by one takes its time, and is not begun with more of them than a paper needs."""
    assert code_of(word_file("{{ customer }} " * 5_001)) == "T118"


def test_a_loop_that_grows_is_ended() -> None:
    """Rows times rows of rows cannot fill the memory: what grows too large is refused, and says so."""

    def loops(document: WordDocument) -> None:
        document.add_paragraph("{%p for a in open_points %}")
        document.add_paragraph("{%p for b in open_points %}")
        document.add_paragraph("x" * 1_000)
        document.add_paragraph("{%p endfor %}")
        document.add_paragraph("{%p endfor %}")

    rows = [{"ask": "", "owner": "", "due": ""} for _each in range(1_000)]
    with pytest.raises(WordFileError, match=r"grew|larger|time or room"):
        fill(word_file(change=loops), {"open_points": rows}, "own.docx", limits=Limits(output=4_000_000))


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is bounded from outside, whatever the child does."""
    monkeypatch.setattr(filling, "_PROGRAM", "import time; time.sleep(60)")
    with pytest.raises(WordFileError, match="longer than 1 second"):
        fill(word_file("{{ customer }}"), {"customer": "Ann"}, "own.docx", limits=Limits(seconds=1))


@pytest.mark.skipif(sys.platform != "linux", reason="not every system bounds the memory of a process")
def test_a_child_that_wants_too_much_memory_is_refused() -> None:
    """Where there is no room for it, a file is refused with a sentence and nothing else happens."""
    with pytest.raises(WordFileError, match="cannot be filled in"):
        fill(
            word_file("{{ customer }}", change=lambda d: d.add_paragraph("y" * 3_000_000)),
            {"customer": "Ann"},
            "own.docx",
            limits=Limits(memory=190_000_000),
        )


def test_a_child_can_start_nothing_and_write_nothing() -> None:
    """What a process that fills in may do is bounded by the system, besides what its engine allows."""
    import subprocess

    program = (
        "from onboard_tui.export.house.child import _limit\n"
        f"_limit({LIMITS.seconds}, {LIMITS.memory}, 1000)\n"
        "import tempfile\n"
        "with tempfile.TemporaryFile() as file:\n"
        "    file.write(b'x' * 5000); file.flush()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "File too large" in done.stderr


def test_answers_never_reach_the_process_that_fills_in() -> None:
    """What is printed is put in afterwards: the file that comes back has tokens, and no words of anybody."""
    filled = fill(
        word_file("{{ customer }}", "{{ gone }}"), {"customer": "Ann", "gone": Absent("?", "q")}, "own.docx"
    )
    assert b"Ann" not in part_of(filled.data, "word/document.xml")
    assert [each.name for each in filled.printed] == ["customer", "gone"]


# Packages


def code_of(data: bytes) -> str:
    """The first error of a file, T101 where it cannot be read at all."""
    try:
        problems = errors_of(read_template(data, "own.docx").problems)
    except WordFileError:
        return "T101"
    return problems[0].code if problems else ""


def bomb() -> bytes:
    """A file of some kilobytes that unpacks into more than a document can be."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 200_000_000)
    return out.getvalue()


def laughs() -> bytes:
    """A file that declares entities which grow when they are put in."""
    text = part_of(word_file(), "word/document.xml").decode()
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "/etc/passwd">]>'
    changed = text.replace("?>", f"?>{entities}", 1).replace(
        "<w:body>", f"<w:body>{paragraph_xml('<w:t>&b;&c;</w:t>')}"
    )
    return with_parts(word_file(), {"word/document.xml": changed.encode()})


def with_macros() -> bytes:
    """A file with a program in it."""
    return with_parts(word_file(), {"word/vbaProject.bin": b"program"})


def encrypted() -> bytes:
    """A file whose entries are said to be encrypted."""
    data = bytearray(word_file())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def twice() -> bytes:
    """A file with two bodies."""
    out = BytesIO(word_file())
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        bomb,
        laughs,
        with_macros,
        encrypted,
        twice,
        lambda: b"",
        lambda: b"not a Word file",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        lambda: word_file()[:3_000],
        lambda: with_parts(word_file(), {"[Content_Types].xml": None}),
        lambda: with_parts(word_file(), {"word/document.xml": None}),
        lambda: with_parts(word_file(), {"word/document.xml": b"<broken"}),
        lambda: replaced(word_file(), "_rels/.rels", "word/document.xml", "word/styles.xml"),
        lambda: with_parts(word_file(), {"../outside.xml": b"<x/>"}),
        lambda: with_parts(word_file(), {"word/document.xml": b"<a>" * 5_000 + b"</a>" * 5_000}),
        lambda: replaced(word_file(), "[Content_Types].xml", "document.main", "document.macroEnabled.main"),
    ],
    ids=lambda make: make.__name__,
)
def test_what_is_no_sound_word_file_is_refused_with_a_sentence(make: Callable[[], bytes]) -> None:
    """Bombs, entities, programs, passwords and damage are told of, and nothing is made of them."""
    with pytest.raises(WordFileError, match=r"own\.docx"):
        read_template(make(), "own.docx")


FIELD = '<w:fldSimple w:instr="{}"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")
)


INSTRUCTION = "<w:r><w:instrText>{}</w:instrText></w:r>"


def field(*instructions: str) -> str:
    """A field in a paragraph, its instruction cut up as Word does."""
    cut = "".join(map(INSTRUCTION.format, instructions))
    return f"<w:p>{BEGIN}{cut}{SEPARATE}{END}</w:p>"


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:p>{FIELD.format('INCLUDETEXT &quot;c:/secret.docx&quot;')}</w:p>",
        f"<w:p>{FIELD.format('INCLUDEPICTURE http://example.test/x.png')}</w:p>",
        field(" DDEAUTO c:\\\\windows\\\\cmd.exe"),
        field(" INCL", "UDETEXT c:/secret.docx "),
        field(" dde x "),
        field(" LINK Excel.Sheet "),
        field(" DATABASE "),
        field(" MACROBUTTON run "),
        field(' HYPERLINK "file:///c:/windows/cmd.exe" '),
        field(' HYPERLINK "javascript:alert(1)" '),
        field(' HYPERLINK \\l "here" "file:///c:/windows/cmd.exe" '),
        field(" HYPERLINK \\\\\\\\server\\share\\x "),
        field(" HYPERLINK secret.docx "),
        f"<w:p>{BEGIN}{BEGIN}{INSTRUCTION.format('QUOTE 68 68 69')}{END}{END}</w:p>",
        f"<w:p>{BEGIN}{INSTRUCTION.format('IF 1 = 1')}{BEGIN}{INSTRUCTION.format('DDE x')}{END}{END}</w:p>",
        f"<w:p>{INSTRUCTION.format('INCLUDETEXT x')}</w:p>",
    ],
)
def test_a_field_that_fetches_or_starts_something_is_refused(xml: str) -> None:
    """Only fields that show the file's own numbers, names and places may stand in a paper."""
    data = with_body_xml(word_file("[[contract_body]]"), xml)
    assert code_of(data) == "T104"


@pytest.mark.parametrize(
    "instruction",
    [
        " PAGE ",
        ' TOC \\o "1-3" ',
        " DOCPROPERTY Title ",
        ' HYPERLINK "https://example.test" ',
        ' HYPERLINK \\l "here" ',
        ' HYPERLINK "https://example.test" \\l "here" \\o "A tip" ',
    ],
)
def test_a_field_of_the_file_s_own_may_stay(instruction: str) -> None:
    """Page numbers, contents and properties are what headers are made of."""
    escaped = instruction.replace('"', "&quot;")
    assert code_of(with_body_xml(word_file("[[contract_body]]"), field(escaped))) == ""


OBJECTS = {
    "altChunk": ('<w:altChunk r:id="rIdX"/>', "aFChunk", "chunk.html", "T102"),
    "object": (paragraph_xml("<w:object/>"), "oleObject", "embeddings/x.bin", "T102"),
    "linked picture": ('<w:p r:id="rIdX"/>', "image", "http://example.test/x.png", "T103"),
    "linked file": ('<w:p r:id="rIdX"/>', "hyperlink", "file:///c:/x", "T103"),
    "frame": ('<w:p r:id="rIdX"/>', "frame", "http://example.test/", "T103"),
}


@pytest.mark.parametrize("what", OBJECTS)
def test_what_brings_something_along_is_refused(what: str) -> None:
    """Other documents, objects and what lies outside the file have no place in a paper."""
    xml, kind, target, code = OBJECTS[what]
    data = with_body_xml(word_file("[[contract_body]]"), xml)
    data = replaced(data, "word/document.xml", "<w:body>", "<w:body>")
    data = related(data, kind, target, external="://" in target or target.startswith("file"))
    assert code_of(data) == code


def test_an_object_in_a_body_that_is_replaced_goes_with_it(writing: Writing) -> None:
    """In a house style only the edges stay, so what the old body brought along does no harm."""
    data = with_body_xml(word_file("old"), '<w:altChunk r:id="rIdX"/>')
    data = related(with_parts(data, {"word/chunk.html": b"<script>"}), "aFChunk", "chunk.html")
    data = replaced(
        data, "[Content_Types].xml", "</Types>", '<Default Extension="html" ContentType="text/html"/></Types>'
    )
    assert code_of(data) == ""
    assert not [name for name in parts(writing.paper(data)) if "chunk" in name]


def test_the_link_to_a_firm_s_own_template_is_left_out(writing: Writing) -> None:
    """Word keeps where a file's template lies; a paper must not ask for it when it is opened."""
    data = word_file("old")
    data = replaced(data, "word/settings.xml", "<w:zoom", '<w:attachedTemplate r:id="rIdX"/><w:zoom')
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        ' Target="http://example.test/x.dotm" TargetMode="External"/></Relationships>'
    )
    data = with_parts(data, {"word/_rels/settings.xml.rels": rels.encode()})
    template = read_template(data, "own.docx")
    assert "T204" in {each.code for each in template.problems}
    written = b"".join(parts(writing.paper(data)).values())
    assert b"example.test" not in written
    assert b"attachedTemplate" not in written


@pytest.mark.parametrize("change", ["w:ins", "w:del", "w:moveFrom"])
def test_tracked_changes_are_to_be_settled_first(change: str) -> None:
    """A paper must not show the customer what somebody struck out of the template."""
    xml = f'<w:p><{change} w:id="9" w:author="A"><w:r><w:t>old</w:t></w:r></{change}></w:p>'
    assert code_of(with_body_xml(word_file("[[contract_body]]"), xml)) == "T105"


def test_comments_of_a_template_are_not_in_the_paper(writing: Writing) -> None:
    """What lawyers noted for each other beside a template stays with them."""
    data = word_file(
        "[[contract_body]]",
        change=lambda d: d.add_comment(
            d.add_paragraph("Clause").runs, "Never tell them", author="A", initials="A"
        ),
    )
    written = writing.paper(data)
    assert b"Never tell them" not in b"".join(parts(written).values())
    assert b"commentReference" not in part_of(written, "word/document.xml")


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:p>{FIELD.format('HYPERLINK https://example.test/{{ customer }}')}</w:p>",
        '<w:p w:rsidR="{{ customer }}"/>',
        "<w:p>{{ customer }}</w:p>",
        "<w:p/>{{ customer }}",
    ],
)
def test_a_tag_outside_the_words_is_refused(xml: str) -> None:
    """An answer may stand in the text only: never in an address, an attribute or an instruction."""
    assert code_of(with_body_xml(word_file("[[contract_body]]"), xml)) in {"T116", "T104"}


def test_the_token_characters_are_refused_in_a_file() -> None:
    """Nobody can write a token by hand and have a value printed where no tag stands."""
    assert code_of(word_file("\ue0000\ue001 {{ customer }}")) == "T112"
    assert code_of(in_the_header("\ue0000\ue001")) == "T112"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wordprocessingml.header+xml", "wordprocessingml.comments+xml"),
        ("wordprocessingml.settings+xml", "wordprocessingml.styles+xml"),
    ],
)
def test_a_part_that_is_not_what_it_says_is_refused(old: str, new: str) -> None:
    """Whatever is brought along as a header is judged as one, or the file is not used."""
    data = replaced(in_the_header("{{ ''.__class__ }}"), "[Content_Types].xml", old, new)
    assert code_of(data) == "T101"


def test_modules_of_the_folder_do_not_get_into_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who starts the program in a stranger's folder does not run the stranger's modules."""
    for name in ("jinja2", "docxtpl", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert fill(word_file("{{ customer }}"), {"customer": "Ann"}, "own.docx").printed
