"""Says what is wrong with a Word file, and where, before anybody makes papers with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from docx.oxml.ns import qn

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.bound import template_problems
from onboard_tui.contract.document import Document, Run, Title
from onboard_tui.errors import WordFileError
from onboard_tui.export.house.codes import CODES, template_problem
from onboard_tui.export.house.compose import write_with
from onboard_tui.export.house.filling import fill
from onboard_tui.export.house.paragraphs import spot
from onboard_tui.export.house.styles import missing_names
from onboard_tui.export.house.template import read_template
from onboard_tui.export.house.values import PAPER_NAMES, PaperValues
from onboard_tui.export.house.ways import Way
from onboard_tui.export.paper import Paper
from onboard_tui.export.word.foreign import foreign_parts, xml_of
from onboard_tui.script.problems import errors_of, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.contract.template import ClauseTemplate
    from onboard_tui.export.house.template import WordTemplate
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem

    Answering = tuple[Pack, Script]

_OUR_CODES: Final = {"P120": "T111", "P122": "T113", "P123": "T114", "P124": "T115"}
"""What the check of a clause calls the same mistakes."""
_COMMON_FONTS: Final = frozenset(
    {
        *("aptos", "aptos display", "arial", "arial black", "arial narrow", "bahnschrift", "book antiqua"),
        *("bookman old style", "calibri", "calibri light", "cambria", "cambria math", "candara", "century"),
        *("century gothic", "comic sans ms", "consolas", "constantia", "corbel", "courier", "courier new"),
        *("franklin gothic medium", "garamond", "georgia", "gill sans mt", "helvetica", "impact"),
        *("lucida console", "lucida sans unicode", "malgun gothic", "meiryo", "microsoft yahei", "ms gothic"),
        *("ms mincho", "palatino linotype", "segoe ui", "segoe ui light", "segoe ui semibold", "simsun"),
        *("sitka", "sylfaen", "symbol", "tahoma", "times", "times new roman", "trebuchet ms", "tw cen mt"),
        *(
            "verdana",
            "webdings",
            "wingdings",
            "yu gothic",
            "yu mincho",
            "liberation sans",
            "liberation serif",
        ),
        *("liberation mono", "nirmala ui", "noto sans", "noto serif", "opensymbol"),
    }
)
"""Fonts that come with Word or LibreOffice, in small letters."""
_FONT_SLOTS = tuple(map(qn, ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")))
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def check_template(data: bytes, name: str, answering: Sequence[Answering]) -> tuple[Problem, ...]:
    """Find everything that is wrong with a Word file.

    `answering` are the packs and scripts whose answers it may be meant for; it is judged by those it fits best.
    """
    try:
        template = read_template(data, name)
    except WordFileError as error:
        return (template_problem("T101", name, "", error.sentence, error.way_out),)
    problems = [*template.problems, *best_fitting(template, answering)]
    problems += _styles_and_fonts(template)
    if not errors_of(problems):
        problems += _dry_run(template)
    return in_order(problems)


def best_fitting(template: WordTemplate, answering: Sequence[Answering]) -> tuple[Problem, ...]:
    """Give what is wrong with a file's names by the script that answers most of them."""
    judged = [name_problems(template, pack, script) for pack, script in answering]
    return min(judged, key=len, default=())


def name_problems(template: WordTemplate, pack: Pack, script: Script) -> tuple[Problem, ...]:
    """Check every name in a file's tags against what a script asks and a pack may print."""
    found: list[Problem] = []
    for tagged in template.tagged:
        own = _without_own(tagged.template)
        problems = template_problems(pack, script, own, partial(spot, tagged.source), PAPER_NAMES)
        for each in problems:
            code = _OUR_CODES.get(each.code, "T112")
            hint = each.hint if each.code != "P124" else "Take it out: the customer reads this paper."
            found.append(replace(each, code=code, severity=CODES[code].weight, path=tagged.label, hint=hint))
    return tuple(found)


def _without_own(template: ClauseTemplate) -> ClauseTemplate:
    """Leave out what every paper has."""
    return replace(
        template,
        places=tuple(each for each in template.places if each.name not in PAPER_NAMES),
        tests=tuple(each for each in template.tests if each.name not in PAPER_NAMES),
        tables=tuple(each for each in template.tables if each[0] not in PAPER_NAMES),
    )


def _styles_and_fonts(template: WordTemplate) -> Iterator[Problem]:
    """Tell of styles that are added, and of fonts that others may not have."""
    parts = foreign_parts(template.data, template.name)
    styles = parts.get("word/styles.xml")
    if styles is None:
        return
    root = xml_of(styles, template.name)
    missing = missing_names(root) if template.way is not Way.TAGGED else []
    if missing:
        message = f"It has no style {', '.join(f'“{each}”' for each in missing)}; plain ones are added."
        hint = "Give the file styles of these names to say how they look."
        yield template_problem("T201", template.name, "styles", message, hint)
    embedded = _embedded(parts, template.name)
    for font in sorted(_fonts(root, parts, template.name)):
        if font.casefold() not in _COMMON_FONTS | embedded:
            message = f"The font “{font}” may be missing where the paper is read; another is shown then."
            yield template_problem(
                "T202", template.name, "styles", message, "Embed it when you save the file in Word."
            )


def _fonts(styles: Any, parts: Mapping[str, bytes], name: str) -> Iterator[str]:
    """Give the fonts that a file's styles and theme name."""
    for fonts in styles.iter(qn("w:rFonts")):
        yield from (fonts.get(slot) for slot in _FONT_SLOTS if fonts.get(slot))
    for part in parts:
        if part.startswith("word/theme/") and part.endswith(".xml"):
            theme = xml_of(parts[part], name)
            yield from (
                each.get("typeface") for each in theme.iter(f"{_DRAWING}latin") if each.get("typeface")
            )


def _embedded(parts: Mapping[str, bytes], name: str) -> frozenset[str]:
    """Give the fonts that a file brings along, in small letters."""
    table = parts.get("word/fontTable.xml")
    fonts = [] if table is None else xml_of(table, name).iterchildren(qn("w:font"))
    return frozenset(
        each.get(qn("w:name"), "").casefold() for each in fonts if each.find(qn("w:embedRegular")) is not None
    )


def _dry_run(template: WordTemplate) -> Iterator[Problem]:
    """Make a paper of one line with the file, and fill it in with no answers at all."""
    paper = Paper(Document("check", "Check", (Title((Run("Check"),)),)))
    columns: dict[str, dict[str, str]] = {name: {} for name in template.names}
    for tagged in template.tagged:
        for place in tagged.template.places:
            if place.column is not None:
                columns[place.name][place.column] = ""
    nothing = {name: Absent(name, name, columns=each) for name, each in columns.items()}
    try:
        write_with(replace(template, tagged=()), PaperValues(paper))
        if template.tagged:
            fill(template.data, nothing, template.name)
    except WordFileError as error:
        yield template_problem("T118", template.name, "", error.sentence, error.way_out)
