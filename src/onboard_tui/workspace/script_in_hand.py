"""The script of an open interview: whether there is a newer version, and the move to it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.since import sections_that_differ
from onboard_tui.deal.assessment import assess
from onboard_tui.deal.days import written
from onboard_tui.deal.ladders import readings
from onboard_tui.errors import ContractError, UsageError
from onboard_tui.interview.entries import Migrated, Planned, Steered
from onboard_tui.interview.migration import AnswerFate, migration
from onboard_tui.interview.moves import dealings_left_behind
from onboard_tui.resources import bundled_scripts
from onboard_tui.script.include import still_says
from onboard_tui.workspace.in_hand import InHand
from onboard_tui.workspace.papers import the_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.since import ChangedSection
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.ladders import Reading
    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.interview import Interview
    from onboard_tui.interview.migration import Migration, MovedAnswer
    from onboard_tui.interview.moves import LeftDealing
    from onboard_tui.script.model import FlagRule, Ladder, Question, Script
    from onboard_tui.script.scope import FlagState
    from onboard_tui.workspace.open_interview import Recording


@dataclass(frozen=True, slots=True)
class MovedFlag:
    """A flag that stands otherwise after a move; nothing where a script does not have it."""

    rule: FlagRule
    before: FlagState | None
    after: FlagState | None

    @property
    def words(self) -> str:
        """How it stood and how it stands: `open → clear`."""
        states = (self.before, self.after)
        return " → ".join("not there" if each is None else each.value.replace("_", " ") for each in states)


@dataclass(frozen=True, slots=True)
class MovedReading:
    """A ladder on which the relationship stands elsewhere after a move; nothing where a script does not have it."""

    ladder: Ladder
    before: Reading | None
    after: Reading | None

    @property
    def words(self) -> str:
        """Where it stood and where it stands: `1, supplier → 3, partner`."""
        return " → ".join(map(_reading_words, (self.before, self.after)))


@dataclass(frozen=True, slots=True)
class MigrationPreview:
    """Everything that a move to another script would change; nothing of it is recorded."""

    before: Assessment
    after: Assessment
    answers: tuple[MovedAnswer, ...]
    new_questions: tuple[Question, ...]
    flags: tuple[MovedFlag, ...]
    dealings: tuple[LeftDealing, ...]
    """What was done about flags that the script from then on does not have; it counts no more."""
    ladders: tuple[MovedReading, ...]
    clauses: tuple[ChangedSection, ...]
    """What would read differently in the contract."""
    no_contract: str
    """Why the contract cannot be drafted after the move; empty where it can be, or where there is none."""

    def with_fate(self, fate: AnswerFate) -> tuple[MovedAnswer, ...]:
        """Give the answers that something becomes of."""
        return tuple(each for each in self.answers if each.fate is fate)

    @property
    def rules(self) -> str:
        """The rules of the verdict that decide before and after, `R3 → R4`; empty where it is the same one."""
        before, after = self.before.verdict.rule_id, self.after.verdict.rule_id
        return "" if before == after else f"{before or 'no rule'} → {after or 'no rule'}"

    @property
    def verdict_words(self) -> str:
        """Where the deal stands and would stand: `steer first → proceed (R1 → R3)`."""
        before, after = self.before.verdict.words, self.after.verdict.words
        words = before if before == after else f"{before} → {after}"
        return f"{words} ({self.rules})" if self.rules else words

    def dealing_words(self, left: LeftDealing) -> str:
        """Say what was done about a flag that is gone: `attempt on 2 March 2026, insists`."""
        match left.entry:
            case Steered(on=day, reaction=reaction):
                return f"attempt on {written(self.before, day)}, {reaction.value.replace('_', ' ')}"
            case Planned(due=day):
                return f"plan due on {written(self.before, day)}"
        return "we cannot put this right"

    @property
    def same_script(self) -> bool:
        """Whether it is no move at all."""
        return self.before.script.sha256 == self.after.script.sha256


class ScriptInHand(InHand):
    """The part of an open interview that is about the version of its script."""

    def newer_script(self) -> Script | None:
        """Give the bundled script of the same id as it is today, if the interview is run with another text of it.

        None where that script is gone: the interview needs nothing but the text that was kept. Raises `ScriptError`
        where it cannot be used.
        """
        own = self.interview.script
        file = next((path for path in bundled_scripts() if path.stem == own.id), None)
        if file is None or still_says(file, own.source):
            return None
        script = self.script_to_move_to(own.id)
        return None if script.sha256 == own.sha256 else script

    def script_to_move_to(self, name: str, language: str = "") -> Script:
        """Load a script by bundled id or path, in the interview's language where it has that one.

        Raises `ScriptError`.
        """
        script = self._workspace.script(name, language)
        spoken = self.interview.script.language
        if not language and script.language != spoken and spoken in script.languages:
            return self._workspace.script(name, spoken)
        return script

    def preview_migration(self, script: Script) -> MigrationPreview:
        """Work out what a move to another script would change. Raises `StoreError`."""
        before = self.assessment
        moved = self._migration(script)
        after = assess(moved.after, before.as_of)
        old, _ = self._contract_of(before)
        new, why_not = self._contract_of(after)
        return MigrationPreview(
            before=before,
            after=after,
            answers=moved.answers,
            new_questions=moved.new_questions,
            flags=tuple(_moved_flags(before, after)),
            dealings=tuple(_dealings(before.interview, after.interview)),
            ladders=tuple(_moved_readings(*(self._readings_of(each) for each in (before, after)))),
            clauses=sections_that_differ(old, new) if old is not None and new is not None else (),
            no_contract=why_not,
        )

    def migrate(self, script: Script) -> Recording:
        """Go on with another script, as one step that `undo` takes back. Raises `StoreError`.

        The script that the interview is run with already changes nothing.
        """
        from onboard_tui.workspace.open_interview import Recording

        with self._writing:
            if script.sha256 == self.interview.script.sha256:
                return Recording("")
            move = self._migration(script).move
            return self._take_on(self.interview.moved_to(script, move), (move,))

    def migrate_back(self) -> Recording:
        """Take the last move to another script back. Raises `UsageError` where that is not the last step."""
        from onboard_tui.workspace.open_interview import Recording

        with self._writing:
            if not isinstance(self.interview.undoable, Migrated):
                gone = self.interview.taken_back
                if not any(isinstance(each, Migrated) and each.id not in gone for each in self.interview.log):
                    raise UsageError("There is no move to another script to be taken back.")
                raise UsageError(
                    "There is no move to another script that could be taken back now.",
                    way_out="What was answered since the move is taken back first, with ctrl+z in the app.",
                )
            return self.undo() or Recording("")

    def _migration(self, script: Script) -> Migration:
        return migration(
            self.interview,
            script,
            self.assessment.as_of,
            stamp=self._stamp(),
            new_id=self._workspace.new_id,
        )

    def _readings_of(self, assessment: Assessment) -> Mapping[str, Reading]:
        return {each.ladder.id: each for each in readings(assessment, earlier=self.earlier_interviews)}

    def _contract_of(self, assessment: Assessment) -> tuple[Draft | None, str]:
        """Draft the contract of an interview, or say why it cannot be; nothing where its script has none."""
        chosen = assessment.interview.paperwork.pack
        if assessment.script.contract is None and chosen is None:
            return None, ""
        try:
            pack = the_pack(assessment.script, chosen)
            our_name = self._workspace.our_name
            return draft_contract(assessment, pack, our_name=our_name, earlier=self.earlier_interviews), ""
        except ContractError as error:
            return None, error.sentence

    @abstractmethod
    def undo(self) -> Recording | None:
        """Take back the last answer or move to another script; None where there is none."""

    @abstractmethod
    def _take_on(
        self, interview: Interview, entries: Sequence[Entry], question: str | None = None
    ) -> Recording:
        """Make entries durable, with those that follow from them, and take on the interview that they lead to."""


def _reading_words(reading: Reading | None) -> str:
    if reading is None:
        return "not there"
    return reading.words if reading.level is None else f"{reading.level}, {reading.words}"


def _moved_flags(before: Assessment, after: Assessment) -> Iterator[MovedFlag]:
    """Give the flags that stand otherwise, those of the script from then on first."""
    for flag in after.flags:
        was = before.flag_by_id.get(flag.id)
        if flag.raised if was is None else was.state is not flag.state:
            yield MovedFlag(flag.rule, None if was is None else was.state, flag.state)
    for flag in before.raised_flags:
        if flag.id not in after.flag_by_id:
            yield MovedFlag(flag.rule, flag.state, None)


def _dealings(before: Interview, after: Interview) -> Iterator[LeftDealing]:
    """Give what is left behind after a move and was not before."""
    earlier = {each.entry.id for each in dealings_left_behind(before)}
    for each in dealings_left_behind(after):
        if each.entry.id not in earlier:
            yield each


def _moved_readings(before: Mapping[str, Reading], after: Mapping[str, Reading]) -> Iterator[MovedReading]:
    """Give the ladders on which it stands elsewhere, those of the script from then on first."""
    for name in {**after, **before}:
        was, now = before.get(name), after.get(name)
        known = [each for each in (was, now) if each is not None and each.rung is not None]
        if known and (was is None or now is None or (was.level, was.words) != (now.level, now.words)):
            yield MovedReading(known[-1].ladder, was, now)
