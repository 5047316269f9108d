"""Which catalogue holds: the seller's own, or the pack's; and which customers a service would fit."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.catalogue import FILE_NAME, Catalogue, asks_for, holds, open_catalogue
from onboard_tui.contract.pack import open_pack
from onboard_tui.errors import ContractError, StoreError, UsageError
from onboard_tui.resources import exists
from onboard_tui.script.problems import did_you_mean
from onboard_tui.workspace.papers import pack_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.workspace import Workspace

PAGE: Final = 500
CATALOGUE_VARIABLE: Final = "ONBOARD_TUI_CATALOGUE"


@dataclass(frozen=True, slots=True)
class Fit:
    """A customer whom a service would fit."""

    interview: str
    customer: str
    because: str


def the_catalogue(pack: Pack) -> Catalogue:
    """Give the catalogue that is set, or the pack's; an empty one where there is none. Raises `ContractError`."""
    set_to = os.environ.get(CATALOGUE_VARIABLE)
    if set_to:
        return open_catalogue(Path(set_to))
    own = (folder / FILE_NAME for folder in pack.folders)
    found = next((path for path in own if exists(path)), None)
    return open_catalogue(found) if found else Catalogue("", ())


def named_catalogue(pack: str) -> Catalogue:
    """Give the catalogue that is set, or that of a pack by its bundled id or folder. Raises `ContractError`."""
    return the_catalogue(open_pack(pack_folder(pack)))


def whom_it_fits(workspace: Workspace, service: str) -> Iterator[Fit]:
    """Give the customers whose latest interview says that a service of the catalogue would fit them.

    Raises `UsageError` for a service that the catalogue of none of them has, and `StoreError`.
    """
    known: set[str] = set()
    found = False
    for interviews in _by_customer(workspace):
        for interview in interviews:
            try:
                opened = workspace.open(interview)
            except StoreError:
                continue  # one that is damaged is told of where it is opened
            try:
                catalogue = the_catalogue(opened.pack_in_use())
            except ContractError:
                if os.environ.get(CATALOGUE_VARIABLE):
                    raise
                continue  # a script without a pack has nothing to order from
            known |= {each.id for each in catalogue.offers}
            offer = catalogue.offer(service)
            if offer is None:
                continue
            found = True
            if asks_for(offer.fits_when, opened.script):
                if holds(offer.fits_when, opened.standing):
                    yield Fit(interview, opened.customer, offer.because)
                break
    if not found:
        raise UsageError(
            f"The catalogue has no service {service!r}.",
            way_out=did_you_mean(service, known) or f"It has: {', '.join(sorted(known)) or 'nothing'}.",
        )


def _by_customer(workspace: Workspace) -> list[list[str]]:
    """Give the ids of each customer's interviews, the newest first; the customer heard of last comes last."""
    found: dict[str, list[str]] = {}
    after = None
    while True:
        page = workspace.library(after=after, limit=PAGE)
        for row in page.rows:
            found.setdefault(row.customer.casefold(), []).append(row.id)
        if page.next is None:
            return sorted(sorted(ids, reverse=True) for ids in found.values())
        after = page.next
