"""Checks that a pack's own names fit together: ids, parts, references, terms, groups."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onboard_tui.contract.codes import pack_problem
from onboard_tui.script.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.contract.template import Place
    from onboard_tui.script.problems import Problem, Spot


def check_links(pack: Pack) -> list[Problem]:
    """Give everything that can be seen without a script."""
    return [
        *_ids(pack),
        *_parts(pack),
        *_needs(pack),
        *_checks(pack),
        *_groups(pack),
        *_references(pack),
        *_terms(pack),
    ]


def _ids(pack: Pack) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for part in pack.parts:
        if part.id in seen:
            yield pack_problem("P106", pack.at("parts"), "parts", f"The part “{part.id}” stands here twice.")
        seen[part.id] = "a part"
    for clause in pack.clauses:
        if clause.id in seen:
            message = f"The id “{clause.id}” is already that of {seen[clause.id]}."
            yield pack_problem("P106", clause.spot, "id", message, "Give each clause an id of its own.")
        seen[clause.id] = f"the clause in {clause.spot.place_at(0).file.rpartition('/')[2]}"


def _parts(pack: Pack) -> Iterator[Problem]:
    known = pack.part_by_id.keys()
    placed = Counter(part for paper in pack.papers for part in paper.parts)
    in_letters = Counter(part for paper in pack.papers if paper.kind == "letter" for part in set(paper.parts))
    for part, count in placed.items():
        if part not in known:
            yield _unknown(pack.at("documents"), "documents", "part", part, known)
        elif count > max(1, in_letters[part]):
            yield pack_problem(
                "P106", pack.at("documents"), "documents", f"The part “{part}” stands in the papers twice."
            )
    filled = {clause.part for clause in pack.clauses}
    for each in pack.parts:
        if each.id not in placed:
            yield pack_problem("P107", pack.at("parts"), "parts", f"The part “{each.id}” stands in no paper.")
        if not each.made and each.id not in filled:
            yield pack_problem("P107", pack.at("parts"), "parts", f"The part “{each.id}” has no clause.")
    for name, parts in pack.feeds.items():
        for part in parts:
            if part not in known:
                yield _unknown(pack.at(f"feeds.{name}"), f"feeds.{name}", "part", part, known)


def _needs(pack: Pack) -> Iterator[Problem]:
    known = pack.part_by_id.keys()
    for clause in pack.clauses:
        if clause.part not in known:
            yield _unknown(clause.spot, "part", "part", clause.part, known)
        elif pack.part_by_id[clause.part].made:
            message = f"The part “{clause.part}” is put together by the program and takes no clauses."
            yield pack_problem("P107", clause.spot, "part", message)
    places = known | pack.clause_by_id.keys()
    for rule in pack.ring:
        for need in rule.needs:
            if need not in places:
                yield _unknown(rule.met.spot, "ring", "part or clause", need, places)


def _checks(pack: Pack) -> Iterator[Problem]:
    """Compare what the checks of a draft look for with what there is."""
    places = pack.part_by_id.keys() | pack.clause_by_id.keys()
    for clause in pack.clauses:
        for name in clause.pays_for:
            if name not in places:
                yield _unknown(clause.spot, "pays_for", "part or clause", name, places)
    first = pack.checks.seller_first
    wanted = [name for rule in pack.checks.rules for name in rule.without]
    for name in (*wanted, *([first.part] if first else ())):
        if name not in places:
            yield _unknown(pack.at("checks"), "checks", "part or clause", name, places)


def _groups(pack: Pack) -> Iterator[Problem]:
    for name, members in pack.groups.items():
        defaults = [clause for clause in members if clause.default]
        for clause in defaults[1:]:
            message = f"The group “{name}” has two defaults: “{defaults[0].id}” and “{clause.id}”."
            yield pack_problem("P106", clause.spot, "default", message)
        if len({clause.part for clause in members}) > 1:
            message = f"The clauses of the group “{name}” stand in different parts."
            yield pack_problem("P107", members[0].spot, "one_of", message)


def _places(pack: Pack) -> Iterator[tuple[Spot, str, Place]]:
    """Give every printing place of the pack with where it stands."""
    for clause in pack.clauses:
        for path, template, line in clause.templates():
            yield from ((line(place.line), path, place) for place in template.places)
    for term, template in pack.terms.items():
        path = f"terms.{term}"
        yield from ((pack.at(path), path, place) for place in template.places)


def _references(pack: Pack) -> Iterator[Problem]:
    targets = pack.part_by_id.keys() | pack.clause_by_id.keys() | pack.groups.keys()
    for spot, path, place in _places(pack):
        if place.form == "ref" and place.name not in targets:
            message = f"ref('{place.name}') points at no clause, group or part."
            yield pack_problem("P112", spot, path, message, did_you_mean(place.name, targets))


def _terms(pack: Pack) -> Iterator[Problem]:
    defined = set(pack.terms) | {term for clause in pack.clauses for term in clause.defines}
    used: set[str] = set()
    for spot, path, place in _places(pack):
        if place.form == "term":
            used.add(place.name)
            if place.name not in defined:
                message = f"The term “{place.name}” is explained nowhere."
                hint = did_you_mean(place.name, defined) or "Explain it in terms.yaml."
                yield pack_problem("P113", spot, path, message, hint)
    for term in sorted(set(pack.terms) - used):
        yield pack_problem(
            "P201", pack.at(f"terms.{term}"), f"terms.{term}", f"The term “{term}” is never used."
        )
    uses = {
        term: {p.name for p in template.places if p.form == "term"} for term, template in pack.terms.items()
    }
    for term in pack.terms:
        if term in _reached(uses, uses[term]):
            yield pack_problem(
                "P114", pack.at(f"terms.{term}"), f"terms.{term}", f"The term “{term}” explains itself."
            )


def _reached(uses: Mapping[str, set[str]], begin: Iterable[str]) -> set[str]:
    reached: set[str] = set()
    waiting = list(begin)
    while waiting:
        term = waiting.pop()
        if term not in reached:
            reached.add(term)
            waiting += uses.get(term, ())
    return reached


def _unknown(spot: Spot, path: str, what: str, name: str, known: Iterable[str]) -> Problem:
    return pack_problem("P107", spot, path, f"There is no {what} “{name}”.", did_you_mean(name, known))
