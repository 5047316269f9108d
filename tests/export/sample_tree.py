"""A document tree made by hand: every kind of block and run, long enough to fill some pages."""

from __future__ import annotations

from onboard_tui.contract.document import (
    Align,
    Block,
    Bullet,
    Cell,
    Document,
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
from onboard_tui.export.paper import Paper

SHA256 = "3f2a9c41" * 8


def text(words: str) -> Run:
    """The pack's own words."""
    return Run(words)


def answer(words: str, question: str = "biz_outcome") -> Run:
    """A person's words."""
    return Run(words, RunKind.ANSWER, sources=(question,))


def still_open(words: str, question: str = "ppl_sponsor") -> Run:
    """Something nobody has said yet."""
    return Run(f"[To confirm: {words}]", RunKind.OPEN, sources=(question,))


def ref(target: str, number: str) -> Run:
    """A reference to a numbered clause."""
    return Run(number, RunKind.REF, target=target)


def cell(words: str) -> Cell:
    """A cell that holds an answer."""
    return (answer(words, "off_services"),)


def head(*words: str) -> tuple[Cell, ...]:
    """The head of a table."""
    return tuple((text(word),) for word in words)


def everywhere(words: str) -> tuple[Block, ...]:
    """The words in every kind of block."""
    run = Run(words, RunKind.ANSWER)
    return (
        Title((run,)),
        Heading("h", 1, "7", (run,)),
        SubClause("7.1", (run,), "c"),
        Item("(a)", 1, (run,)),
        Item("(i)", 2, (run,)),
        Bullet((run,)),
        Paragraph((run,)),
        Table(((run,), (run,)), (((run,), (run,)),), (Align.LEFT, Align.RIGHT), total=((run,), ())),
        Signature((run,), (run,), (run,)),
    )


KEY_TERMS = Table(
    head=head("Key term", "What we agreed"),
    rows=(
        (cell("Customer"), cell("Harbour Street Dental Group, 14 Harbour Street, Bristol")),
        (
            cell("What success means to you"),
            (
                text("\u201c"),
                answer(
                    "No patient is ever turned away because the records cannot be opened, and the front desk goes home at six."
                ),
                text("\u201d"),
            ),
        ),
        (cell("Starts on"), cell("1 April 2026")),
        (cell("Term"), cell("Month by month. Either of us may stop with 30 days\u2019 notice.")),
        (cell("Monthly price"), cell("£2,340.00 plus VAT")),
        (cell("Your sponsor"), (still_open("who on your side can decide"),)),
        (cell("Your contact here"), cell("Ines Duarte, account lead, answers within one working day")),
    ),
    align=(Align.LEFT, Align.LEFT),
    clause="key_terms",
)

SERVICES = Table(
    head=head("Service", "What you get", "How many", "Monthly each", "Monthly"),
    rows=(
        (
            cell("Cloud desktops"),
            cell("A desktop that opens on any computer in the practice"),
            cell("28"),
            cell("£45.00"),
            cell("£1,260.00"),
        ),
        (
            cell("Records hosting"),
            cell("Your patient records system, hosted and watched day and night"),
            cell("1"),
            cell("£690.00"),
            cell("£690.00"),
        ),
        (
            cell("Backup and restore"),
            cell("Nightly copies, kept for 90 days, restored twice a year to prove it"),
            cell("1"),
            cell("£210.00"),
            cell("£210.00"),
        ),
        (
            cell("Sign-in protection"),
            cell("A second step at sign-in for everybody"),
            cell("28"),
            (still_open("price"),),
            cell("£180.00"),
        ),
    ),
    align=(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT),
    total=(cell("Total"), (), (), (), (Run("£2,340.00", RunKind.COMPUTED, sources=("off_services",)),)),
    clause="services",
)

EXIT_PRICES = Table(
    head=head("If you leave in month", "You pay", "Because"),
    rows=tuple(
        (
            cell(str(month)),
            cell(f"£{max(0, 1800 - 150 * month):,}.00"),
            cell("what is left of the set-up work that we did not invoice"),
        )
        for month in range(1, 13)
    ),
    align=(Align.CENTER, Align.RIGHT, Align.LEFT),
    clause="exit_price",
)


def _clauses() -> tuple[Block, ...]:
    return (
        Heading("duties", 1, "1", (text("What each of us does"),), "duties", "duties"),
        SubClause(
            "1.1",
            (
                text("We will move your records, your desktops and your sign-in to the services in "),
                ref("services", "2"),
                text(" and stay until the people who use them say that they work."),
            ),
            "duties",
        ),
        SubClause("1.2", (text("Before the first day we will:"),), "duties_before"),
        Item("(a)", 1, (text("copy your records and show you that the copy opens;"),), "duties_before"),
        Item(
            "(b)", 1, (text("set up each desktop and test it with somebody who uses it:"),), "duties_before"
        ),
        Item("(i)", 2, (text("at the front desk;"),), "duties_before"),
        Item("(ii)", 2, (text("in each treatment room; and"),), "duties_before"),
        Item("(iii)", 2, (text("from one home;"),), "duties_before"),
        Item(
            "(c)", 1, (text("name the person who answers when you call, and their deputy."),), "duties_before"
        ),
        SubClause(
            "1.3",
            (
                text("You will give us the access that we ask for within "),
                answer("three working days"),
                text(". The person who can decide for you is "),
                still_open("who on your side can decide"),
                text(". If they change, tell us; nothing else is needed."),
            ),
            "duties_yours",
        ),
        SubClause(
            "1.4",
            (
                text(
                    "If something that you must do is late, the days move by as much, and nobody pays for it unless "
                ),
                ref("missed", "3.2"),
                text(" says so."),
            ),
            "duties_late",
        ),
        Heading("services", 1, "2", (text("Services and prices"),), "services", "services"),
        SubClause(
            "2.1",
            (
                text("These are the services and what they cost. The "),
                Run("Monthly Price", bold=True),
                text(" is the total below; it does not rise during the first twelve months."),
            ),
            "services",
        ),
        SERVICES,
        SubClause(
            "2.2",
            (
                text(
                    "You can add to any line by writing to us. The new number counts from the day on which we confirm it, "
                ),
                Run("at the price in this table", italic=True),
                text(", and needs no new signature."),
            ),
            "order_more",
        ),
        Bullet((text("Up to £500 a month: any person you named may order."),), "order_more"),
        Bullet((text("Above that: your sponsor, in writing. An e-mail is enough."),), "order_more"),
        Heading("missed", 1, "3", (text("What happens when we miss"),), "missed", "missed"),
        SubClause(
            "3.1",
            (text("We measure each service level and send you the figures with every invoice."),),
            "missed",
        ),
        SubClause(
            "3.2",
            (
                text(
                    "When we miss one, we work out the credit ourselves and take it off the same invoice. You never have to ask. A credit does not end our duty to put right what caused it."
                ),
            ),
            "missed",
        ),
        SubClause(
            "3.3",
            (
                text("If we miss the same level three months running, you may leave at once, and "),
                ref("term_exit", "4"),
                text(" charges you nothing."),
            ),
            "missed_exit",
        ),
        Heading("term_exit", 1, "4", (text("How long, and how to leave"),), "term_exit", "term_exit"),
        SubClause(
            "4.1",
            (
                text("This agreement runs from month to month from "),
                answer("1 April 2026", "off_start"),
                text(". Either of us may end it with 30 days\u2019 notice."),
            ),
            "term_exit",
        ),
        SubClause(
            "4.2",
            (
                text(
                    "If you leave during the first year you pay what the table says for that month, and nothing else."
                ),
            ),
            "exit_price",
        ),
        EXIT_PRICES,
        Paragraph(
            (text("The prices fall to nothing because the work has then paid for itself."),), "exit_price"
        ),
    )


def more_clauses(first: int, count: int) -> tuple[Block, ...]:
    """Plain clauses, as many as a long agreement needs."""
    blocks: list[Block] = []
    for number in range(first, first + count):
        blocks.append(
            Heading(f"more_{number}", 1, str(number), (text(f"Further promise {number}"),), None, "more")
        )
        blocks.extend(
            SubClause(
                f"{number}.{sub}",
                (
                    text("We will keep this promise for as long as the agreement runs, tell you within "),
                    answer("two working days"),
                    text(" when we cannot, and say what we will do about it and by when. See also "),
                    ref("missed", "3.2"),
                    text("."),
                ),
                f"more_{number}",
            )
            for sub in range(1, 7)
        )
    return tuple(blocks)


def agreement(language: str = "en", extra: int = 0) -> Document:
    """An agreement with `extra` more clauses."""
    blocks: tuple[Block, ...] = (
        Title((text("Agreement with Harbour Street Dental Group"),)),
        Paragraph(
            (
                text("Between Example Cloud Ltd ("),
                Run("we", bold=True),
                text(") and Harbour Street Dental Group ("),
                Run("you", bold=True),
                text("). A draft to be checked by a lawyer before anybody signs it."),
            )
        ),
        Heading("key_terms", 1, "", (text("Key terms"),), "key_terms"),
        KEY_TERMS,
        Heading("summary", 1, "", (text("In plain words"),), "summary"),
        Bullet((text("You pay for what you use, month by month."),)),
        Bullet((text("We name the people who do the work, and they answer within a working day."),)),
        Bullet((text("If we miss what we promised, we pay without being asked."),)),
        Bullet(
            (
                text("You can leave in any month. The price of leaving is in "),
                ref("term_exit", "4"),
                text("; after a year it is nothing."),
            )
        ),
        PageBreak(),
        *_clauses(),
        *more_clauses(5, extra),
        Heading("signatures", 1, str(5 + extra), (text("Signatures"),), "signatures"),
        SubClause(
            f"{5 + extra}.1", (text("Each person who signs may bind the party they sign for."),), "signatures"
        ),
        Signature((text("Example Cloud Ltd"),), (answer("Ines Duarte"),), (answer("Account lead"),)),
        Signature((text("Harbour Street Dental Group"),), (still_open("who signs for you"),), ()),
    )
    return Document("agreement", "Agreement with Harbour Street Dental Group", blocks, language=language)


def paper(document: Document | None = None, *, final: bool = False) -> Paper:
    """The agreement on its way to a file."""
    return Paper(
        document=document or agreement(),
        customer="Harbour Street Dental Group",
        author="Example Cloud Ltd",
        version=3,
        sha256=SHA256,
        as_of="2026-03-02",
        final=final,
    )
