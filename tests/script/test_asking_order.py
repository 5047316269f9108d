"""A script that is cut into files asks what it would ask in one, and in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.script.load import script_from_source

if TYPE_CHECKING:
    from typing import TypeAlias

    Cut: TypeAlias = "list[Cut] | None"

HEAD = """\
format: 1
id: cut
version: "1.0.0"
title: Cut
passes: [{id: talk, title: Talk, max_customer_questions: 99}]
sections: [{id: deal, title: Deal}]
verdict: {rules: [{id: R1, verdict: proceed, if: true}]}
"""
COACH = "coach: {know: K, why: W, good: G, bad: B}"
cuts: st.SearchStrategy[Cut] = st.recursive(
    st.none(), lambda inside: st.lists(inside, min_size=1, max_size=4), max_leaves=12
)


class Pieces:
    """The files that a cut makes: a question for each leaf, a file included in its place for each list."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.asked: list[str] = []

    def items(self, cut: Cut, *, where: str = "") -> str:
        """Give the items of `questions` for a cut; `where` stands at the outermost places only."""
        if cut is None:
            name = f"q{len(self.asked)}"
            self.asked.append(name)
            return f"  - {{id: {name}, type: yes_no, ask: Is it so?, {COACH}{where}}}\n"
        name = f"part{len(self.files)}.yaml"
        self.files[name] = ""
        self.files[name] = "questions:\n" + "".join(self.items(each) for each in cut)
        return f"  - {{include: {name}{where}}}\n"


@given(st.lists(cuts, min_size=1, max_size=4))
def test_files_are_asked_where_they_are_included(whole: list[Cut]) -> None:
    """However deep files include each other, questions come as they are read, in the pass of the outermost place."""
    pieces = Pieces()
    questions = "".join(pieces.items(each, where=", pass: talk, section: deal") for each in whole)

    loaded = script_from_source(f"{HEAD}questions:\n{questions}", "cut.yaml", pieces.files)

    assert loaded.problems == ()
    assert loaded.script is not None
    assert [each.id for each in loaded.script.questions] == pieces.asked
    again = script_from_source(loaded.script.source, "kept").script
    assert again is not None
    assert [each.id for each in again.questions] == pieces.asked
