"""Document trees for laws: any blocks in any order, and two that have much in common."""

from __future__ import annotations

from hypothesis import strategies as st

from onboard_tui.contract.document import (
    Align,
    Block,
    Bullet,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Run,
    RunKind,
    Signature,
    SubClause,
    Table,
    Title,
)

WORDS = (
    "we",
    "you",
    "pay",
    "£2,340.00",
    "within 30 days",
    ", ",
    " ",
    "  ",
    ".",
    "the desk",
    "\n",
    "\t",
    "& <b>",
    "שלום",
    "契約は",
    "(a)",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map("".join)
IDS = st.sampled_from(("term", "price", "missed", "people"))

RUNS: st.SearchStrategy[tuple[Run, ...]] = st.lists(
    st.one_of(
        st.builds(Run, TEXTS),
        st.builds(
            Run,
            TEXTS,
            kind=st.sampled_from((RunKind.ANSWER, RunKind.COMPUTED, RunKind.OPEN)),
            bold=st.booleans(),
            sources=st.sampled_from(((), ("biz_outcome",))),
        ),
        st.builds(
            Run,
            st.sampled_from(("1", "1.1", "2")),
            kind=st.just(RunKind.REF),
            target=st.one_of(IDS, st.none()),
        ),
    ),
    max_size=4,
).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of one to three columns."""
    columns = draw(st.integers(1, 3))
    row = st.tuples(*[RUNS] * columns)
    return Table(
        head=draw(row),
        rows=tuple(draw(st.lists(row, max_size=4))),
        align=tuple(draw(st.sampled_from(Align)) for _ in range(columns)),
        total=draw(st.one_of(st.none(), row)),
        clause=draw(st.one_of(st.none(), IDS)),
    )


CLAUSES = st.one_of(st.none(), IDS)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Title, RUNS),
    st.builds(Heading, IDS, st.integers(1, 3), st.sampled_from(("", "1", "2")), RUNS),
    st.builds(SubClause, st.sampled_from(("1.1", "1.2", "2.1")), RUNS, IDS),
    st.builds(Item, st.sampled_from(("(a)", "(b)")), st.integers(1, 2), RUNS, CLAUSES),
    st.builds(Bullet, RUNS, CLAUSES),
    st.builds(Paragraph, RUNS, CLAUSES),
    tables(),
    st.builds(Signature, RUNS, RUNS, RUNS),
    st.just(PageBreak()),
)


@st.composite
def two_papers(draw: st.DrawFn) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of two papers: some stand in both, some in one, some in another place."""
    common = draw(st.lists(BLOCKS, max_size=8))
    sides: list[tuple[Block, ...]] = []
    for _ in range(2):
        kept = [block for block in common if draw(st.booleans())]
        if draw(st.booleans()):
            kept = draw(st.permutations(kept))
        for block in draw(st.lists(BLOCKS, max_size=4)):
            kept.insert(draw(st.integers(0, len(kept))), block)
        sides.append(tuple(kept))
    return sides[0], sides[1]
