"""Contracts drafted with words put in by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Paragraph, RunKind, SubClause
from onboard_tui.contract.draft import Drafted, draft_clauses
from onboard_tui.contract.hand_edits import pieces_of, read, shown, with_references, written
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.tree_json import draft_from_json, draft_to_json
from onboard_tui.interview.paperwork import Reworded
from tests.contract.deals import AT
from tests.contract.test_draft import all_runs, blocks, words

if TYPE_CHECKING:
    from tests.contract.deals import Deal


def drafted(deal: Deal) -> Drafted:
    """Draft a deal's contract, with the clauses that it is made of."""
    return draft_clauses(deal.assessment, deal.pack, our_name=deal.our_name)


def text_of(deal: Deal, clause: str) -> str:
    """Give the pack's words of a clause, as they are kept."""
    made = drafted(deal)
    numbered = deal.pack.part_by_id[deal.pack.clause_by_id[clause].part].numbered
    return written(pieces_of(made.clauses[clause].drafted, numbered=numbered))


def reworded(deal: Deal, clause: str, *changes: tuple[str, str]) -> Deal:
    """Change words of a clause by hand."""
    base = text = text_of(deal, clause)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return deal.with_entries(Reworded(id=f"r-{clause}", at=AT, clause=clause, base=base, text=text, by="Ann"))


def test_each_clause_of_the_pack_can_be_edited_and_read_back(full: Deal) -> None:
    """What is shown, and given back untouched, is the clause with all its references."""
    made = drafted(full)
    for name, standing in made.clauses.items():
        numbered = full.pack.part_by_id[standing.clause.part].numbered
        pieces = pieces_of(standing.drafted, numbered=numbered)

        def number_of(target: str, clause: str = name) -> str:
            return made.number_of(clause, target)

        assert read(written(pieces)) == pieces
        assert with_references(shown(written(pieces), number_of), pieces, number_of) == pieces


def test_each_clause_of_the_pack_can_carry_words_by_hand(full: Deal) -> None:
    """A sentence at the end of every clause stands in the draft, and nothing else is different."""
    made = drafted(full)
    entries = [
        Reworded(id=name, at=AT, clause=name, base=text, text=f"{text}\n\nAdded by hand.", by="Ann")
        for name in made.clauses
        if (text := text_of(full, name))
    ]
    edited = drafted(full.with_entries(*entries))
    assert edited.clauses.keys() == made.clauses.keys()
    for name, standing in edited.clauses.items():
        *others, last = standing.blocks
        assert tuple(others) == made.clauses[name].blocks
        assert [(run.text, run.kind) for run in runs_of(last)] == [("Added by hand.", RunKind.EDITED)]
    assert {each.clause for each in edited.draft.rewordings} == set(made.clauses)


def test_the_hand_s_words_stay_when_other_answers_change(full: Deal) -> None:
    """The new value and the hand's words stand in one clause; the draft says whose words they are."""
    edited = reworded(full, "use_goal", ("We will count once a month", "We will count twice a month"))
    after = edited.with_answers(now_users=50).agreement()
    text = "\n".join(words(block) for block in blocks(after, "use_goal"))
    assert "80% of the 50 who need it" in text
    assert "We will count twice a month" in text
    (rewording,) = edited.draft().rewordings
    assert (rewording.clause, rewording.by, rewording.conflicts, rewording.left_out) == (
        "use_goal",
        "Ann",
        (),
        False,
    )


def test_a_contradiction_is_shown_in_all_three_forms(full: Deal) -> None:
    """The hand's words stand, and what they began from and what is drafted now can be read beside them."""
    edited = reworded(full, "use_goal", ("the 60 ", "the sixty ")).with_answers(now_users=50)
    (conflict,) = edited.draft().rewordings[0].conflicts
    assert "the 60 who" in conflict.before
    assert "the 50 who" in conflict.drafted
    assert "the sixty who" in conflict.written
    assert conflict.written in edited.text()


def test_a_clause_that_is_left_out_keeps_its_words_for_its_return(full: Deal) -> None:
    """While it does not stand, the draft says that its words wait."""
    edited = reworded(full, "term_m12", ("twelve months", "twelve months, all of them"))
    gone = edited.with_answers(con_term="monthly")
    (waiting,) = gone.draft().rewordings
    assert (waiting.clause, waiting.left_out) == ("term_m12", True)
    assert "all of them" not in gone.text()
    assert "all of them" in gone.with_answers(con_term="m12").text()


def test_words_in_a_clause_that_the_pack_has_no_more_are_told(full: Deal) -> None:
    """A new version of a pack, or another pack, takes no words away in silence; letters need not tell."""
    entry = Reworded(id="r", at=AT, clause="of_last_year", base="We will.", text="We will, gladly.", by="Ann")
    deal = full.with_entries(entry)
    assert [(each.clause, each.left_out) for each in deal.draft().rewordings] == [("of_last_year", True)]
    review = draft_clauses(deal.assessment, deal.pack, kind="review", our_name=deal.our_name).draft
    assert review.rewordings == ()


def test_what_the_hand_filled_in_is_open_no_more(full: Deal) -> None:
    """A mark that was taken out is no open point of that clause; it is one where it still stands."""
    nameless = replace(full, our_name="")
    (point,) = nameless.draft().open_points
    assert set(point.clauses) >= {"parties", "key_terms_page"}
    edited = reworded(nameless, "parties", ("[To confirm: our legal name]", "Acme Ltd"))
    (point,) = edited.draft().open_points
    assert "parties" not in point.clauses
    assert "key_terms_page" in point.clauses


def test_terms_that_the_hand_uses_are_explained(full: Deal) -> None:
    """A defined term that came in by hand is explained, and one whose last use went is not."""

    def explained(deal: Deal) -> set[str]:
        found = [words(block) for block in deal.agreement().blocks if isinstance(block, Paragraph)]
        return {term for term in deal.pack.terms if any(text.startswith(f"{term}: ") for text in found)}

    users = [name for name, each in drafted(full).clauses.items() if "Active Use" in each.filled.terms]
    without = full
    for name in users:
        without = reworded(without, name, ("Active Use", "use"))
    assert "Active Use" in explained(full)
    assert "Active Use" not in explained(without)
    assert "Active Use" in explained(
        reworded(without, "ownership", ("What we make", "For Active Use, what we make"))
    )


def test_hostile_words_by_hand_stay_text(full: Deal) -> None:
    """Nothing that a person types into a clause is markup, a template or a reference."""
    hostile = "{{ our_name }} **bold** <b>x</b> | a | b | {% if x %} [x](http://x)"
    edited = reworded(full, "ownership", ("What we make", hostile))
    runs = [run for run in all_runs(edited.draft()) if run.kind is RunKind.EDITED]
    assert hostile in "".join(run.text for run in runs)
    assert not any(run.bold or run.target for run in runs)


def test_references_of_a_reworded_clause_follow_what_they_refer_to(full: Deal) -> None:
    """The number in a clause by hand is that of today."""
    edited = reworded(full, "why_now", ("We will measure", "We will gladly measure"))
    (block, *_) = [
        each
        for each in blocks(edited.agreement(), "why_now")
        if isinstance(each, SubClause) and "gladly" in words(each)
    ]
    (reference,) = [run for run in runs_of(block) if run.kind is RunKind.REF]
    assert reference.text


def test_a_draft_with_words_by_hand_is_stored_and_read_back(full: Deal) -> None:
    """Its JSON holds whose words they are, and what contradicts them."""
    draft = reworded(full, "use_goal", ("the 60 ", "the sixty ")).with_answers(now_users=50).draft()
    assert draft.rewordings[0].conflicts
    assert draft_from_json(draft_to_json(draft)) == draft
