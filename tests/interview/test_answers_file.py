"""Answers files: all of it or nothing, every problem with its place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.errors import AnswerError
from onboard_tui.interview.answers_file import AnswersFile, read_answers, read_file
from onboard_tui.interview.answers_page import CODES
from onboard_tui.interview.entries import CannotFix, Planned, Reaction, Recorded, Source, Steered
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.standing import stand
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.load import open_script
from onboard_tui.script.model import Option
from onboard_tui.script.problems import render_problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AT = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 5)


@pytest.fixture
def interview(script_of: Callable[..., Any], interview_of: Callable[..., Any]) -> Interview:
    """Give an interview in which nothing was asked yet."""
    script = script_of(
        {"id": "name", "type": "text"},
        {"id": "met"},
        {"id": "people", "type": "integer", "min": Decimal(1)},
        {"id": "budget", "type": "money"},
        {
            "id": "start",
            "type": "date",
            "rules": {"start <= deadline": "The start lies behind the deadline."},
        },
        {"id": "deadline", "type": "date"},
        {
            "id": "sponsor",
            "type": "single",
            "options": ("named", "nobody", Option("unsure", "?", unknown=True)),
        },
        {"id": "data", "type": "multi", "options": ("personal", "health", "none")},
        {
            "id": "sites",
            "type": "table",
            "min_rows": 1,
            "columns": [("name", "text"), ("people", "integer"), ("kind", "single", "shop", "office")],
        },
        {"id": "pairs", "type": "table", "min_rows": 2, "columns": [("name", "text")]},
        flags=(
            {"id": "no_sponsor", "severity": "blocker", "raise_when": "sponsor == 'nobody'"},
            {"id": "no_access", "raise_when": "not met", "mitigable": True},
            {"id": "no_skill", "kind": "ours", "raise_when": "people > 100"},
        ),
    )
    made: Interview = interview_of(script)
    return made


@pytest.fixture
def read(interview: Interview, new_id: Callable[[], str]) -> Callable[..., AnswersFile]:
    """Give a way to read the text of an answers file."""

    def read(text: str, *, as_of: date | None = None, into: Interview = interview) -> AnswersFile:
        return read_answers(text, "deal.yaml", into, as_of=as_of, today=TODAY, at=AT, new_id=new_id)

    return read


WHOLE = """\
as_of: 2026-03-02
answers:
  name: 007
  met: no
  people: 120
  budget: 12500.50
  start: 2026-04-01
  sponsor: nobody
  data: [health, personal]
  sites:
    - {name: Main, people: 12, kind: shop}
    - {name: Mill}
states: {deadline: dont_know}
sources: {people: our_guess, deadline: customer_document}
steering:
  no_sponsor:
    - {on: 2026-02-24, script: 1, with: operations manager, customer: insists}
    - {true: 2026-02-26, customer: in_part, note: will think}
mitigations:
  no_access: {agreed_by: practice manager, owner: landlord's IT, due: 2026-03-13, text: handover booked}
cannot_fix: [no_skill]
"""


def test_a_whole_file_becomes_entries(read: Callable[..., AnswersFile]) -> None:
    """Every part of the file is recorded, with the types that the script asks for."""
    file = read(WHOLE)
    assert file.problems == ()
    assert file.as_of == date(2026, 3, 2)
    answers = {entry.question: entry for entry in file.entries if isinstance(entry, Recorded)}
    assert {name: entry.value for name, entry in answers.items()} == {
        "name": "007",
        "met": False,
        "people": 120,
        "budget": Decimal("12500.50"),
        "start": date(2026, 4, 1),
        "deadline": None,
        "sponsor": "nobody",
        "data": ("personal", "health"),
        "sites": (
            {"name": "Main", "people": 12, "kind": "shop"},
            {"name": "Mill", "people": None, "kind": None},
        ),
    }
    assert answers["people"].source is Source.OUR_GUESS
    assert answers["name"].source is Source.CUSTOMER_SAID
    assert answers["deadline"].state is AnswerState.DONT_KNOW
    assert answers["deadline"].source is Source.CUSTOMER_DOCUMENT


def test_attempts_and_plans_become_entries(read: Callable[..., AnswersFile]) -> None:
    """The key `true` is what tools for YAML 1.1 write for `on`."""
    entries = read(WHOLE).entries
    first, second = [entry for entry in entries if isinstance(entry, Steered)]
    assert (first.on, first.script, first.with_whom) == (date(2026, 2, 24), 1, "operations manager")
    assert (second.on, second.script, second.note) == (date(2026, 2, 26), 2, "will think")
    assert [first.reaction, second.reaction] == [Reaction.INSISTS, Reaction.IN_PART]
    (plan,) = [entry for entry in entries if isinstance(entry, Planned)]
    assert (plan.agreed_by, plan.owner, plan.due) == ("practice manager", "landlord's IT", date(2026, 3, 13))
    (cannot_fix,) = [entry for entry in entries if isinstance(entry, CannotFix)]
    assert cannot_fix.flag == "no_skill"
    assert len({entry.id for entry in entries}) == len(entries)


def test_the_day_asked_for_goes_before_the_day_in_the_file(read: Callable[..., AnswersFile]) -> None:
    """Asked for, else the file's, else today."""
    assert read("as_of: 2026-03-02", as_of=date(2026, 1, 1)).as_of == date(2026, 1, 1)
    assert read("as_of: 2026-03-02").as_of == date(2026, 3, 2)
    assert read("answers: {}").as_of == TODAY


@pytest.mark.parametrize(
    ("written", "value"), [("yes", True), ("no", False), ("true", True), ("false", False), ("'yes'", True)]
)
def test_yes_and_true_both_answer_a_yes_no_question(
    read: Callable[..., AnswersFile], written: str, value: bool
) -> None:
    """People write yes, programs write true."""
    (entry,) = read(f"answers: {{met: {written}}}").entries
    assert isinstance(entry, Recorded)
    assert entry.value is value


@pytest.mark.parametrize(
    ("text", "code", "line", "path", "words"),
    [
        ("answer: {}", "A101", 1, "answer", "There is no key “answer”. = Did you mean “answers”?"),
        (
            "answers:\n  sponser: named",
            "A101",
            2,
            "answers.sponser",
            "no question “sponser”. = Did you mean “sponsor”?",
        ),
        (
            "answers: {sponsor: nobdy}",
            "A103",
            1,
            "answers.sponsor",
            "“nobdy” is none of the options. = Did you mean “nobody”?",
        ),
        ("answers: {data: [personal, helth]}", "A103", 1, "answers.data", "Did you mean “health”?"),
        (
            "answers: {data: [true]}",
            "A103",
            1,
            "answers.data",
            "true is no answer to a question of type multi",
        ),
        ("answers: {met: perhaps}", "A103", 1, "answers.met", "Write yes or no."),
        ("answers: {met: 1}", "A103", 1, "answers.met", "“1” is no answer to a question of type yes_no"),
        ("answers: {people: many}", "A103", 1, "answers.people", "Write a plain number"),
        ("answers: {people: 1.5}", "A103", 1, "answers.people", "not a whole number"),
        ("answers: {people: 0}", "A103", 1, "answers.people", "1 or more"),
        ("answers: {people: true}", "A103", 1, "answers.people", "true is no answer"),
        ("answers: {people: [1]}", "A103", 1, "answers.people", "A list is no answer"),
        ("answers: {budget: '12,500'}", "A103", 1, "answers.budget", "Write a plain number"),
        ("answers: {start: 31/3}", "A103", 1, "answers.start", "Write a date as 2026-03-31"),
        ("answers: {start: 2026-02-30}", "A103", 1, "answers.start", "There is no day 2026-02-30"),
        ("answers: {name: {a: b}}", "A103", 1, "answers.name", "A group of keys is no answer"),
        ("answers: {name: }", "A103", 1, "answers.name", "There is no answer here."),
        ("answers: {sites: {name: Main}}", "A103", 1, "answers.sites", "A group of keys is no answer"),
        (
            "answers:\n  sites:\n    - {name: Main}\n    - Mill",
            "A102",
            4,
            "answers.sites[2]",
            "A row is a group of columns, not a text",
        ),
        (
            "answers: {sites: [{nam: Main}]}",
            "A101",
            1,
            "answers.sites[1].nam",
            "no column “nam”. = Did you mean “name”?",
        ),
        (
            "answers:\n  sites:\n    - people: many",
            "A103",
            3,
            "answers.sites[1].people",
            "“many” is no answer",
        ),
        ("answers: {pairs: [{name: a}]}", "A103", 1, "answers.pairs", "At least 2 rows"),
        ("mitigations: {no_access: soon}", "A102", 1, "mitigations.no_access", "stand keys and values"),
        ("answers: [a]", "A102", 1, "answers", "stand keys and values, not a list"),
        ("- a", "A102", 1, "", "An answers file is a group of keys, not a list"),
        ("states: {met: not_applicable}", "A101", 1, "states.met", "no state “not_applicable”"),
        ("states: {met: dontknow}", "A101", 1, "states.met", "Did you mean “dont_know”?"),
        ("states: {met: [later]}", "A102", 1, "states.met", "Here stands one word, not a list"),
        ("sources: {met: our_gues}", "A101", 1, "sources.met", "Did you mean “our_guess”?"),
        ("steering: {no_sponser: []}", "A101", 1, "steering.no_sponser", "Did you mean “no_sponsor”?"),
        ("steering: {no_sponsor: insists}", "A102", 1, "steering.no_sponsor", "stands a list, not a text"),
        (
            "steering: {no_sponsor: [insists]}",
            "A102",
            1,
            "steering.no_sponsor[1]",
            "An attempt is a group of keys",
        ),
        (
            "steering: {no_sponsor: [{customer: insists}]}",
            "A102",
            1,
            "steering.no_sponsor[1]",
            "The key “on” is missing.",
        ),
        (
            "steering: {no_sponsor: [{on: 2026-02-24}]}",
            "A102",
            1,
            "steering.no_sponsor[1]",
            "“customer” is missing",
        ),
        (
            "steering: {no_sponsor: [{on: 2026-02-24, customer: insist}]}",
            "A101",
            1,
            "steering.no_sponsor[1].customer",
            "Did you mean “insists”?",
        ),
        (
            "steering: {no_sponsor: [{on: 24/2, customer: insists}]}",
            "A102",
            1,
            "steering.no_sponsor[1].on",
            "a date such as 2026-03-31",
        ),
        (
            "steering: {no_sponsor: [{on: 2026-02-24, script: first, customer: insists}]}",
            "A102",
            1,
            "steering.no_sponsor[1].script",
            "a whole number from 1 up",
        ),
        (
            "steering: {no_sponsor: [{on: 2026-02-24, with: [a], customer: insists}]}",
            "A102",
            1,
            "steering.no_sponsor[1].with",
            "Here stands a text, not a list",
        ),
        (
            "steering: {no_sponsor: [{on: 2026-02-24, true: 2026-02-24, customer: insists}]}",
            "A101",
            1,
            "steering.no_sponsor[1].true",
            "no key “true”",
        ),
        (
            "steering: {no_sponsor: [{on: 9999-12-31, customer: insists}]}",
            "A102",
            1,
            "steering.no_sponsor[1].on",
            "The year 9999 is not between 1900 and 2199",
        ),
        (
            "mitigations: {no_access: {agreed_by: a, owner: b}}",
            "A102",
            1,
            "mitigations.no_access",
            "“due” is missing",
        ),
        (
            "mitigations: {no_access: {duo: 2026-03-01, due: 2026-03-01}}",
            "A101",
            1,
            "mitigations.no_access.duo",
            "Did you mean “due”?",
        ),
        ("cannot_fix: [no_skil]", "A101", 1, "cannot_fix", "Did you mean “no_skill”?"),
        ("cannot_fix: no_skill", "A102", 1, "cannot_fix", "stands a list"),
        ("as_of: today", "A102", 1, "as_of", "a date such as"),
        ("answers: {name: a, name: b}", "S012", 1, "", "a second time"),
        ("answers: ]", "S014", 1, "", ""),
        (
            "answers: {start: 2026-04-02, deadline: 2026-04-01}",
            "A103",
            1,
            "answers.start",
            "The start lies behind the deadline.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    read: Callable[..., AnswersFile], text: str, code: str, line: int, path: str, words: str
) -> None:
    """Each problem has a code, a line, a path, a sentence and where possible a way out; nothing is recorded."""
    file = read(text)
    assert file.entries == ()
    (problem,) = file.problems
    assert (problem.code, problem.place.line, problem.path) == (code, line, path)
    assert words in f"{problem.message} = {problem.hint}"


def test_all_problems_of_a_file_come_at_once(read: Callable[..., AnswersFile]) -> None:
    """One reading of the file is enough to put it right."""
    file = read(
        "states: {met: maybe}\nanswers:\n  people: many\n  sites: [{people: x, kind: y}]\ncannot_fix: [no]\n"
    )
    assert [(each.place.line, each.code) for each in file.problems] == [
        (1, "A101"),
        (3, "A103"),
        (4, "A103"),
        (4, "A103"),
        (5, "A101"),
    ]


def test_a_state_stands_before_an_answer_and_that_is_said(read: Callable[..., AnswersFile]) -> None:
    """A question that has both is not answered."""
    file = read("answers: {met: yes}\nstates: {met: declined}\nsources: {people: our_guess}")
    (entry,) = file.entries
    assert isinstance(entry, Recorded)
    assert (entry.state, entry.value) == (AnswerState.DECLINED, None)
    assert file.notes == (
        "met has both an answer and a state; the state declined stands.",
        "people has a source but no answer.",
    )


def test_not_asked_takes_away_what_was_recorded(
    read: Callable[..., AnswersFile], interview: Interview
) -> None:
    """Where nothing was recorded there is nothing to take away."""
    assert read("states: {met: not_asked}").entries == ()
    answered = interview.with_entries(*read("answers: {met: yes}").entries)
    (entry,) = read("states: {met: not_asked}", into=answered).entries
    assert stand(answered.with_entries(entry), TODAY).state("met") is AnswerState.NOT_ASKED


def test_an_option_that_means_dont_know_is_recorded_as_such(read: Callable[..., AnswersFile]) -> None:
    """The file names the option, the record says don't know."""
    (entry,) = read("answers: {sponsor: unsure}").entries
    assert isinstance(entry, Recorded)
    assert (entry.state, entry.value) == (AnswerState.DONT_KNOW, "unsure")


@pytest.mark.parametrize(("written", "value"), [("sites: []", ()), ("data: []", ()), ("name: ''", "")])
def test_an_answer_may_have_nothing_in_it(read: Callable[..., AnswersFile], written: str, value: Any) -> None:
    """No rows, no options and blank text are answers."""
    (entry,) = read(f"answers: {{{written}}}").entries
    assert isinstance(entry, Recorded)
    assert (entry.state, entry.value) == (AnswerState.ANSWERED, value)


def test_attempts_count_on_from_those_already_recorded(
    read: Callable[..., AnswersFile], interview: Interview
) -> None:
    """Where the file does not say which script was used, it was the next one."""
    text = "steering: {no_sponsor: [{on: 2026-02-24, customer: insists}]}"
    first = read(text)
    second = read(text, into=interview.with_entries(*first.entries))
    assert [entry.script for entry in (*first.entries, *second.entries) if isinstance(entry, Steered)] == [
        1,
        2,
    ]


def test_an_attempt_that_is_still_to_come_is_said(read: Callable[..., AnswersFile]) -> None:
    """A slip in the year is no reason to refuse a file, but it is no attempt made either."""
    text = "as_of: 2026-03-02\nsteering: {no_sponsor: [{on: 2026-03-02, customer: in_part}, {on: %s, customer: insists}]}"
    assert read(text % "2026-03-02").notes == ()
    assert read(text % "2027-03-02").notes == (
        "The attempt to steer no_sponsor on 2027-03-02 is still to come on 2026-03-02.",
    )


def test_keys_of_ones_own_are_let_through(read: Callable[..., AnswersFile]) -> None:
    """Whatever begins with x- is nobody else's business."""
    assert read("x-ticket: 12\nanswers: {met: yes}").problems == ()


def test_opening_a_file_lists_its_problems_in_one_error(
    tmp_path: Path, interview: Interview, new_id: Callable[[], str]
) -> None:
    """The error shows each line with a caret, and says that nothing was used."""
    path = tmp_path / "deal.yaml"

    def open_it() -> AnswersFile:
        return read_answers(
            read_file(path), str(path), interview, as_of=None, today=TODAY, at=AT, new_id=new_id
        ).usable()

    with pytest.raises(AnswerError, match="cannot be read"):
        open_it()
    path.write_text(WHOLE)
    assert len(open_it().entries) == 13
    path.write_text("answers:\n" + "".join(f"  q{number}: 1\n" for number in range(25)))
    with pytest.raises(AnswerError) as caught:
        open_it()
    assert "deal.yaml:2:3: error A101: There is no question “q0”." in caught.value.sentence
    assert "2 |   q0: 1" in caught.value.sentence
    assert "… and 5 more problems." in caught.value.sentence
    assert caught.value.way_out == "Nothing of the file was used."


def test_every_code_has_a_meaning(read: Callable[..., AnswersFile]) -> None:
    """A problem can be looked up by its code, and drawn like any other."""
    (problem,) = read("answers: {met: perhaps}").problems
    assert problem.code in CODES
    assert render_problem(problem).endswith("= Write yes or no.")


def test_the_codes_are_documented(repository: Path) -> None:
    """The page about answers files explains each code in the words of the program."""
    page = (repository / "docs" / "answers-file.md").read_text(encoding="utf-8")
    for code, meaning in CODES.items():
        assert f"| {code} | {meaning} |" in page


def test_the_example_in_the_documents_is_an_answers_file(repository: Path, new_id: Callable[[], str]) -> None:
    """What the page shows can be used with the bundled script as it stands."""
    page = (repository / "docs" / "answers-file.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    script = open_script(repository / "interviews" / "cloud-onboarding.yaml")
    interview = Interview("interview", script, "Harbour & Lyle", AT)
    file = read_answers(example, "docs", interview, as_of=None, today=TODAY, at=AT, new_id=new_id)
    assert file.problems == ()
    assert file.notes == ()


def test_a_day_that_does_not_exist_is_refused(read: Callable[..., AnswersFile]) -> None:
    """There is no 31 February."""
    (problem,) = read("as_of: 2026-02-31").problems
    assert (problem.code, problem.message) == ("A102", "Here stands a date such as 2026-03-31.")
