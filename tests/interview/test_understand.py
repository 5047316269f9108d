"""What people type, understood as an answer, said back, and kept the same."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.errors import AnswerError
from onboard_tui.interview.understand import as_typed, understand, understand_cell
from onboard_tui.interview.values import restored, stored
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.model import Option
from onboard_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.standing import Standing
    from onboard_tui.interview.understand import Understood
    from onboard_tui.script.model import Question, Script

CHOICES = ("executive", "manager", "it_only", Option("not_sure", "We are not sure", unknown=True))


@pytest.fixture(scope="module")
def script(script_of: Callable[..., Any]) -> Script:
    """Give a script with a question of each type."""
    made: Script = script_of(
        {"id": "name", "type": "text", "max_length": 40},
        {"id": "code", "type": "text", "pattern": "[A-Z]{2}[0-9]+"},
        {"id": "story", "type": "long_text"},
        {"id": "people", "type": "integer", "min": Decimal(1), "unit": "people"},
        {"id": "share", "type": "decimal", "min": Decimal(0), "max": Decimal(1)},
        {"id": "budget", "type": "money"},
        {"id": "use", "type": "percent", "max": Decimal(100)},
        {"id": "deadline", "type": "date", "min": date(2026, 3, 1), "max": date(2030, 12, 31)},
        {"id": "met", "type": "yes_no"},
        {"id": "sponsor", "type": "single", "options": CHOICES},
        {"id": "rules", "type": "multi", "options": CHOICES},
        {
            "id": "rank",
            "type": "scale",
            "min": Decimal(1),
            "max": Decimal(5),
            "labels": {1: "one of many", 5: "top three"},
        },
        {
            "id": "sites",
            "type": "table",
            "min_rows": 2,
            "max_rows": 3,
            "columns": [
                ("name", "text"),
                ("people", "integer"),
                ("kind", "single", "shop", "office"),
                ("from", "date"),
                ("ours", "yes_no"),
                ("rent", "money"),
                ("uses", "multi", "mail", "files"),
            ],
        },
        {
            "id": "start",
            "type": "date",
            "rules": {"start <= deadline": "The start lies behind the deadline."},
        },
    )
    return made


@pytest.fixture(scope="module")
def standing(script: Script, standing_of: Callable[..., Any]) -> Standing:
    """Give an interview in which only the deadline is known."""
    made: Standing = standing_of(script, deadline=date(2026, 12, 1))
    return made


@pytest.fixture
def say(standing: Standing) -> Callable[[str, str], Understood]:
    """Give a way to type something as an answer."""
    return lambda question, typed: understand(
        standing.script.question_by_id[question], typed, standing=standing
    )


@pytest.mark.parametrize(
    ("question", "typed", "value", "echo"),
    [
        ("name", "  Harbour & Lyle ", "Harbour & Lyle", "Harbour & Lyle"),
        ("code", "AB12", "AB12", "AB12"),
        ("story", "First\n\nthen", "First\n\nthen", "First\n\nthen"),
        ("people", "1,200", 1200, "1200 people"),
        ("people", "12k people", 12000, "12,000 people"),
        ("share", "0,5", Decimal("0.5"), "0.5"),
        ("budget", "12.5k", Decimal(12500), "USD 12,500"),
        ("use", "80 %", Decimal(80), "80%"),
        ("deadline", "end of march", date(2026, 3, 31), "Tue 31 March 2026"),
        ("met", "Y", True, "yes"),
        ("met", "nein", False, "no"),
        ("sponsor", "2", "manager", "Manager"),
        ("sponsor", "exec", "executive", "Executive"),
        ("rules", "3 1", ("executive", "it_only"), "Executive, It only"),
        ("rules", "-", (), "nothing in it"),
        ("rank", "5", 5, "5 (top three)"),
        ("rank", "Top three", 5, "5 (top three)"),
        ("rank", "3", 3, "3"),
    ],
)
def test_an_answer_is_understood_and_said_back(
    say: Callable[[str, str], Understood], question: str, typed: str, value: Any, echo: str
) -> None:
    """The echo is what the seller sees before anything is saved."""
    understood = say(question, typed)
    assert understood.value == value
    assert type(understood.value) is type(value)
    assert (understood.state, understood.echo) == (AnswerState.ANSWERED, echo)


@pytest.mark.parametrize(
    ("question", "typed", "words"),
    [
        ("name", "   ", "Nothing is typed yet"),
        ("name", "x" * 41, "41 characters, 1 more than fit"),
        ("code", "ab", "not written the way"),
        ("story", "x" * 20_001, "more than fit"),
        ("people", "12.500", "12.5 is not a whole number"),
        ("people", "0", "it has to be 1 or more"),
        ("people", "9" * 19, "too many digits"),
        ("share", "2", "between 0 and 1"),
        ("share", "0." + "1" * 19, "too many digits"),
        ("budget", "12.345", "3 decimals"),
        ("use", "101%", "100 or less"),
        ("deadline", "1/2/2026", "before 1 March 2026, the first day possible"),
        ("deadline", "1/1/2031", "after 31 December 2030, the last day possible"),
        ("met", "perhaps", "neither yes nor no"),
        ("sponsor", "zzz", "none of the options"),
        ("rank", "6", "between 1 and 5"),
        ("rank", "2.5", "not a whole number"),
    ],
)
def test_an_answer_that_is_not_allowed_is_refused(
    say: Callable[[str, str], Understood], question: str, typed: str, words: str
) -> None:
    """The sentence says what does not fit; nothing is cut or bent to fit."""
    with pytest.raises(AnswerError, match=words):
        say(question, typed)


def test_a_rule_of_the_script_is_checked_with_the_new_answer_in_place(
    say: Callable[[str, str], Understood], script: Script, standing_of: Callable[..., Any]
) -> None:
    """The rule's own words are the error; a rule that cannot be told yet is met."""
    with pytest.raises(AnswerError, match="The start lies behind the deadline"):
        say("start", "2 December")
    assert say("start", "1 December").value == date(2026, 12, 1)
    question = script.question_by_id["start"]
    assert understand(question, "1/1/2029", standing=standing_of(script)).value == date(2029, 1, 1)


def test_an_option_that_means_dont_know_is_recorded_as_such(say: Callable[[str, str], Understood]) -> None:
    """The option stays with the answer, also among others that were ticked."""
    one = say("sponsor", "not sure")
    assert (one.state, one.value, one.echo) == (AnswerState.DONT_KNOW, "not_sure", "We are not sure")
    several = say("rules", "1, 4")
    assert (several.state, several.value) == (AnswerState.DONT_KNOW, ("executive", "not_sure"))


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("?", AnswerState.DONT_KNOW),
        ("Don\u2019t know.", AnswerState.DONT_KNOW),
        ("would rather not say", AnswerState.DECLINED),
        ("later", AnswerState.LATER),
    ],
)
@pytest.mark.parametrize("question", ["people", "budget", "deadline", "met", "sponsor"])
def test_saying_that_there_is_no_answer_is_understood(
    say: Callable[[str, str], Understood], question: str, typed: str, state: AnswerState
) -> None:
    """People type "don't know" into any field; it is not stored as text where text is not asked for."""
    understood = say(question, typed)
    assert (understood.state, understood.value) == (state, None)
    assert understood.echo


def test_a_text_may_be_any_words(say: Callable[[str, str], Understood]) -> None:
    """In a text field "later" is a word like any other."""
    assert say("name", "later").value == "later"


def test_what_is_taken_out_of_a_text_is_said(say: Callable[[str, str], Understood]) -> None:
    """A pasted escape sequence goes, and the seller is told; so are line breaks that became spaces."""
    understood = say("name", "Har\x1b[31mbour\r\n& Lyle")
    assert understood.value == "Harbour & Lyle"
    assert understood.removed == ("a terminal escape sequence", "line breaks, which became spaces")


class TestTables:
    """Tables typed on a command line, and cells typed in their editor."""

    ROW: ClassVar[dict[str, Any]] = {
        "name": "Main",
        "people": 12,
        "kind": "shop",
        "from": date(2026, 4, 1),
        "ours": True,
        "rent": Decimal("900.50"),
        "uses": ("mail", "files"),
    }
    EMPTY: ClassVar[dict[str, Any]] = dict.fromkeys(ROW)

    def test_rows_are_typed_with_bars_and_semicolons(self, say: Callable[[str, str], Understood]) -> None:
        """Each cell is understood like an answer of its own; what is left out stays empty."""
        understood = say("sites", "Main | 12 | sh | 1 April | y | 900.50 | 1 2; Mill")
        assert understood.value == (self.ROW, self.EMPTY | {"name": "Mill"})
        assert understood.echo == "2 rows: Main, Mill"

    def test_rows_may_be_typed_as_json(self, say: Callable[[str, str], Understood]) -> None:
        """What another program writes is read as well."""
        typed = (
            '[{"name": "Main", "people": 12, "kind": "shop", "from": "2026-04-01", "ours": true, '
            '"rent": 900.50, "uses": ["files", "mail"]}, {}]'
        )
        assert say("sites", typed).value == (self.ROW, self.EMPTY)

    @pytest.mark.parametrize(
        "typed",
        [
            "- name: Main\n  people: 12\n  kind: shop\n  from: 2026-04-01\n  ours: yes\n  rent: 900.50\n  uses: [files, mail]\n- {}",
            "[{name: Main, people: 12, kind: shop, from: 2026-04-01, ours: yes, rent: 900.50, uses: [files, mail]}, {}]",
            "- {name: Main, people: 12, kind: shop, from: 2026-04-01, ours: true, rent: 900.5, uses: [files, mail]}\n- {}",
        ],
    )
    def test_rows_may_be_typed_as_in_an_answers_file(
        self, say: Callable[[str, str], Understood], typed: str
    ) -> None:
        """Rows in YAML mean what they mean in a file."""
        assert say("sites", typed).value == (self.ROW, self.EMPTY)

    def test_a_text_in_a_row_stays_as_it_is_written(self, say: Callable[[str, str], Understood]) -> None:
        """A number of a shop keeps its zeros."""
        assert say("sites", "[{name: 007}, {name: 1.10}]").value == (
            self.EMPTY | {"name": "007"},
            self.EMPTY | {"name": "1.10"},
        )

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("Main | many; Mill", "Row 1, people: “many” is not understood"),
            ("a|b|c|d|e|f|g|h; i", "Row 1 has 8 cells"),
            ("Main", "At least 2 rows"),
            ("a;b;c;d", "4 rows, and at most 3"),
            ("[{", "like a list of rows"),
            ("[1e99999999999999999999]", "like a list of rows"),
            ('[{"name": 1}, 5]', "Row 2 is not a row"),
            ('[{"nam": "x"}, {}]', "there is no column “nam”"),
            ('[{"people": 1.5}, {}]', "Row 1, people: 1.5 is not a whole number"),
            ('[{"people": NaN}, {}]', "Row 1, people"),
        ],
    )
    def test_a_wrong_row_is_named(
        self, say: Callable[[str, str], Understood], typed: str, words: str
    ) -> None:
        """The sentence says which row, and which cell."""
        with pytest.raises(AnswerError, match=words):
            say("sites", typed)

    def test_a_cell_is_understood_like_an_answer(self, standing: Standing) -> None:
        """Echo and errors are those of the column's type; blank makes the cell empty."""
        columns = {column.id: column for column in standing.script.question_by_id["sites"].columns}
        day = understand_cell(columns["from"], "end of march", standing=standing)
        assert (day.value, day.echo) == (date(2026, 3, 31), "Tue 31 March 2026")
        rent = understand_cell(columns["rent"], "1.2k", standing=standing)
        assert (rent.value, rent.echo) == (Decimal(1200), "USD 1,200")
        assert understand_cell(columns["people"], "  ", standing=standing).value is None
        with pytest.raises(AnswerError, match="not a whole number"):
            understand_cell(columns["people"], "1.5", standing=standing)


texts = st.text(max_size=200)
ids = st.sampled_from(["executive", "manager", "it_only", "not_sure"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "people": st.integers(1, 10**18 - 1),
    "budget": st.decimals(-(10**15), 10**15, places=2),
    "share": st.decimals(0, 1, places=9),
    "use": st.decimals(-100, 100, places=1),
    "deadline": st.dates(date(2026, 3, 1), date(2030, 12, 31)),
    "met": st.booleans(),
    "sponsor": ids,
    "rules": st.sets(ids).map(lambda some: tuple(each.id for each in _options() if each.id in some)),
    "rank": st.integers(1, 5),
}


def _options() -> list[Option]:
    return [each if isinstance(each, Option) else Option(each, each) for each in CHOICES]


@given(drawn=st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name])))
def test_an_answer_typed_again_is_the_same(standing: Standing, drawn: tuple[str, Any]) -> None:
    """What a field opens with, and the echo of anything but options, is understood as the very answer."""
    name, value = drawn
    question: Question = standing.script.question_by_id[name]
    again = understand(question, as_typed(question, value, standing.script), standing=standing)
    assert again.value == value
    assert again.echo == "nothing in it" or understand(question, again.echo, standing=standing).value == value
    assert restored(question, json.loads(json.dumps(stored(value)))) == value


@given(typed=texts)
def test_a_long_text_comes_back_the_same_after_cleaning(standing: Standing, typed: str) -> None:
    """Nothing but what `clean` takes out is changed, on the way in and through JSON."""
    question = standing.script.question_by_id["story"]
    cleaned = clean(typed)
    if not cleaned.text.strip():
        return
    understood = understand(question, typed, standing=standing)
    assert (understood.value, understood.removed) == (cleaned.text, cleaned.removed)
    assert restored(question, json.loads(json.dumps(stored(understood.value)))) == cleaned.text


def test_a_field_without_an_answer_opens_empty(script: Script) -> None:
    """There is nothing to change yet."""
    assert as_typed(script.question_by_id["name"], None, script) == ""


cell = st.fixed_dictionaries(
    {
        "name": st.none()
        | st.text(min_size=1, max_size=20).map(lambda text: clean(text).text).filter(str.strip),
        "people": st.none() | st.integers(-(10**17), 10**17),
        "kind": st.none() | st.sampled_from(["shop", "office"]),
        "from": st.none() | st.dates(),
        "ours": st.none() | st.booleans(),
        "rent": st.none() | st.decimals(-(10**9), 10**9, places=2),
        "uses": st.none() | st.sampled_from([(), ("mail",), ("mail", "files")]),
    }
)


@given(rows=st.just(()) | st.lists(cell, min_size=2, max_size=3).map(tuple))
def test_a_table_comes_back_the_same(standing: Standing, rows: Any) -> None:
    """Every cell keeps its type and value through JSON, and through the form in which it is typed."""
    question = standing.script.question_by_id["sites"]
    assert restored(question, json.loads(json.dumps(stored(rows)))) == rows
    assert understand(question, as_typed(question, rows, standing.script), standing=standing).value == rows


@given(typed=st.text(max_size=60), number=st.integers(0, 13))
def test_any_text_is_an_answer_or_an_answer_error(standing: Standing, typed: str, number: int) -> None:
    """Nothing that can be typed makes it crash, whatever is asked."""
    question = standing.script.questions[number]
    try:
        understood = understand(question, typed, standing=standing)
    except AnswerError:
        return
    assert understood.echo
