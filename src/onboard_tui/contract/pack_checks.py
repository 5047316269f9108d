"""All that can be known to be wrong with a pack and its script before anybody drafts with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.behind import questions_behind
from onboard_tui.contract.bound import bind
from onboard_tui.contract.codes import pack_problem
from onboard_tui.contract.pack import WORDS
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
    """Check a pack that was loaded against the script that it prints the answers of.

    A pack that is based on another has its lists from there, and need not use all of them.
    """
    bound = bind(pack, script)
    unused = () if len(pack.folders) > 1 else (*_feeds(bound, script), *_lists(bound, script))
    return in_order(
        [
            *bound.problems,
            *unused,
            *_references(bound, script),
            *_fixed_words(pack),
            *prove(bound, script),
            *check_words(pack),
        ]
    )


def reads_by_part(bound: BoundPack, script: Script) -> dict[str, set[str]]:
    """Give the questions that each part's clauses read, for their text or to decide whether they stand."""
    reads: dict[str, set[str]] = {}
    for clause in bound.pack.clauses:
        reads.setdefault(clause.part, set()).update(_reads(bound, clause, script))
    signers, name = bound.pack.facts.signers, bound.pack.facts.customer_name
    for part in bound.pack.parts:
        if part.made == "signatures":
            reads[part.id] = {signers, name}
    return reads


def _reads(bound: BoundPack, clause: Clause, script: Script) -> set[str]:
    names = {name for _path, template, _line in clause.templates() for name in template.names}
    if clause.id in bound.when:
        names |= bound.when[clause.id].names
    return {each for name in names for each in questions_behind(name, bound.pack.facts, script)}


def _feeds(bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Compare what questions say they feed with what the clauses of those parts read.

    A name that the pack does not have is told of by the script's own check, at the question.
    """
    pack = bound.pack
    reads = reads_by_part(bound, script)
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


def _lists(bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Warn of questions that pack.yaml speaks of, and that nothing prints or waits for."""
    pack = bound.pack
    if not pack.papers:
        return  # that there is none is told already
    reads = reads_by_part(bound, script)
    read = {name for names in reads.values() for name in names}
    sent = {part for paper in pack.papers if paper.for_customer for part in paper.parts}
    printed = {name for part in sent for name in reads.get(part, ())}
    for path, names, used in (
        ("prints_private", pack.prints_private, printed),
        ("confirm", pack.confirm, read),
    ):
        for name in sorted(set(names) - used):
            if name in script.question_by_id:
                message = f"No paper has anything to do with “{name}”."
                yield pack_problem(
                    "P209", pack.at(f"{path}.{name}"), f"{path}.{name}", message, "Take it out."
                )


def _references(bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Warn of references to a clause that can be left out where the clause that refers to it stands."""
    known = bound.pack.clause_by_id
    papers = bound.pack.paper_of_part
    for clause in bound.pack.clauses:
        for path, template, line in clause.templates():
            for place in template.places:
                target = known.get(place.name) if place.form == "ref" else None
                if target is None:
                    continue
                if papers.get(target.part) is not papers.get(clause.part):
                    message = f"“{clause.id}” refers to “{target.id}”, which stands in another paper."
                    yield pack_problem("P206", line(place.line), path, message)
                elif not stands_with(bound, clause, target, script):
                    message = f"“{clause.id}” refers to “{target.id}”, which may be left out."
                    hint = "Refer to its part or its group."
                    yield pack_problem("P206", line(place.line), path, message, hint)


def _fixed_words(pack: Pack) -> Iterator[Problem]:
    """Warn of words that the program would put into a paper in English, though the paper is in another language."""
    if pack.language.partition("-")[0] == "en":
        return
    left = [name for name in WORDS if name != "our_name" and f"words.{name}" not in pack.spots]
    if left:
        message = f"These words are still in English: {', '.join(left)}."
        yield pack_problem("P208", pack.at("language"), "language", message, "Give them in words.yaml.")
