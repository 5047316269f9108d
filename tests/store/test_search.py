"""Search: everything said is found by the beginnings of its words, and nothing typed into it is syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.store.opening import open_store
from onboard_tui.store.rows import Hit, Said, Summary
from tests.store.samples import NOON, answer, at, opened, said_in_rows, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onboard_tui.store.rows import LogRow
    from onboard_tui.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an opened store."""
    with opened(tmp_path / "onboard.db") as store:
        yield store


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store that only reads."""
    with opened(tmp_path_factory.mktemp("search") / "onboard.db") as store:
        interview_id = started(store, "Harbour & Lyle")
        store.append(
            interview_id,
            [answer("sponsor", "nobody", quote='we "don\'t" really do sponsors')],
            Summary(NOON),
            0,
        )
        store.index_pending(said_in_rows)
        yield store


def told(store: Store, *rows: LogRow, customer: str = "Harbour & Lyle") -> str:
    """Record rows in a new interview and bring the index up to date."""
    interview_id = started(store, customer)
    store.append(interview_id, rows, Summary(at(1)), 0)
    store.index_pending(said_in_rows)
    return interview_id


def matched(hit: Hit) -> str:
    """Give the part of a snippet that is marked as the match."""
    return hit.snippet[hit.start : hit.end]


def test_customers_answers_quotes_and_notes_are_found(store: Store) -> None:
    """A hit says whose words they are and which question they answer."""
    interview_id = told(
        store,
        answer("sponsor", "The bursar", quote="we don't really do sponsors", note="ask the landlord"),
        answer("systems", ["mail", "payroll"]),
        answer("people", [{"name": "Ada", "role": "director"}]),
    )
    for wanted, where, question in (
        ("Lyle", "customer", None),
        ("bursar", "answer", "sponsor"),
        ("spons", "quote", "sponsor"),
        ("landlord", "note", "sponsor"),
        ("payroll", "answer", "systems"),
        ("direct", "answer", "people"),
    ):
        [hit] = store.search(wanted)
        assert (hit.interview_id, hit.customer) == (interview_id, "Harbour & Lyle")
        assert (hit.where, hit.question) == (where, question)
        assert matched(hit).casefold().startswith(wanted.casefold())


def test_a_hit_is_shown_in_its_sentence(store: Store) -> None:
    """A long text is cut to whole words around the match; the match is where it is said to be."""
    words = " ".join(f"word{number}" for number in range(300))
    told(store, answer("story", words))
    [hit] = store.search("word150")
    assert matched(hit) == "word150"
    assert len(hit.snippet) < 100
    assert hit.snippet.startswith("…word")
    assert hit.snippet.endswith("…")
    assert hit.snippet.strip("…") in words


def test_lines_and_control_characters_do_not_tear_a_snippet(store: Store) -> None:
    """A snippet is one line, and marks in what was typed do not move the match."""
    told(store, answer("story", "one\x02two\x03\r\nthree\x1efour\x00five"))
    [hit] = store.search("three")
    assert hit.snippet == "one two three four five"
    assert matched(hit) == "three"


def test_all_words_must_be_there_in_any_order_and_place(store: Store) -> None:
    """Words may stand in different answers; the text that holds most of them is shown."""
    told(
        store, answer("a", "the landlord"), answer("b", "the landlord of the harbour"), answer("c", "a boat")
    )
    [hit] = store.search("harb landl")
    assert (hit.question, matched(hit)) == ("b", "landlord")
    assert len(store.search("boat landlord")) == 1
    assert store.search("boat aeroplane") == ()


def test_accents_and_case_do_not_matter(store: Store) -> None:
    """What is hard to type is found without it."""
    told(store, answer("a", "Café Zürich"))
    for wanted in ("cafe", "CAFÉ", "zurich", "ZÜR"):
        [hit] = store.search(wanted)
        assert hit.where == "answer"


def test_hits_come_newest_first(store: Store) -> None:
    """The interview that was touched last is the first hit, and only as many are given as are wanted."""
    ids = [told(store, answer("a", f"landlord {number}")) for number in range(4)]
    store.append(ids[1], [answer("b", "more")], Summary(at(9)), 1)
    assert store.index_pending(said_in_rows) == 1
    assert [hit.interview_id for hit in store.search("landlord")] == [ids[1], ids[3], ids[2], ids[0]]
    assert [hit.interview_id for hit in store.search("landlord", 2)] == [ids[1], ids[3]]
    assert store.search("landlord", 0) == ()


def test_an_answer_is_found_only_after_the_worker_has_been_there(tmp_path: Path) -> None:
    """The index follows in its own transaction, and what it still lacks is known after a restart."""
    file = tmp_path / "onboard.db"
    with opened(file) as store:
        interview_id = started(store)
        store.append(interview_id, [answer("a", "bursar")], Summary(at(1)), 0)
        assert store.search("bursar") == ()
    with open_store(file, now=lambda: NOON) as store:
        assert store.index_pending(said_in_rows) == 1
        assert store.index_pending(said_in_rows) == 0
        assert len(store.search("bursar")) == 1


def test_an_interview_that_changed_meanwhile_stays_pending(store: Store) -> None:
    """An answer saved while the worker reads is not lost to the index."""
    interview_id = started(store)

    def slowly(stored: object) -> list[Said]:
        if store.load(interview_id).version == 0:
            store.append(interview_id, [answer("a", "bursar")], Summary(at(1)), 0)
        return [Said("answer", "a", "stale")]

    assert store.index_pending(slowly) == 0
    assert store.search("stale") == ()
    assert store.index_pending(said_in_rows) == 1
    assert len(store.search("bursar")) == 1


@pytest.mark.parametrize(
    "wanted",
    [
        '"', '""', "'", "*", "spon*", "^spon", "-spon", "spon NOT x", "NEAR(a b)", "a AND", "AND", "body:spon", "body : x",
        "{body} : x", "(", ")", "((((", "+", "a + b", "\x00", "a\x00b", "\ud800", "spon\udfff", "%", "_", ";", "--",
        "'; DROP TABLE entry; --", "{{7*7}}", "[red]", "\x1b[31m", "👍", "", "   ", "\n", "a" * 10_000, "a " * 10_000,
    ],
)  # fmt: skip
def test_hostile_searches_are_only_words(library: Store, wanted: str) -> None:
    """Operators, quotes, wildcards and broken text find what they say or nothing; they are never an error."""
    for hit in library.search(wanted):
        assert hit.customer == "Harbour & Lyle"


@given(wanted=st.text(max_size=40))
def test_any_text_can_be_searched_for(library: Store, wanted: str) -> None:
    """Nothing that can be typed breaks the search."""
    assert len(library.search(wanted)) <= 1


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300), pick=st.randoms())
def test_a_word_that_was_said_is_found_and_marked(library: Store, text: str, pick: object) -> None:
    """Every hit's match lies inside its snippet and is not empty."""
    for word in text.split()[:3]:
        for hit in library.search(word):
            assert 0 <= hit.start < hit.end <= len(hit.snippet)


def test_a_quotation_mark_in_what_was_said_does_not_hide_the_word(library: Store) -> None:
    """Quotes around a word are no part of it."""
    assert [matched(hit) for hit in library.search('"don\'t"')] == ["don't"]
