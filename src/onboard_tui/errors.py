"""The one family of exceptions that carry a sentence for the person at the keyboard."""

from __future__ import annotations

from typing import ClassVar


class OnboardError(Exception):
    """Something the user can understand and act on: what happened, to what, what to do now."""

    exit_code: ClassVar[int] = 3
    """The command line's exit code for this kind of trouble (see docs/operations.md)."""

    def __init__(self, sentence: str, *, way_out: str | None = None) -> None:
        """Keep the sentence, and the way out where one is known."""
        super().__init__(sentence)
        self.sentence = sentence
        self.way_out = way_out

    def __str__(self) -> str:
        """Give the sentence and, after it, the way out."""
        return self.sentence if self.way_out is None else f"{self.sentence} {self.way_out}"


class UsageError(OnboardError):
    """A command or a call was used in a way that makes no sense; nothing was done."""

    exit_code = 2


class NothingFoundError(OnboardError):
    """Nothing matches what was asked for."""

    exit_code = 1


class ScriptError(OnboardError):
    """An interview script cannot be used."""


class AnswerError(OnboardError):
    """An answer cannot be understood or is not allowed; nothing was recorded."""


class ContractError(OnboardError):
    """A contract pack cannot be used, or a draft cannot be made from it."""


class ExportError(OnboardError):
    """A file could not be written; the old file, if there was one, is untouched."""


class WordFileError(OnboardError):
    """A Word file that somebody else made cannot be used; nothing was written."""


class StoreError(OnboardError):
    """The database cannot be used: locked, newer, damaged, full, not ours."""

    exit_code = 4


class StaleError(StoreError):
    """The interview was changed in another window since it was read; nothing was recorded."""
