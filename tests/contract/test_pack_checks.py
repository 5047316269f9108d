"""What a check of a pack finds besides its form: texts, terms, groups, approvals, figures, and what nobody uses."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.contract.bound import bind
from onboard_tui.contract.codes import CODES
from onboard_tui.contract.document import RunKind
from onboard_tui.contract.fixed_texts import has_amount
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.pack import WORDS, load_pack, open_pack
from onboard_tui.contract.pack_checks import check_pack
from onboard_tui.resources import bundled_packs, bundled_scripts
from onboard_tui.script.load import open_script
from onboard_tui.script.scope import Missing
from tests.contract.deals import Deal
from tests.contract.small_pack import CHECK, CLAUSE, FILES, PACK, small_script, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem


def found(folder: Path, script: Script, **files: str) -> list[tuple[str, str, int, str]]:
    """Give code, file, line and path of everything that is wrong with a changed pack."""
    loaded = load_pack(written(folder, **files))
    problems: tuple[Problem, ...] = loaded.problems
    if loaded.read is not None:
        problems += check_pack(loaded.read, script)
    return [(each.code, Path(each.place.file).name, each.place.line, each.path) for each in problems]


def clause(more: str = "", text: str = "", number: str = "two") -> str:
    """Write another clause, with keys before its plain line and text below."""
    return CLAUSE.replace("id: one", f"id: {number}").replace("plain:", f"{more}plain:") + text


PLAN = "facts:\n  {}\n"
CASES: dict[str, tuple[dict[str, str], tuple[str, str, int, str]]] = {
    "a clause in no paper": (
        {"pack": PACK.replace("[check]", "[]")},
        ("P107", "2.md", 1, "clauses[ours].part"),
    ),
    "an amount in a title": (
        {"clauses_1": CLAUSE.replace("title: One", "title: Only 500 EUR")},
        ("P115", "1.md", 1, "clauses[one].title"),
    ),
    "an amount in a plain line": (
        {"clauses_1": CLAUSE.replace("One line.", "It costs fifty euros.")},
        ("P115", "1.md", 5, "clauses[one].plain"),
    ),
    "an amount in a term": ({"terms": "Day: A day at £ 12.\n"}, ("P115", "terms.yaml", 1, "terms.Day")),
    "an amount in a text": (
        {"clauses_1": CLAUSE + "\nIt costs\n12.500 CHF.\n"},
        ("P115", "1.md", 10, "clauses[one].text"),
    ),
    "HTML in a title": (
        {"pack": PACK.replace("title: First", "title: <b>First</b>")},
        ("P111", "pack.yaml", 9, "parts.first"),
    ),
    "HTML in a plain line": (
        {"clauses_1": CLAUSE.replace("One line.", "One <br> line.")},
        ("P111", "1.md", 5, "clauses[one].plain"),
    ),
    "HTML in a term": ({"terms": "Day: A <i>day</i>.\n"}, ("P111", "terms.yaml", 1, "terms.Day")),
    "a heading in a term": ({"terms": "Day: '`x`'\n"}, ("P111", "terms.yaml", 1, "terms.Day")),
    "a term that only an unused term needs": (
        {"terms": "Day: A day.\nWeek: Seven times {{ term('Hour') }}.\nHour: Long.\n"},
        ("P201", "terms.yaml", 3, "terms.Hour"),
    ),
    "a term of a clause that is never used": (
        {"clauses_1": CLAUSE.replace("plain:", "defines: [Week]\nplain:")},
        ("P201", "1.md", 1, "clauses[one].defines"),
    ),
    "a term with two meanings": (
        {"clauses_1": CLAUSE.replace("plain:", "defines: [Day]\nplain:")},
        ("P106", "1.md", 1, "clauses[one].defines"),
    ),
    "a term explained in two clauses": (
        {
            "clauses_1": CLAUSE.replace("{{ term('Day') }}", "{{ term('Week') }}").replace(
                "plain:", "defines: [Week]\nplain:"
            ),
            "clauses_3": clause("defines: [Week]\n"),
        },
        ("P106", "3.md", 1, "clauses[two].defines"),
    ),
    "a condition that never holds": (
        {"clauses_3": clause("when: price > 5 and price < 2\n")},
        ("P202", "3.md", 5, "clauses[two].when"),
    ),
    "a condition on a figure that always holds": (
        {"clauses_3": clause("when: price > 5 or price <= 5\n")},
        ("P202", "3.md", 5, "clauses[two].when"),
    ),
    "a condition on a worked-out value that never holds": (
        {"clauses_3": clause("when: dear and price < 10\n")},
        ("P202", "3.md", 5, "clauses[two].when"),
    ),
    "a condition on a question that is never asked then": (
        {"clauses_3": clause("when: deep == 'yes' and length == 'short'\n")},
        ("P202", "3.md", 5, "clauses[two].when"),
    ),
    "two clauses of a group for one amount": (
        {
            "clauses_1": CLAUSE.replace("plain:", "one_of: g\nwhen: price >= 5\nplain:"),
            "clauses_3": clause("one_of: g\nwhen: price <= 5\n"),
        },
        ("P127", "3.md", 6, "clauses[two].when"),
    ),
    "no clause of a group for one amount": (
        {
            "clauses_1": CLAUSE.replace("plain:", "one_of: g\nwhen: price > 5\nplain:"),
            "clauses_3": clause("one_of: g\nwhen: price < 5\n"),
        },
        ("P127", "1.md", 1, "clauses[one].one_of"),
    ),
    "a group of which nothing can be told": (
        {
            "clauses_1": CLAUSE.replace("plain:", "one_of: g\nwhen: price > 2 * cost\nplain:"),
            "clauses_3": clause("one_of: g\nwhen: price <= 2 * cost\n"),
        },
        ("P127", "1.md", 1, "clauses[one].one_of"),
    ),
    "an approval that is never asked for": (
        {"clauses_1": CLAUSE.replace("plain:", "approval: price < 1 and price > 2\nplain:")},
        ("P207", "1.md", 5, "clauses[one].approval"),
    ),
    "an approval that never holds where its clause stands": (
        {"clauses_3": clause("when: length == 'long'\napproval: length == 'short'\n")},
        ("P207", "3.md", 6, "clauses[two].approval"),
    ),
    "an approval that always holds": (
        {"clauses_1": CLAUSE.replace("plain:", "approval: length in ['long', 'short']\nplain:")},
        ("P207", "1.md", 5, "clauses[one].approval"),
    ),
    "a mark that is never met": (
        {"pack": PACK + "ring: [{id: m, text: M, met: price > 2 and price < 1, needs: []}]\n"},
        ("P207", "pack.yaml", 13, "ring[0].met"),
    ),
    "a rule for drafts that never holds": (
        {"pack": PACK + "checks: {rules: [{id: r, when: price > 2 and price < 1, text: x}]}\n"},
        ("P207", "pack.yaml", 13, "checks.rules[0].when"),
    ),
    "a table printed in one go": (
        {"clauses_1": CLAUSE + "\n{{ items }}\n"},
        ("P125", "1.md", 9, "clauses[one].text"),
    ),
    "a row printed in one go": (
        {"clauses_1": CLAUSE + "\n{% for row in items %}\n{{ row }}\n{% endfor %}\n"},
        ("P125", "1.md", 10, "clauses[one].text"),
    ),
    "promises in what has no rows": (
        {"clauses_1": CLAUSE.replace("plain:", "binds: ours\nbinds_each: goal\nplain:")},
        ("P122", "1.md", 1, "clauses[one].binds_each"),
    ),
    "a private answer by way of a worked-out value": (
        {"clauses_1": CLAUSE + "\n{% if dear %}\n{{ dear }}\n{% endif %}\n"},
        ("P124", "1.md", 10, "clauses[one].text"),
    ),
    "a private answer by way of a figure": (
        {"pack": PACK + PLAN.format("active_target: cost"), "clauses_1": CLAUSE + "\n{{ active_people }}\n"},
        ("P124", "1.md", 9, "clauses[one].text"),
    ),
    "a figure from a question of another type": (
        {"pack": PACK + PLAN.format("start: goal")},
        ("P126", "pack.yaml", 14, "facts.start"),
    ),
    "a table without the column that a figure needs": (
        {"pack": PACK + PLAN.format("people: {question: items, sponsor: [], owner: []}")},
        ("P126", "pack.yaml", 14, "facts.people"),
    ),
    "a figure for an option that there is not": (
        {"pack": PACK + PLAN.format("notice_at_most: {question: length, days: {lnog: 30}}")},
        ("P126", "pack.yaml", 14, "facts.notice_at_most"),
    ),
    "words left in English": (
        {"pack": PACK.replace("title: Small", "title: Small\nlanguage: de"), "words": "and: und\n"},
        ("P208", "pack.yaml", 5, "language"),
    ),
    "a private question listed for nothing": (
        {"pack": PACK + "prints_private: [price]\n"},
        ("P209", "pack.yaml", 13, "prints_private.price"),
    ),
    "words for a question that nothing waits for": (
        {"pack": PACK + "confirm:\n  goal: the goal\n  kinds: the kinds\n"},
        ("P209", "pack.yaml", 15, "confirm.kinds"),
    ),
    "a reference into another paper": (
        {"clauses_1": CLAUSE + "\nSee {{ ref('ours') }}.\n"},
        ("P206", "1.md", 9, "clauses[one].text"),
    ),
    "a reference in a plain line that may lead nowhere": (
        {
            "clauses_1": CLAUSE.replace("One line.", "See {{ ref('two') }}."),
            "clauses_3": clause("when: length == 'long'\n"),
        },
        ("P206", "1.md", 5, "clauses[one].plain"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_found_with_its_file_line_and_clause(
    tmp_path: Path, small: Script, name: str
) -> None:
    """Each finding names the place that its author has to change."""
    files, expected = CASES[name]
    assert expected in found(tmp_path, small, **files)


FINE = {
    "an approval that is always wanted": {"clauses_1": CLAUSE.replace("plain:", "approval: 'true'\nplain:")},
    "a group of figures with a default": {
        "clauses_1": CLAUSE.replace("plain:", "one_of: g\nwhen: price > 2 * cost\nplain:"),
        "clauses_3": clause("one_of: g\ndefault: true\n"),
    },
    "a group that does not always apply": {
        "clauses_1": CLAUSE.replace("plain:", "one_of: g\nwhen: deep == 'yes'\nplain:"),
        "clauses_3": clause("one_of: g\nwhen: deep == 'no'\n"),
    },
    "a condition on a question that is not always asked": {
        "clauses_3": clause("when: deep in ['yes', 'no']\n")
    },
    "a condition that reads too much to be tried": {
        "clauses_3": clause("when: any_row(items, answered(name))\n")
    },
    "a reference between clauses of one condition": {
        "clauses_1": CLAUSE.replace("plain:", "when: any_row(items, answered(name))\nplain:")
        + "\nSee {{ ref('two') }}.\n",
        "clauses_3": clause("when: any_row(items, answered(name))\n"),
    },
    "one term in two clauses of a group": {
        "clauses_1": CLAUSE.replace("{{ term('Day') }}", "{{ term('Week') }} and {{ term('Day') }}").replace(
            "plain:", "one_of: g\nwhen: length == 'long'\ndefines: [Week]\nplain:"
        ),
        "clauses_3": clause("one_of: g\nwhen: length == 'short'\ndefines: [Week]\n"),
    },
    "a German pack with all its words": {
        "pack": PACK.replace("title: Small", "title: Small\nlanguage: de"),
        "words": "".join(f"{name}: Wort\n" for name in WORDS),
    },
    "a kept paper that prints what is private": {"clauses_2": CHECK + "\n{{ price }} and {{ dear }}.\n"},
}


@pytest.mark.parametrize("name", FINE)
def test_what_is_right_is_let_through(tmp_path: Path, small: Script, name: str) -> None:
    """A finding is always worth an author's time."""
    assert found(tmp_path, small, **FINE[name]) == []


def test_an_error_hides_no_other(tmp_path: Path, small: Script) -> None:
    """A clause that cannot be used is still there for what refers to it, and is itself looked at to the end."""
    first = CLAUSE + "\nIt costs\nEUR 5 <b>now</b>, {{ gaol }} and {{ 1 + 1 }}.\n"
    other = clause(text="\nSee {{ ref('one') }}, {{ gaol }} and <i>that</i>.\n")
    assert found(tmp_path, small, clauses_1=first, clauses_3=other) == [
        ("P110", "1.md", 10, "clauses[one].text"),
        ("P115", "1.md", 10, "clauses[one].text"),
        ("P111", "3.md", 9, "clauses[two].text"),
        ("P120", "3.md", 9, "clauses[two].text"),
    ]


LINES = {name: text.split("\n") for name, text in FILES.items()}
SPOILED = st.lists(
    st.tuples(
        st.sampled_from(sorted(LINES)),
        st.integers(0, 20),
        st.sampled_from(["drop", "twice", "indent", "swap"])
        | st.text("abc:[]{}-|#'\"%&*<> \n1€", max_size=12),
    ),
    min_size=1,
    max_size=4,
)


@given(spoiled=SPOILED)
def test_a_spoiled_pack_is_told_of_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, spoiled: list[tuple[str, int, str]]
) -> None:
    """Lines lost, doubled, moved or overwritten: every problem has a documented code and a line that is there."""
    files = {name: list(lines) for name, lines in LINES.items()}
    for name, number, how in spoiled:
        lines = files[name]
        place = number % len(lines)
        changes = {
            "drop": [],
            "twice": [lines[place]] * 2,
            "indent": [f"  {lines[place]}"],
            "swap": [lines[-1]],
        }
        lines[place : place + 1] = changes.get(how, [lines[place] + how])
        files[name] = lines or [""]
    folder = tmp_path_factory.mktemp("pack")
    for name, lines in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    loaded = load_pack(folder)
    script = small_script()
    for problem in (*loaded.problems, *(check_pack(loaded.read, script) if loaded.read else ())):
        assert problem.code in CODES or problem.code.startswith("S")
        text = Path(problem.place.file).read_text(encoding="utf-8")
        assert 1 <= problem.place.line <= text.count("\n") + 2  # the end of the file at most


@pytest.mark.parametrize(
    "text",
    [
        *("EUR 500", "500 EUR", "500€", "€ 5", "$12.99", "12.99 $", "US$5", "£5", "¥500", "₹ 5", "R$ 50"),
        *("CAD 100", "100 KWD", "12.500 CHF", "kr 500", "500 kr", "500 zł", "1 000 Kč", "5k EUR"),
        *("fifty euros", "five hundred dollars", "500 euros", "20 cents", "zehn Euro", "2 million dollars"),
    ],
)
def test_an_amount_is_found_in_every_currency(text: str) -> None:
    """By its sign, by its code, and in words."""
    assert has_amount(f"It costs {text} in all.")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ISO 27001",
            "30 days",
            "EU 2023/2854",
            "99.5 %",
            "24x7",
            "the euro",
            "one hundred people",
            "TLS 1.3",
        ),
        *("Article 23", "10 won contracts", "5 ft of cable", "from 1 January", "UTF 8", "{{ price }} EUR"),
    ],
)
def test_other_figures_are_no_amounts(text: str) -> None:
    """Standards, days and percentages may stand in a clause."""
    assert not has_amount(f"It has {text} in it.")


def test_the_bundled_packs_are_right() -> None:
    """Nothing is wrong with them for the scripts that name them, or their base."""
    scripts = [open_script(path) for path in bundled_scripts()]
    for folder in bundled_packs():
        pack = open_pack(folder)
        naming = ([script for script in scripts if script.contract == each.name] for each in pack.folders)
        for script in next(filter(None, naming)):
            assert check_pack(pack, script) == (), (folder.name, script.id)


COMPLETE = (
    ("length == 'long'", "length == 'short'"),
    ("length != 'long'", "length == 'long'"),
    ("has(kinds, 'red')", "not has(kinds, 'red')"),
    ("deep == 'yes'", "deep != 'yes'"),
    ("price > 5", "price <= 5"),
    ("dear", "not dear"),
    ("length == 'long' and price > 5", "length == 'short' or price <= 5"),
    ("not answered(goal)", "answered(goal)"),
)
"""Pairs of which one holds whatever the answers are."""
OTHERS = ("cost > price", "any_row(items, answered(name))", "not any_row(items, answered(name))")
CONDITIONS = st.lists(
    st.sampled_from([*(each for pair in COMPLETE for each in pair), *OTHERS]),
    min_size=2,
    max_size=3,
    unique=True,
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "goal": st.just("peace"),
        "length": st.sampled_from(["long", "short"]),
        "deep": st.sampled_from(["yes", "no"]),
        "kinds": st.sampled_from([(), ("red",), ("blue",), ("red", "blue")]),
        "price": st.sampled_from([Decimal(1), Decimal(5), Decimal(2000)]),
        "cost": st.sampled_from([Decimal(1), Decimal(3000)]),
        "items": st.sampled_from([(), ({"name": "x", "note": None},)]),
    },
)


@given(conditions=st.sampled_from(COMPLETE) | CONDITIONS, default=st.booleans(), answers=ANSWERS)
def test_a_choice_stands_or_waits_in_sight_or_does_not_apply(
    tmp_path_factory: pytest.TempPathFactory,
    conditions: Sequence[str],
    default: bool,
    answers: dict[str, Any],
) -> None:
    """Whatever the answers: of a group that passes the check nothing is left out without a word."""
    names = [f"choice_{number}" for number in range(len(conditions))]
    files = {
        f"clauses_{number + 4}": clause(f"one_of: g\nwhen: {condition}\n", number=name)
        for number, (name, condition) in enumerate(zip(names, conditions, strict=True))
    }
    if default:
        files["clauses_4"] = files["clauses_4"].replace("plain:", "default: true\nplain:")
    script = small_script()
    pack = open_pack(written(tmp_path_factory.mktemp("pack"), **files))
    if any(each.code in {"P127", "P202"} for each in check_pack(pack, script)):
        return
    deal = Deal(script, pack, answers, {})
    draft = deal.draft()
    stands = [origin.clause for origin in draft.origins if origin.clause in names]
    open_ = [point for point in draft.open_points if set(point.clauses) & set(names)]
    marks = [run for block in draft.documents[0].blocks for run in runs_of(block) if run.kind is RunKind.OPEN]
    results = {bind(pack, script).when[name].evaluate(deal.assessment.standing) for name in names}
    assert len(stands) == 1 or (not stands and (open_ or results == {Missing.NOT_APPLICABLE}))
    assert stands or not open_ or marks
