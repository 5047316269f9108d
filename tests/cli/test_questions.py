"""The command that puts a whole interview on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Onboard = Callable[..., Any]


def test_questions_are_printed_for_the_customer(onboard: Onboard, tmp_path: Path) -> None:
    """Without options all questions come as Markdown, nothing private among them, and no database is made."""
    done = onboard("questions", "cloud-onboarding")
    assert done.code == 0
    assert "### 12 Where has the money for this got to?" in done.out
    assert "Goes into the paper under \u201cWhat it costs\u201d." in done.out
    assert "Good to hear" not in done.out
    assert "Good to hear" in onboard("questions", "cloud-onboarding", "--coach").out
    assert not list(tmp_path.iterdir())


def test_questions_come_in_a_language_of_the_script(onboard: Onboard) -> None:
    """The words to say are in the language that is asked for; one that there is not is said."""
    assert (
        "F\u00fcr wie viele Menschen zahlen Sie heute?"
        in onboard("questions", "use-check", "--language", "de").out
    )
    done = onboard("questions", "use-check", "--language", "fr")
    assert (done.code, done.out) == (3, "")
    assert "no texts in 'fr'" in done.err


def test_files_are_written_and_never_over_others(onboard: Onboard, tmp_path: Path) -> None:
    """Each format and the picture becomes a file of its own; a second writing of other words gets another name."""
    command = ("questions", "use-check", "--to", "md,html", "--out", "papers", "--graph", "flow.svg")
    paths = ["papers/use-check-questions.md", "papers/use-check-questions.html", "flow.svg"]
    assert onboard(*command).out.splitlines() == paths
    assert all((tmp_path / path).stat().st_size for path in paths)
    assert onboard(*command, "--coach").out.splitlines() == [
        "papers/use-check-questions-coach.md",
        "papers/use-check-questions-coach.html",
        "flow-2.svg",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "odt"), "no format 'odt'"),
        (("--to", ","), "at least one format"),
        (("--graph", "flow.png"), "does not end in .svg"),
    ],
)
def test_what_cannot_be_written_is_said(onboard: Onboard, arguments: tuple[str, ...], said: str) -> None:
    """A format or an ending that there is not is bad usage, and nothing is written."""
    done = onboard("questions", "use-check", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
