"""The command that shows a whole interview before it is held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.cli.given import names_in, the_workspace

if TYPE_CHECKING:
    import argparse


def questions(options: argparse.Namespace) -> int:
    """Print all questions, or write files of them and print their paths."""
    from onboard_tui.workspace.questionnaires import (
        graph_file,
        questionnaire_files,
        questionnaire_text,
        shown,
    )

    with the_workspace(options) as workspace:
        script = shown(workspace, options.script, coach=options.coach, language=options.language)
    if options.to is None and options.graph is None:
        print(questionnaire_text(script), end="")
        return 0
    paths: list[Path] = []
    if options.to is not None:
        paths += questionnaire_files(script, names_in(options.to), Path(options.out))
    if options.graph is not None:
        paths.append(graph_file(script, Path(options.graph)))
    print(*paths, sep="\n")
    return 0
