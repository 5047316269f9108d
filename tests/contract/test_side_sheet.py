"""The side sheet says to the seller what the paper does not say to the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Table
from onboard_tui.contract.pack import open_pack
from tests.contract.deals import Deal
from tests.contract.small_pack import CLAUSE, PACK, written

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.script.model import Script

TRACED = PACK.replace("[check]", "[check, trace]").replace(
    "feeds:", "  - {id: trace, title: Trace, numbered: false, made: trace}\nfeeds:"
)
LONG_OR_RED = "the answer to “How long?” is “Long”, or the answer to “Which?” includes “Red”"


def test_the_trace_says_in_words_when_each_clause_stands(tmp_path: Path, small: Script) -> None:
    """As a seller would say it: the question and the option, and what stands where no other wording does."""
    member = CLAUSE.replace("id: one", "id: two").replace("plain:", "one_of: g\n{}plain:")
    files = {
        "clauses_1": CLAUSE,
        "clauses_3": member.format("when: length == 'long' or has(kinds, 'red')\n"),
        "clauses_4": member.replace("id: two", "id: three").format("default: true\n"),
    }
    pack = open_pack(written(tmp_path, pack=TRACED, **files))
    for length, words in (
        ("long", f"one of 2 wordings, chosen where {LONG_OR_RED}"),
        ("short", "one of 2 wordings, the one that stands where no other is chosen"),
    ):
        draft = Deal(small, pack, {"goal": "peace", "length": length, "kinds": ()}, {}).draft()
        (table,) = (block for block in draft.documents[1].blocks if isinstance(block, Table))
        stands = ["".join(run.text for run in row[2]) for row in table.rows]
        assert stands == ["always", words, "always"]
