"""The catalogue file: read with everything that is wrong in it, and found by id or title."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.catalogue import Catalogue, conditions_of, load_catalogue, open_catalogue
from onboard_tui.errors import ContractError
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import open_script

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """
version: "2026-11"
ordering: {people: com_order_people, when: com_order_way == 'catalogue'}
services:
  - {id: seat, title: User seat, unit: user, monthly_each: 4.50, once_each: 12, lead_days: 2, person_each: true}
  - {id: backup, title: Backup, fits_when: sec_restore == 'never', because: Nothing was ever got back.}
"""


def written(folder: Path, text: str) -> Path:
    """Write a catalogue."""
    path = folder / "catalogue.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_catalogue_is_read_to_the_cent(tmp_path: Path) -> None:
    """Prices are exact, a service is found by its id or title in any case, and what is not there is not found."""
    catalogue = open_catalogue(written(tmp_path, WHOLE))
    seat = catalogue.offer("  user   SEAT ")
    assert seat is not None
    assert seat == catalogue.offer("seat")
    assert (seat.monthly_each, seat.once_each, seat.lead_days) == (Decimal("4.50"), Decimal(12), 2)
    assert seat.person_each
    assert catalogue.offer("pencils") is None
    assert (catalogue.version, catalogue.orderers) == ("2026-11", "com_order_people")


@pytest.mark.parametrize(
    ("right", "wrong", "code", "words"),
    [
        ("monthly_each: 4.50", "monthly_each: four", "P104", "no amount"),
        ("id: backup", "id: seat", "P106", "twice"),
        ("lead_days: 2", "lead_days: -1", "P104", "Lead days"),
        ("title: Backup, ", "", "P103", "missing"),
        ("unit: user", "unti: user", "P102", "not a key"),
        ('version: "2026-11"', "", "P103", "missing"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, code: str, words: str
) -> None:
    """Each mistake has a code, a place and words; nothing of such a catalogue is used."""
    path = written(tmp_path, WHOLE.replace(right, wrong))
    _catalogue, problems = load_catalogue(path)
    found = [each for each in problems if each.code == code]
    assert found, problems
    assert words in found[0].message
    assert found[0].place.line >= 1
    with pytest.raises(ContractError, match="cannot be used"):
        open_catalogue(path)


def test_a_file_that_is_no_catalogue_is_told(tmp_path: Path) -> None:
    """A missing file, another encoding, a list and broken YAML are problems and no tracebacks."""
    assert load_catalogue(tmp_path / "none.yaml")[0] is None
    (tmp_path / "catalogue.yaml").write_bytes(b"\xff\xfe")
    assert "cannot be read" in load_catalogue(tmp_path / "catalogue.yaml")[1][0].message
    for text in ("- a\n", "a: [\n", ""):
        with pytest.raises(ContractError):
            open_catalogue(written(tmp_path, text))


def test_conditions_are_read_with_the_names_of_a_script(tmp_path: Path) -> None:
    """The bundled catalogue fits the bundled script; a name that it does not have is told."""
    script = open_script(interviews_folder() / "cloud-onboarding.yaml")
    bundled = open_catalogue(templates_folder() / "cloud-services" / "catalogue.yaml")
    assert not conditions_of(bundled, script)
    wrong = open_catalogue(written(tmp_path, WHOLE.replace("sec_restore ==", "sec_restroe ==")))
    (problem,) = conditions_of(wrong, script)
    assert "sec_restroe" in problem.message


def test_an_empty_catalogue_has_nothing() -> None:
    """It is what holds where nobody wrote one."""
    assert Catalogue("", ()).offer("seat") is None
