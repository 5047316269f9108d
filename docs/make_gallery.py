"""Makes the pictures of docs/gallery.md from real exports: python docs/make_gallery.py.

Needs `pdftotext` and `pdftoppm` of Poppler, `convert` of ImageMagick, and LibreOffice for Word files.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.contract.orders import Asked
from onboard_tui.demo import DEMO_DAY, DEMO_SCRIPT, DemoClock, fill_demo
from onboard_tui.demo.customers import FULL
from onboard_tui.script.model import VerdictKind
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

GALLERY = Path(__file__).parent / "images" / "gallery"
DOTS_PER_INCH = "80"
COLOURS = "16"
"""Enough for dark letters on white; more make a picture larger and no clearer."""

CUSTOMER = "Harbour & Lyle"
CHANGED: Mapping[str, str | int] = {
    "biz_outcome": "Month-end closes in three working days, so that partners see the numbers in the first week.",
    "off_notice_days": 60,
}
"""Answers of the second conversation, which the redline is about."""
OTHER_CUSTOMER = "Orchard Street Surgery"
"""Who is next in line, and gets a letter."""
LETTER_DAY = date(2025, 4, 10)


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of one exported file."""

    name: str
    file: str
    """A pattern of the file's name."""
    says: str
    """Words that only this page of it has."""


PICTURES = (
    Picture("agreement", "*-agreement-draft-1.pdf", "The agreement in short"),
    Picture("services", "*-agreement-version-*.pdf", "Total before tax"),
    Picture("levels", "*-agreement-version-*.pdf", "What happens when we miss"),
    Picture("leaving", "*-agreement-version-*.pdf", "Price of leaving, before tax"),
    Picture("signatures", "*-agreement-version-*.pdf", "Signatures"),
    Picture("order", "*-order-confirmation-*.pdf", ""),
    Picture("letter", "*-letter-*.pdf", ""),
    Picture("review", "*-review-sheet-*.pdf", ""),
    Picture("handover", "*-handover-*.pdf", ""),
    Picture("redline", "*-to-*.docx", "Key terms"),
)
WEB_PAGE = "agreement.html"
"""A web page is its own picture."""


def export_all(folder: Path) -> None:
    """Write the papers of two invented customers."""
    clock = DemoClock(datetime.combine(DEMO_DAY, time(12), UTC))
    fill_demo(str(folder / "demo.db"))
    with Workspace(str(folder / "demo.db"), as_of=LETTER_DAY, clock=clock) as workspace:
        other = workspace.library(customer=OTHER_CUSTOMER).rows[0].id
        workspace.open(other).export("letter", ("pdf",), folder)
    with Workspace(str(folder / "demo.db"), as_of=DEMO_DAY, clock=clock) as workspace:
        opened = workspace.start(DEMO_SCRIPT, CUSTOMER, seller="J. Okoro")
        opened.record_answers(json.dumps({"answers": FULL}), name="the whole interview")
        opened.export("draft", ("pdf", "html"), folder)
        for question, answer in CHANGED.items():
            opened.record(question, answer)
        opened.draft()
        opened.redline(1, 2, folder)
        opened.decide(VerdictKind.PROCEED, reason="Everything asked, and nothing left open.")
        opened.make_final(by="R. Adeyemi")
        for what in ("draft", "review", "handover"):
            opened.export(what, ("pdf",), folder)
        opened.order([Asked("Files and e-mail", Decimal(5))], by="J. Hart", on=DEMO_DAY)
        opened.export("order", ("pdf",), folder)


def as_pdf(file: Path) -> Path:
    """Give a file as PDF pages."""
    if file.suffix == ".pdf":
        return file
    office = file.parent / "office"
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(office), str(file))
    return office / f"{file.stem}.pdf"


def page_that_says(words: str, pdf: Path) -> int:
    """Give the number of the first page with some words."""
    pages = run("pdftotext", "-layout", str(pdf), "-").split("\f")
    return next(number for number, text in enumerate(pages, 1) if words in text)


def draw(picture: Picture, folder: Path) -> Path:
    """Make one picture."""
    (file,) = folder.glob(picture.file)
    pdf = as_pdf(file)
    page = str(page_that_says(picture.says, pdf))
    drawn = folder / picture.name
    run("pdftoppm", "-r", DOTS_PER_INCH, "-f", page, "-l", page, "-singlefile", "-png", str(pdf), str(drawn))
    path = GALLERY / f"{picture.name}.png"
    run("convert", f"{drawn}.png", "-strip", "-colors", COLOURS, f"PNG8:{path}")
    return path


def run(*command: str) -> str:
    """Run a program and give what it prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Make all the pictures."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    os.environ["ONBOARD_TUI_OUR_NAME"] = "Brightwater Ltd"
    with tempfile.TemporaryDirectory() as folder:
        export_all(Path(folder))
        for picture in PICTURES:
            print(draw(picture, Path(folder)))
        (page,) = Path(folder).glob("*-agreement-draft-1.html")
        print(shutil.copyfile(page, GALLERY / WEB_PAGE))


if __name__ == "__main__":
    main()
