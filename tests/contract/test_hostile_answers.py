"""Whatever a person says stays text: the structure of a draft does not depend on what is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.contract.document import RunKind
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.pack import open_pack
from onboard_tui.contract.tree_json import draft_from_json, draft_to_json
from onboard_tui.resources import templates_folder
from onboard_tui.script.model import QuestionType
from onboard_tui.text import clean
from tests.contract.payloads import ALL

if TYPE_CHECKING:
    from onboard_tui.contract.document import Draft
    from onboard_tui.script.model import Script
    from tests.contract.deals import Deal

TEXTS = {QuestionType.TEXT, QuestionType.LONG_TEXT}


def with_every_text(deal: Deal, text: str) -> Deal:
    """Put the same words into every text answer and every text cell."""
    changes: dict[str, Any] = {}
    for question in deal.script.questions:
        if question.id not in deal.answers:
            continue
        if question.type in TEXTS:
            changes[question.id] = text
        elif question.type is QuestionType.TABLE:
            rows: Any = deal.answers[question.id]
            asked = {column.id for column in question.columns if column.type in TEXTS}
            changes[question.id] = tuple(
                {name: text if name in asked else cell for name, cell in row.items()} for row in rows
            )
    return deal.with_answers(**changes)


def shape(draft: Draft) -> list[tuple[object, ...]]:
    """Give what a draft is made of, without the words of answers."""
    return [
        (
            document.id,
            type(block).__name__,
            getattr(block, "number", ""),
            run.kind,
            run.bold,
            run.sources,
            run.target,
        )
        for document in draft.documents
        for block in document.blocks
        for run in runs_of(block)
    ]


def printed(draft: Draft, script: Script) -> set[str]:
    """Give the words of all runs that are a text answer or a text cell alone."""
    texts = {question.id for question in script.questions if question.type in TEXTS}
    return {
        run.text
        for document in draft.documents
        for block in document.blocks
        for run in runs_of(block)
        if run.kind is RunKind.ANSWER and set(run.sources) & texts
    }


@pytest.fixture(scope="module")
def plain(full: Deal) -> list[tuple[object, ...]]:
    """Give the structure with plain words in every text."""
    return shape(with_every_text(full, "plain words").draft())


@pytest.mark.parametrize("payload", ALL, ids=lambda text: repr(text)[:40])
def test_a_hostile_text_stays_the_text_that_it_is(
    full: Deal, plain: list[tuple[object, ...]], payload: str
) -> None:
    """In every answer at once: the same blocks, the same runs, and the words to the letter."""
    said = clean(payload).text
    draft = with_every_text(full, said).draft()
    assert printed(draft, full.script) == {said}
    assert shape(draft) == plain
    assert draft_from_json(draft_to_json(draft)) == draft


@pytest.mark.parametrize("name", ["managed-services", "one-order"])
@pytest.mark.parametrize(
    "payload", ["{{ 7 * 7 }}", "| a | b |\n| - | - |", "<w:p>&amp;</w:p>", "**bold** # no"]
)
def test_every_bundled_pack_takes_them_as_text(full: Deal, name: str, payload: str) -> None:
    """The other packs go by the same road."""
    deal = replace(full, pack=open_pack(templates_folder() / name))
    said = clean(payload).text
    draft = with_every_text(deal, said).draft()
    assert printed(draft, deal.script) == {said}
    assert shape(draft) == shape(with_every_text(deal, "plain words").draft())


def test_tokens_in_an_answer_are_only_characters(full: Deal) -> None:
    """Even a text that was never cleaned cannot stand for another value."""
    said = "\ue0000\ue001 and \ue00012\ue001"
    draft = with_every_text(full, said).draft()
    assert printed(draft, full.script) == {said}


@settings(max_examples=60)
@given(text=st.text(min_size=1, max_size=200).filter(str.strip))
def test_no_text_changes_the_structure(full: Deal, plain: list[tuple[object, ...]], text: str) -> None:
    """For any text at all, cleaned or not."""
    draft = with_every_text(full, text).draft()
    assert printed(draft, full.script) == {text}
    assert shape(draft) == plain


def test_a_huge_table_is_drafted_or_refused_with_a_sentence(full: Deal) -> None:
    """A thousand rows are a long paper, not a crash."""
    rows: Any = full.answers["biz_measures"]
    draft = full.with_answers(biz_measures=rows * 500).draft()
    assert len(shape(draft)) > 5000
