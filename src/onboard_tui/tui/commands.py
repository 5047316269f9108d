"""Every command of the app in one table, from which keys, palette, footer and help are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onboard_tui.tui.app import OnboardApp

EVERYWHERE = "everywhere"
MOST_HINTS = 6
"""How many commands the bottom line shows at most."""

HOME = frozenset({"home"})
INTERVIEW = frozenset({"interview"})
DUE = frozenset({"due"})
VERDICT = frozenset({"verdict"})
BESIDE_THE_LIST = frozenset({"due", "track_record"})
MIGRATION = frozenset({"migration"})
ABOUT_AN_INTERVIEW = frozenset({"review", "verdict", "contract", "sitting", *MIGRATION})
WITH_AN_INTERVIEW = frozenset({"interview", *ABOUT_AN_INTERVIEW})
TO_READ = frozenset({*ABOUT_AN_INTERVIEW, *BESIDE_THE_LIST})


def an_interview_is_open(app: OnboardApp) -> bool:
    """Whether there is an interview that a command could work on."""
    return app.opened is not None


def there_is_a_newer_script(app: OnboardApp) -> bool:
    """Whether the open interview could move to a newer version of its script."""
    return app.opened is not None and app.newer_scripts.get(app.opened.id) is not None


def a_question_is_asked(app: OnboardApp) -> bool:
    """Whether the interview is at a question, and not at the end of a conversation."""
    return all(getattr(screen, "question_id", "") is not None for screen in app.screen_stack)


@dataclass(frozen=True)
class Command:
    """One thing a seller can do, and every way to ask for it."""

    id: str
    """The name under which the key can be changed; never changes itself."""
    title: str
    """What the palette and the help call it."""
    help: str
    """One sentence on what it does."""
    key: str
    """Keys, comma-separated, in Textual's names; empty where only the palette offers it."""
    action: str
    """A Textual action; with `app.` in front where the app does it, else the screen."""
    screens: frozenset[str] = frozenset({EVERYWHERE})
    """The screens (by `OnboardScreen.place`) that it works on."""
    available: Callable[[OnboardApp], bool] | None = None
    """Whether it makes sense at this moment; always, where there is no predicate."""
    footer: int | None = None
    """Its rank in the bottom line, where it has a place there; smaller comes first."""
    footer_on: frozenset[str] = frozenset()
    """The screens in whose bottom line it has that place; everywhere, where none is named."""
    private: bool = False
    """Whether share mode takes it away."""
    typing_key: str = ""
    """The key that works while a text is being typed, where `key` is a letter."""
    hint: str = ""
    """The short words of the bottom line; the title in small letters where there are none."""
    always_first: bool = False
    """Whether its keys come before what the focused field does with them."""

    def works(self, app: OnboardApp) -> bool:
        """Whether it can be done now."""
        if self.private and app.share:
            return False
        return self.available is None or self.available(app)

    @property
    def keys(self) -> str:
        """All its keys, those for use while typing among them."""
        return ",".join(key for key in (self.key, self.typing_key) if key)

    def shown_key(self, *, typing: bool) -> str:
        """Give the key to show: one that works while typing, if that is what is being done."""
        if typing and self.typing_key:
            return display_key(self.typing_key.split(",")[0])
        return display_key(self.key.split(",")[0])


COMMANDS: tuple[Command, ...] = (
    Command(
        "interview.save",
        "Save and go on",
        "Save the answer and go on to the next question.",
        "enter",
        "save",
        INTERVIEW,
        a_question_is_asked,
        footer=10,
        hint="save · next",
    ),
    Command(
        "interview.next",
        "Next question",
        "Save what is answered here, if anything, and go on.",
        "ctrl+n",
        "next",
        INTERVIEW,
        a_question_is_asked,
        hint="next",
    ),
    Command(
        "interview.previous",
        "Previous question",
        "Go back one question; nothing is lost.",
        "f7,pageup",
        "previous",
        INTERVIEW,
        footer=60,
        hint="back",
        always_first=True,
    ),
    Command(
        "interview.dont_know",
        "They do not know",
        "Record that the customer was asked and does not know.",
        "d",
        "mark('dont_know')",
        INTERVIEW,
        a_question_is_asked,
        footer=20,
        typing_key="alt+d",
        hint="don't know",
    ),
    Command(
        "interview.declined",
        "They would rather not say",
        "Record that the customer was asked and will not say.",
        "r",
        "mark('declined')",
        INTERVIEW,
        a_question_is_asked,
        footer=70,
        typing_key="alt+r",
        hint="won't say",
    ),
    Command(
        "interview.later",
        "Later",
        "Park the question, with an owner and a date if you like.",
        "l",
        "later",
        INTERVIEW,
        a_question_is_asked,
        footer=30,
        typing_key="alt+l",
        hint="later",
    ),
    Command(
        "interview.source",
        "Source of the answer",
        "Say where the answer comes from: said, in a document, seen by us, our guess.",
        "s",
        "source",
        INTERVIEW,
        a_question_is_asked,
        footer=80,
        private=True,
        typing_key="alt+s",
        hint="source",
    ),
    Command(
        "interview.said_by",
        "Who said it",
        "Keep the name of the person who said it.",
        "w",
        "detail('said_by')",
        INTERVIEW,
        a_question_is_asked,
        private=True,
        typing_key="alt+w",
    ),
    Command(
        "interview.quote",
        "Quote",
        "Keep the customer's own words.",
        "q",
        "detail('quote')",
        INTERVIEW,
        a_question_is_asked,
        footer=90,
        private=True,
        typing_key="alt+q",
        hint="quote",
    ),
    Command(
        "interview.note",
        "Note",
        "Keep a note of your own; it is never shared.",
        "n",
        "detail('note')",
        INTERVIEW,
        a_question_is_asked,
        private=True,
        typing_key="alt+n",
    ),
    Command(
        "interview.advice",
        "They believe, we advise",
        "Keep what they believe about this question beside what we advise, and whose way it went.",
        "v",
        "advice",
        INTERVIEW,
        a_question_is_asked,
        private=True,
        typing_key="alt+v",
    ),
    Command(
        "interview.customer_asked",
        "They asked what we cannot answer",
        "Keep a question of theirs that you could not answer, with who finds out and by when.",
        "u",
        "customer_asked",
        INTERVIEW,
        a_question_is_asked,
        private=True,
        typing_key="alt+u",
    ),
    Command(
        "interview.follow_up",
        "Follow up",
        "Keep something to be done, ours or theirs, with a day by which it has happened or not.",
        "",
        "follow_up",
        INTERVIEW,
        private=True,
    ),
    Command(
        "interview.sitting",
        "This sitting",
        "Sum up what happened since the interview was opened, and what was left untouched.",
        "t",
        "app.open_sitting",
        INTERVIEW,
        private=True,
        typing_key="alt+t",
    ),
    Command(
        "interview.go_to",
        "Go to a question",
        "Find any question by some letters of it.",
        "g",
        "go_to",
        INTERVIEW,
        footer=40,
        typing_key="ctrl+g",
        hint="go to",
    ),
    Command(
        "interview.undo",
        "Take back the last answer",
        "Take back the last answer, and again the one before.",
        "ctrl+z",
        "undo",
        INTERVIEW,
        footer=100,
        hint="undo",
    ),
    Command(
        "interview.redo",
        "Give the answer again",
        "Give again the answer that was taken back.",
        "ctrl+y",
        "redo",
        INTERVIEW,
    ),
    Command(
        "interview.outline",
        "Outline",
        "Show or hide the outline of the interview.",
        "f2",
        "toggle_outline",
        INTERVIEW,
    ),
    Command(
        "interview.coach",
        "Coach",
        "Show or hide what you should know about this question.",
        "f3",
        "toggle_coach",
        INTERVIEW,
        private=True,
    ),
    Command(
        "interview.steer",
        "Flags and steering",
        "Go to the red flags, and from there to the words that steer.",
        "f9",
        "flags",
        INTERVIEW,
        footer=110,
        private=True,
        hint="steer",
    ),
    Command(
        "interview.pass",
        "Choose the pass",
        "Choose which conversation this is.",
        "p",
        "choose_pass",
        INTERVIEW,
        typing_key="alt+p",
    ),
    Command(
        "interview.order",
        "Order of questions",
        "Ask what matters most next, or go in the order of the script.",
        "",
        "toggle_order",
        INTERVIEW,
        private=True,
    ),
    Command(
        "interview.newer_script",
        "Newer version of the script",
        "See what the newer version of the script would change here, and move to it if you like.",
        "m",
        "app.open_newer_script",
        INTERVIEW,
        there_is_a_newer_script,
        private=True,
        typing_key="alt+m",
    ),
    Command(
        "home.open",
        "Open",
        "Open the interview under the cursor and go on with it.",
        "enter",
        "open",
        HOME,
        footer=10,
        private=True,
        hint="open",
    ),
    Command(
        "home.new",
        "New interview",
        "Start an interview with a customer.",
        "n",
        "new",
        HOME,
        footer=20,
        hint="new",
    ),
    Command(
        "home.contract",
        "Contract of this interview",
        "Read the contract of the interview under the cursor.",
        "d",
        "contract",
        HOME,
        footer=30,
        private=True,
        hint="contract",
    ),
    Command(
        "home.export",
        "Export this interview",
        "Write the draft or the record of the interview under the cursor to files.",
        "e",
        "export",
        HOME,
        private=True,
    ),
    Command(
        "home.search",
        "Search",
        "Search in customers, answers, quotes and notes.",
        "slash",
        "search",
        HOME,
        footer=45,
        private=True,
        hint="search",
    ),
    Command(
        "home.filter",
        "Filter by verdict",
        "Show one verdict only, then the next one, then all again.",
        "f",
        "filter",
        HOME,
        private=True,
    ),
    Command(
        "home.open_only",
        "Only what is in progress",
        "Show only interviews that are in progress, or all again.",
        "o",
        "open_only",
        HOME,
        private=True,
    ),
    Command(
        "home.to_do",
        "What is to be done",
        "See everything that is to be followed up: overdue, today, and what comes.",
        "t",
        "to_do",
        HOME,
        private=True,
    ),
    Command(
        "home.track_record",
        "Track record",
        "See how many deployments are in active use, and how well the verdicts foretold it.",
        "r",
        "track_record",
        HOME,
        private=True,
    ),
    Command(
        "due.open",
        "Open it",
        "Open the interview at the flag or question that it is about.",
        "enter",
        "open",
        DUE,
        footer=10,
        private=True,
        hint="open",
    ),
    Command(
        "due.yes",
        "It happened",
        "Close it: it happened. There is room for a note.",
        "y",
        "close_it('yes')",
        DUE,
        footer=20,
        private=True,
        hint="it happened",
    ),
    Command(
        "due.no",
        "It did not happen",
        "Close it: it did not happen. There is room for a note.",
        "n",
        "close_it('no')",
        DUE,
        footer=30,
        private=True,
        hint="it did not",
    ),
    Command(
        "sitting.open",
        "Open it",
        "Open the words that steer for a flag; go to a question.",
        "enter",
        "open",
        frozenset({"sitting"}),
        footer=10,
        private=True,
        hint="open",
    ),
    Command(
        "migration.apply",
        "Move to it",
        "Go on with the newer script; ctrl+z takes it back.",
        "enter",
        "apply",
        MIGRATION,
        footer=10,
        private=True,
        hint="move to it",
    ),
    Command(
        "review.open",
        "Go to this question",
        "Go to the question under the cursor, to answer it or to change the answer.",
        "enter",
        "open",
        frozenset({"review"}),
        footer=10,
        hint="change",
    ),
    Command(
        "review.filter",
        "Show other answers",
        "Show all answers, what is open, our guesses, what they do not know, what is parked.",
        "f",
        "filter",
        frozenset({"review"}),
        footer=20,
        private=True,
        hint="filter",
    ),
    Command(
        "verdict.open",
        "Open it",
        "Open the words that steer for a flag; go to a question; say more about a rule; change what stands there.",
        "enter",
        "open",
        VERDICT,
        footer=10,
        private=True,
        hint="open",
    ),
    Command(
        "verdict.decide",
        "Decide",
        "Decide beside the verdict: proceed, next in line or walk away, with a reason.",
        "d",
        "decide",
        VERDICT,
        footer=20,
        private=True,
        hint="decide",
    ),
    Command(
        "verdict.plan",
        "A plan is agreed",
        "Keep the plan that stands in for the flag under the cursor.",
        "p",
        "plan",
        VERDICT,
        footer=30,
        private=True,
        hint="plan",
    ),
    Command(
        "verdict.next_part",
        "Next part",
        "Go to the next part of the judgement.",
        "tab,n",
        "part(1)",
        VERDICT,
        private=True,
    ),
    Command(
        "verdict.part_before",
        "Part before",
        "Go to the part before.",
        "shift+tab",
        "part(-1)",
        VERDICT,
        private=True,
    ),
    Command(
        "verdict.rules",
        "Rules that did not hold",
        "Show or hide the rules before the one that held; enter on one says why it did not.",
        "r",
        "rules",
        VERDICT,
        private=True,
    ),
    Command(
        "verdict.outcome",
        "Record an outcome",
        "Keep how many use it, of how many, or what became of the customer.",
        "o",
        "outcome",
        VERDICT,
        private=True,
    ),
    Command(
        "verdict.reading",
        "Keep a reading",
        "Keep how the relationship stands, with what shows it and who said so; the level is never typed.",
        "e",
        "reading",
        VERDICT,
        private=True,
    ),
    Command(
        "verdict.cost",
        "Cost of a bad deal",
        "Change the figures for what a bad deal costs; no verdict reads them.",
        "m",
        "cost",
        VERDICT,
        private=True,
    ),
    Command(
        "verdict.reopen",
        "Take the deal up again",
        "Reopen a decided deal from its old answers; what ended it is asked first.",
        "u",
        "reopen",
        VERDICT,
        private=True,
    ),
    Command(
        "contract.why",
        "Why is this here",
        "Say which answers and which rule put this clause into the contract.",
        "w",
        "why",
        frozenset({"contract"}),
        footer=10,
        private=True,
        hint="why",
    ),
    Command(
        "contract.open_point",
        "Next open point",
        "Go to the next clause that waits for an answer.",
        "o",
        "open_point",
        frozenset({"contract"}),
        footer=20,
        private=True,
        hint="open point",
    ),
    Command(
        "contract.answer",
        "Answer what is open here",
        "Go to the question that this clause waits for.",
        "a",
        "answer",
        frozenset({"contract"}),
        footer=25,
        private=True,
        hint="answer",
    ),
    Command(
        "contract.reword",
        "In other words",
        "Give this clause other words by hand; they stay when answers change.",
        "e",
        "reword",
        frozenset({"contract"}),
        footer=27,
        private=True,
        hint="edit",
    ),
    Command(
        "contract.settle",
        "To a final version",
        "Go through what is left to settle, then make the contract final.",
        "f",
        "settle",
        frozenset({"contract"}),
        footer=35,
        private=True,
        hint="final",
    ),
    Command(
        "contract.sent",
        "It was sent",
        "Record that the draft kept last went to the customer; from then on changes are told.",
        "s",
        "sent",
        frozenset({"contract"}),
        private=True,
    ),
    Command(
        "contract.pack",
        "Draft with another pack",
        "Choose the contract pack that this deal is drafted with.",
        "p",
        "pack",
        frozenset({"contract"}),
        private=True,
    ),
    Command(
        "contract.order",
        "Order more",
        "Take an order under the agreement: more of what they have, or something of the catalogue.",
        "m",
        "order",
        frozenset({"contract"}),
        private=True,
    ),
    Command(
        "contract.draft",
        "Keep as a numbered draft",
        "Store the contract as it is now under the next draft number.",
        "d",
        "draft",
        frozenset({"contract"}),
        footer=30,
        private=True,
        hint="draft",
    ),
    Command(
        "contract.compare",
        "Mark what changed",
        "Mark the clauses that differ from an earlier draft: the last one, the one before, none.",
        "v",
        "compare",
        frozenset({"contract"}),
        footer=40,
        private=True,
        hint="compare",
    ),
    Command(
        "contract.outline",
        "List of clauses",
        "Show or hide the list of clauses.",
        "f2",
        "toggle_list",
        frozenset({"contract"}),
        private=True,
    ),
    Command(
        "read.page_down",
        "Read on",
        "Go on by what the screen shows.",
        "pagedown,space",
        "page(1)",
        TO_READ,
    ),
    Command(
        "read.page_up",
        "Read back",
        "Go back by what the screen shows.",
        "pageup,b",
        "page(-1)",
        TO_READ,
    ),
    Command(
        "app.verdict",
        "Verdict",
        "See the verdict, what made it and what would change it.",
        "f4",
        "app.open_verdict",
        WITH_AN_INTERVIEW,
        an_interview_is_open,
        private=True,
    ),
    Command(
        "app.review",
        "Review the answers",
        "See every answer with its state and source.",
        "f5",
        "app.open_review",
        WITH_AN_INTERVIEW,
        an_interview_is_open,
    ),
    Command(
        "app.contract",
        "Contract",
        "Read the contract as the answers make it.",
        "f8",
        "app.open_contract",
        WITH_AN_INTERVIEW,
        an_interview_is_open,
        private=True,
    ),
    Command(
        "app.export",
        "Export",
        "Write the draft or the record to files.",
        "ctrl+s",
        "app.open_export",
        WITH_AN_INTERVIEW,
        an_interview_is_open,
        private=True,
    ),
    Command(
        "app.home",
        "All interviews",
        "Go to the list of saved interviews.",
        "ctrl+o",
        "app.open_home",
        frozenset({*WITH_AN_INTERVIEW, *BESIDE_THE_LIST}),
        footer=190,
        hint="interviews",
    ),
    Command(
        "app.share",
        "Share mode",
        "Show only what the customer may see.",
        "f6",
        "app.toggle_share",
        footer=50,
        hint="share",
        always_first=True,
    ),
    Command(
        "app.help",
        "Help",
        "Explain this screen and its keys.",
        "f1,question_mark",
        "app.open_help",
        footer=200,
        hint="help",
    ),
    Command(
        "app.palette",
        "All commands",
        "Find any command or interview by some letters of it.",
        "ctrl+p",
        "app.command_palette",
        footer=210,
        hint="commands",
    ),
    Command(
        "app.theme",
        "Theme",
        "Choose light, dark or another look; the choice is remembered.",
        "",
        "app.change_theme",
    ),
    Command(
        "app.back",
        "Back",
        "Close what is on top.",
        "escape",
        "app.back",
        footer=20,
        footer_on=MIGRATION,
        hint="leave it",
    ),
    Command(
        "app.quit",
        "Quit",
        "Leave at once; everything is saved.",
        "ctrl+q",
        "app.quit",
        footer=220,
        hint="quit",
        always_first=True,
    ),
)

BY_ID = {command.id: command for command in COMMANDS}

KEY_NAMES = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "question_mark": "?",
    "slash": "/",
    "delete": "del",
    "plus": "+",
    "minus": "-",
}


def display_key(key: str) -> str:
    """Give a key as people know it: `F6`, `ctrl+n`, `?`."""
    *held, last = key.split("+")
    if len(last) > 1 and last[0] == "f" and last[1:].isdigit():
        last = last.upper()
    return "+".join([*held, KEY_NAMES.get(last, last)])


def commands_on(place: str) -> Iterator[Command]:
    """Give the commands of a screen: its own in table order, then those that work everywhere."""
    yield from (command for command in COMMANDS if place in command.screens)
    if place != EVERYWHERE:
        yield from (command for command in COMMANDS if EVERYWHERE in command.screens)


def bindings_for(place: str) -> list[Binding]:
    """Give the keys of a screen (or, for `EVERYWHERE`, of the app).

    Keys for use while typing come before the text field: terminals send a letter along with alt and the letter.
    """
    return [
        Binding(
            keys,
            command.action,
            command.title,
            id=binding_id,
            show=False,
            priority=first,
            tooltip=command.help,
        )
        for command in COMMANDS
        if place in command.screens
        for keys, binding_id, first in (
            (command.key, command.id, command.always_first),
            (command.typing_key, f"{command.id}.while_typing", True),
        )
        if keys
    ]


def hints_on(place: str, app: OnboardApp) -> list[Command]:
    """Give the commands for the bottom line of a screen, most useful first."""
    ranked = [
        command
        for command in commands_on(place)
        if command.footer is not None
        and (not command.footer_on or place in command.footer_on)
        and command.works(app)
    ]
    ranked.sort(key=lambda command: command.footer or 0)
    return ranked
