"""What `check` says about a Word file: what is wrong, where, and what to do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from onboard_tui.export.house.codes import CODES
from onboard_tui.export.house.lint import check_template
from onboard_tui.export.house.ways import Way
from onboard_tui.script.problems import Problem, errors_of, render_problem
from tests.export.house.files import add_footnotes, related, table_of, with_body_xml, word_file

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument

    from tests.export.house.conftest import Writing


def found(data: bytes, writing: Writing) -> tuple[Problem, ...]:
    """Everything that is said about a file."""
    return check_template(data, "own.docx", [(writing.deal.pack, writing.deal.script)])


def the_error(data: bytes, writing: Writing) -> Problem:
    """The one error of a file."""
    (error,) = errors_of(found(data, writing))
    return error


@pytest.mark.parametrize(
    ("tag", "code", "message", "hint"),
    [
        ("{{ biz_outcom }}", "T111", "“biz_outcom”", "biz_outcome"),
        ("{{ custmer }}", "T111", "“custmer”", "customer"),
        ("{{ customer.name }}", "T112", "one name", None),
        ("{{ biz_outcome|upper }}", "T112", "filters", None),
        ("{{ 'x' * 3 }}", "T112", "one name", None),
        ("{{ biz_outcome", "T110", "not closed", "in the paragraph in which it begins"),
        ("{% if biz_outcome %}", "T110", "cannot be read", None),
        ("{% if con_term == 'm13' %}x{% endif %}", "T114", "“m13” is not an option", "Did you mean"),
        ("{% for x in customer %}x{% endfor %}", "T113", "no rows", None),
        ("{{ open_points }}", "T113", "row by row", "row.ask"),
        ("{% for p in open_points %}{{ p.asked }}{% endfor %}", "T113", "no column “asked”", "ask"),
        ("{% for s in services %}{{ s.servic }}{% endfor %}", "T113", "no column “servic”", "service"),
        ("{%tr if biz_outcome %}", "T117", "outside a table", "Write it without"),
        ("{{ ref('missed') }}", "T112", "pack's clauses only", None),
    ],
)
def test_a_wrong_tag_is_named_with_a_way_out(
    tag: str, code: str, message: str, hint: str | None, writing: Writing
) -> None:
    """The message names the tag or the name in it, and what was probably meant."""
    errors = errors_of(found(word_file("Fine", f"Here: {tag}"), writing))
    error = errors[0]
    assert error.code == code
    assert message in error.message
    assert hint is None or (error.hint is not None and hint in error.hint)


def test_a_problem_points_at_its_paragraph(writing: Writing) -> None:
    """The line is the paragraph, counted in its part, and its words are shown with it."""
    error = the_error(word_file("{{ customer }}", "", "Dear {{ biz_outcom }}"), writing)
    assert str(error.place) == "own.docx (body):3:1"
    assert error.path == "body"
    assert "Dear {{ biz_outcom }}" in render_problem(error)


def test_a_problem_says_in_which_part_it_is(writing: Writing) -> None:
    """A header, a footer and a footnote are named as people name them."""

    def edges(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ custmer }}"
        document.sections[0].footer.paragraphs[0].text = "{{ vrsion }}"
        add_footnotes(document, "{{ dte }}")

    assert {each.path for each in errors_of(found(word_file(change=edges), writing))} >= {
        "header 1",
        "footer 1",
    }


def test_everything_that_is_wrong_is_said_at_once(writing: Writing) -> None:
    """A tag that cannot be read does not hide a wrong name in the next one."""
    data = word_file("{{ custmer }} and {{ biz_out", "{{ customer.name }}", "{%- if x %}", "{{ vrsion }}")
    assert {each.code for each in errors_of(found(data, writing))} >= {"T110", "T112"}
    names = word_file("{{ custmer }} and {{ biz_out", "{{ vrsion }}")
    assert [each.code for each in errors_of(found(names, writing))].count("T111") == 2


def test_a_private_answer_cannot_be_printed(writing: Writing) -> None:
    """What is asked in the private pass does not get into a file that the customer reads."""
    private = next(
        each.id
        for each in writing.deal.script.questions
        if each.private and each.id not in writing.deal.pack.prints_private
    )
    assert the_error(word_file(f"{{{{ {private} }}}}"), writing).code == "T115"


def test_a_loop_over_rows_that_begins_in_a_cell_is_named(writing: Writing) -> None:
    """Without `tr` a loop repeats words of a cell, not rows; where it ends in another cell, that is said."""

    def crossing(document: WordDocument) -> None:
        table_of(document, ("{% for s in services %}{{ s.service }}", "{{ s.monthly }}{% endfor %}"))

    error = the_error(word_file(change=crossing), writing)
    assert error.code == "T117"
    assert error.hint is not None
    assert "{%tr" in error.hint


def test_what_only_filling_in_shows_is_found_too(writing: Writing) -> None:
    """A file is filled in once without answers, so that what does not fit together is found."""

    def uneven(document: WordDocument) -> None:
        paragraph = document.add_paragraph()
        run = paragraph.add_run("{% if biz_outcome %}x")
        document.add_paragraph("y{% endif %}")
        from docx.oxml import OxmlElement

        link = OxmlElement("w:hyperlink")
        run._r.addprevious(link)
        link.append(run._r)

    error = the_error(word_file("{{ customer }}", change=uneven), writing)
    assert error.code == "T118"
    assert "begins in one place" in error.message


def test_missing_styles_and_rare_fonts_are_told_and_stop_nothing(writing: Writing) -> None:
    """Warnings say which plain styles will be added, and which font others may not have."""

    def rare(document: WordDocument) -> None:
        document.styles["Normal"].font.name = "Vale Grotesk"
        style = document.styles["List Bullet"].element
        style.getparent().remove(style)

    problems = found(word_file(change=rare), writing)
    assert errors_of(problems) == ()
    told = {each.code: each.message for each in problems}
    assert "“List Bullet”" in told["T201"]
    assert "“Vale Grotesk”" in told["T202"]


def test_links_and_replaced_words_are_told(writing: Writing) -> None:
    """A link to the web may stay, and what will be gone is said before it is."""
    data = with_body_xml(word_file("[[contract_body]]"), '<w:p><w:hyperlink r:id="rIdX"/></w:p>')
    linked = related(data, "hyperlink", "https://example.test/", external=True)
    assert "T203" in {each.code for each in found(linked, writing)}
    assert "T205" in {each.code for each in found(word_file("one", "two"), writing)}


def test_a_sound_file_has_nothing_wrong(writing: Writing) -> None:
    """A cover page with tags that are right is not talked about."""
    assert found(word_file("For {{ customer }}: {{ biz_outcome }}", "[[contract_body]]"), writing) == ()


def test_no_word_file_at_all_is_one_problem(writing: Writing) -> None:
    """What cannot be opened is told like any other problem."""
    assert [each.code for each in found(b"words", writing)] == ["T101"]


def test_a_file_is_judged_by_the_script_that_answers_it_best(writing: Writing) -> None:
    """With several scripts at hand, names count as known where one of them knows them all."""
    from tests.contract.small_pack import small_script

    pack, script = writing.deal.pack, writing.deal.script
    both = [(pack, small_script()), (pack, script)]
    assert check_template(word_file("{{ biz_outcome }}"), "own.docx", both) == ()


def test_every_code_is_documented(repository: Path) -> None:
    """The table of the document says what each code means, and no other."""
    document = (repository / "docs" / "word-templates.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(T\d+)` \| (.*?) \|", document, re.MULTILINE))
    assert told == {code.code: code.meaning for code in CODES.values()}


def test_the_command_line_knows_the_ways() -> None:
    """What can be said after --template-as is what there is."""
    from onboard_tui.cli.parser import WAYS

    assert list(WAYS) == [way.value for way in Way]
