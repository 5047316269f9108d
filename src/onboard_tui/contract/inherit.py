"""A pack that is based on another one: what it says stands, and what it does not say is the other's."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, TypeVar

from onboard_tui.contract.pack_model import FactsPlan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from onboard_tui.contract.checks.plan import ChecksPlan
    from onboard_tui.contract.pack_model import Clause, Pack
    from onboard_tui.contract.template import ClauseTemplate


class _HasId(Protocol):
    """A part, a clause or a paper."""

    @property
    def id(self) -> str:
        """Its id, one of a kind within its pack."""


_Named = TypeVar("_Named", bound=_HasId)


def inherited(base: Pack, own: Pack, leave_out: Collection[str]) -> Pack:
    """Put a pack on top of the one that it is based on.

    Papers, parts, clauses, terms and the rest replace those of the same id, and come beside the others. Of the
    base's, those in `leave_out` go (papers, clauses, rules and whole lists), and so does what no paper that is left
    has a place for. Parts stand in the order of the papers, and within a part the clauses of both in that of their
    file names.
    """
    base = _without_lists(base, leave_out)
    papers = _over(base.papers, own.papers, leave_out)
    order = {part: number for number, part in enumerate(part for paper in papers for part in paper.parts)}
    parts = sorted(
        _over([part for part in base.parts if part.id in order], own.parts),
        key=lambda part: order.get(part.id, len(order)),
    )
    known = {part.id for part in parts}
    clauses = _over([each for each in base.clauses if each.part in known], own.clauses, leave_out)
    whole = replace(
        own,
        papers=papers,
        parts=tuple(parts),
        clauses=tuple(
            sorted(clauses, key=lambda clause: (order.get(clause.part, len(order)), _file(clause)))
        ),
        feeds={**_feeds_into(known, base.feeds), **own.feeds},
        prints_private=base.prints_private | own.prints_private,
        confirm={**base.confirm, **own.confirm},
        facts=_facts_over(base.facts, own.facts),
        ring=own.ring or base.ring,
        checks=own.checks.over(_checks_of(base.checks, known | {clause.id for clause in clauses}, leave_out)),
        advice={**base.advice, **own.advice},
        spots={**base.spots, **own.spots},
    )
    return replace(whole, terms={**_used(whole, base.terms), **own.terms})


def _without_lists(base: Pack, leave_out: Collection[str]) -> Pack:
    """Give the base without the lists that name questions and flags its own script has and another may not have."""
    return replace(
        base,
        feeds={} if "feeds" in leave_out else base.feeds,
        prints_private=frozenset() if "prints_private" in leave_out else base.prints_private,
        confirm={} if "confirm" in leave_out else base.confirm,
        facts=FactsPlan() if "facts" in leave_out else base.facts,
        advice={} if "advice" in leave_out else base.advice,
    )


def _over(
    base: Iterable[_Named], own: Iterable[_Named], leave_out: Collection[str] = ()
) -> tuple[_Named, ...]:
    """Give the base's with the own ones in their places, and the other own ones after them."""
    by_id = {each.id: each for each in own}
    kept = [by_id.pop(each.id, each) for each in base if each.id in by_id or each.id not in leave_out]
    return (*kept, *by_id.values())


def _file(clause: Clause) -> str:
    """Give the name of its file, by which clauses stand in order within a part."""
    return PurePath(clause.spot.source.file).name


def _facts_over(base: FactsPlan, own: FactsPlan) -> FactsPlan:
    """Give the base's plan with what the own one says otherwise."""
    usual = FactsPlan()
    names = [each.name for each in fields(FactsPlan)]
    said = {name: getattr(own, name) for name in names if getattr(own, name) != getattr(usual, name)}
    return replace(base, **said)


def _checks_of(checks: ChecksPlan, places: Collection[str], leave_out: Collection[str]) -> ChecksPlan:
    """Give the base's checks without those left out, and those that look for a part or clause that went."""
    first = checks.seller_first
    return replace(
        checks,
        rules=tuple(
            rule for rule in checks.rules if rule.id not in leave_out and set(rule.without) <= set(places)
        ),
        seller_first=first if first and first.part in places else None,
    )


def _feeds_into(known: Collection[str], feeds: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Give the base's `feeds` without the parts that went."""
    left = {name: tuple(part for part in parts if part in known) for name, parts in feeds.items()}
    return {name: parts for name, parts in left.items() if parts}


def _used(pack: Pack, terms: Mapping[str, ClauseTemplate]) -> dict[str, ClauseTemplate]:
    """Give the base's terms that the pack, or another of its terms, still speaks of."""
    templates = [template for clause in pack.clauses for _path, template, _line in clause.templates()]
    waiting = {place.name for template in templates for place in template.places if place.form == "term"}
    used: set[str] = set()
    while waiting:
        term = waiting.pop()
        if term not in used:
            used.add(term)
            template = pack.terms.get(term) or terms.get(term)
            waiting |= {p.name for p in template.places if p.form == "term"} if template else set()
    return {term: template for term, template in terms.items() if term in used}
