"""All that can be known to be wrong with a pack and its script before anybody drafts with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.bound import bind
from onboard_tui.contract.codes import pack_problem
from onboard_tui.contract.facts import FACT_TYPES
from onboard_tui.contract.pack_proofs import prove, stands_with
from onboard_tui.contract.plain_words import check_words
from onboard_tui.script.problems import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.pack_model import Clause, Pack
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem


def check_pack(pack: Pack, script: Script) -> tuple[Problem, ...]:
    """Check a pack that was loaded against the script that it prints the answers of."""
    bound = bind(pack, script)
    return in_order(
        [
            *bound.problems,
            *_feeds(bound, script),
            *_references(bound, script),
            *prove(bound, script),
            *check_words(pack),
        ]
    )


def reads_by_part(bound: BoundPack) -> dict[str, set[str]]:
    """Give the questions that each part's clauses read, for their text or to decide whether they stand."""
    reads: dict[str, set[str]] = {}
    for clause in bound.pack.clauses:
        reads.setdefault(clause.part, set()).update(_reads(bound, clause))
    signers, name = bound.pack.facts.signers, bound.pack.facts.customer_name
    for part in bound.pack.parts:
        if part.made == "signatures":
            reads[part.id] = {signers, name}
    return reads


def _reads(bound: BoundPack, clause: Clause) -> set[str]:
    names = set(clause.body.names) | (set(clause.plain.names) if clause.plain else set())
    if clause.id in bound.when:
        names |= bound.when[clause.id].names
    plan = bound.pack.facts
    inputs = {getattr(plan, each) for name in names if name in FACT_TYPES for each in FACT_TYPES[name].inputs}
    return names | inputs


def _feeds(bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Compare what questions say they feed with what the clauses of those parts read.

    A name that the pack does not have is told of by the script's own check, at the question.
    """
    pack = bound.pack
    reads = reads_by_part(bound)
    fed: set[str] = set()
    for question in script.questions:
        for name in question.feeds:
            fed.add(name)
            if name in pack.feeds and not any(
                question.id in reads.get(part, ()) for part in pack.feeds[name]
            ):
                parts = ", ".join(pack.feeds[name])
                message = f"“{question.id}” feeds “{name}”, and no clause of {parts} reads it."
                yield pack_problem("P203", pack.at(f"feeds.{name}"), f"feeds.{name}", message)
    for name in sorted(pack.feeds.keys() - fed):
        if name != "declined_advice":
            message = f"No question feeds “{name}”."
            yield pack_problem("P204", pack.at(f"feeds.{name}"), f"feeds.{name}", message)


def _references(bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Warn of references to a clause that can be left out where the clause that refers to it stands."""
    known = bound.pack.clause_by_id
    for clause in bound.pack.clauses:
        for place in clause.body.places:
            target = known.get(place.name) if place.form == "ref" else None
            if target is not None and not stands_with(bound, clause, target, script):
                message = f"“{clause.id}” refers to “{target.id}”, which may be left out."
                yield pack_problem(
                    "P206", clause.line(place.line), "text", message, "Refer to its part or its group."
                )
