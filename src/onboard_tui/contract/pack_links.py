"""Checks that a pack's own names fit together: ids, parts, references, terms, groups."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onboard_tui.contract.codes import pack_problem
from onboard_tui.contract.fixed_texts import check_fixed_texts
from onboard_tui.script.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onboard_tui.contract.pack_model import Clause, Pack
    from onboard_tui.contract.template import ClauseTemplate, Place
    from onboard_tui.script.problems import Problem, Spot


def check_links(pack: Pack, *, terms_read: bool = True) -> list[Problem]:
    """Give everything that can be seen without a script; of terms nothing, where the file of them could not be read."""
    return [
        *_ids(pack),
        *_parts(pack),
        *_unplaced(pack),
        *_needs(pack),
        *_checks(pack),
        *_groups(pack),
        *_references(pack),
        *(_terms(pack) if terms_read else ()),
        *check_fixed_texts(pack),
    ]


def _ids(pack: Pack) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for part in pack.parts:
        if part.id in seen:
            spot, path = pack.at(f"parts.{part.id}"), f"parts.{part.id}"
            yield pack_problem("P106", spot, path, f"The part “{part.id}” stands here twice.")
        seen[part.id] = "a part"
    for clause in pack.clauses:
        if clause.id and clause.id in seen:
            message = f"The id “{clause.id}” is already that of {seen[clause.id]}."
            hint = "Give each clause an id of its own."
            yield pack_problem("P106", clause.spot, clause.path("id"), message, hint)
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
    for name, parts in pack.feeds.items():
        for part in parts:
            if part not in known:
                yield _unknown(pack.at(f"feeds.{name}"), f"feeds.{name}", "part", part, known)


def _unplaced(pack: Pack) -> Iterator[Problem]:
    """Find parts and clauses that stand in no paper, and parts with nothing in them."""
    known = pack.part_by_id.keys()
    # without any paper only that one thing is wrong, and it is told already
    placed = {part for paper in pack.papers for part in paper.parts} or known
    filled = {clause.part for clause in pack.clauses}
    for each in pack.parts:
        spot, path = pack.at(f"parts.{each.id}"), f"parts.{each.id}"
        if each.id not in placed:
            yield pack_problem("P107", spot, path, f"The part “{each.id}” stands in no paper.")
        if not each.made and each.id not in filled:
            yield pack_problem("P107", spot, path, f"The part “{each.id}” has no clause.")
    for clause in pack.clauses:
        if clause.part in known and clause.part not in placed:
            message = f"“{clause.id}” stands in no paper, because its part “{clause.part}” does not."
            yield pack_problem("P107", clause.spot, clause.path("part"), message)


def _needs(pack: Pack) -> Iterator[Problem]:
    known = pack.part_by_id.keys()
    for clause in pack.clauses:
        if clause.part and clause.part not in known:
            yield _unknown(clause.spot, clause.path("part"), "part", clause.part, known)
        elif clause.part and pack.part_by_id[clause.part].made:
            message = f"The part “{clause.part}” is put together by the program and takes no clauses."
            yield pack_problem("P107", clause.spot, clause.path("part"), message)
    places = known | pack.clause_by_id.keys()
    for rule in pack.ring:
        for need in rule.needs:
            if need not in places:
                yield _unknown(rule.met.spot, rule.met.path, "part or clause", need, places)


def _checks(pack: Pack) -> Iterator[Problem]:
    """Compare what the checks of a draft look for with what there is."""
    places = pack.part_by_id.keys() | pack.clause_by_id.keys()
    for clause in pack.clauses:
        for name in clause.pays_for:
            if name not in places:
                yield _unknown(clause.spot, clause.path("pays_for"), "part or clause", name, places)
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
            yield pack_problem("P106", clause.spot, clause.path("default"), message)
        if len({clause.part for clause in members}) > 1:
            message = f"The clauses of the group “{name}” stand in different parts."
            yield pack_problem("P107", members[0].spot, members[0].path("one_of"), message)


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
    for spot, path, place in _places(pack):
        if place.form == "term" and place.name not in defined:
            message = f"The term “{place.name}” is explained nowhere."
            hint = did_you_mean(place.name, defined) or "Explain it in terms.yaml."
            yield pack_problem("P113", spot, path, message, hint)
    uses = {term: set(_terms_of(template)) for term, template in pack.terms.items()}
    yield from _never_used(pack, uses)
    yield from _explained_twice(pack)
    for term in pack.terms:
        if term in _reached(uses, uses[term]):
            spot, path = pack.at(f"terms.{term}"), f"terms.{term}"
            yield pack_problem("P114", spot, path, f"The term “{term}” explains itself.")


def _terms_of(template: ClauseTemplate) -> Iterator[str]:
    yield from (place.name for place in template.places if place.form == "term")


def _never_used(pack: Pack, uses: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Warn of terms that no clause uses, not even by way of what another term means."""
    said = {
        term
        for clause in pack.clauses
        for _path, template, _line in clause.templates()
        for term in _terms_of(template)
    }
    used = _reached(uses, said)
    for term in sorted(pack.terms.keys() - used):
        spot, path = pack.at(f"terms.{term}"), f"terms.{term}"
        yield pack_problem("P201", spot, path, f"The term “{term}” is never used.")
    for clause in pack.clauses:
        for term in clause.defines:
            if term not in used:
                message = f"“{clause.id}” explains the term “{term}”, which is never used."
                yield pack_problem("P201", clause.spot, clause.path("defines"), message)


def _explained_twice(pack: Pack) -> Iterator[Problem]:
    """Find terms with two meanings; clauses of one group, of which one stands, may explain the same."""
    by: dict[str, Clause] = {}
    for clause in pack.clauses:
        for term in clause.defines:
            other = by.setdefault(term, clause)
            if term in pack.terms:
                message = f"The term “{term}” is explained in terms.yaml, and again in “{clause.id}”."
            elif other is not clause and (clause.one_of is None or clause.one_of != other.one_of):
                message = f"The term “{term}” is explained in “{other.id}”, and again in “{clause.id}”."
            else:
                continue
            yield pack_problem("P106", clause.spot, clause.path("defines"), message)


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
