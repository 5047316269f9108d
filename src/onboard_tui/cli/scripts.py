"""The commands that work without saved interviews."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json
from onboard_tui.cli.words import assessment_in_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.checking import Checked


def assess(options: argparse.Namespace) -> int:
    """Judge a file of answers without a database."""
    from onboard_tui.deal.report import assessment_json

    with the_workspace(options) as workspace:
        assessment = workspace.assess(options.script, Path(options.answers), as_of=options.as_of)
    if options.json:
        print_json(assessment_json(assessment))
    else:
        print(assessment_in_words(assessment))
    return 0


def check(options: argparse.Namespace) -> int:
    """Find what is wrong with scripts, packs and Word files; the exit code is 1 where any of it is an error."""
    with the_workspace(options) as workspace:
        if options.suggest is not None:
            suggested = workspace.suggest_scenarios(options.suggest)
            print(suggested, end="") if suggested else print("Nothing is missing.", file=sys.stderr)
            return 0
        names = tuple(options.files)
        if options.watch:
            from onboard_tui.cli.watching import watch

            watch(lambda: _check_once(workspace, options), lambda: workspace.read_for(names))
        return _check_once(workspace, options)


def _check_once(workspace: Workspace, options: argparse.Namespace) -> int:
    from onboard_tui.deal.words import number_of
    from onboard_tui.script.problems import errors_of, render_problem

    checked = workspace.check(tuple(options.files))
    problems = checked.problems
    if options.format == "json":
        told = _checked_json(checked, coverage=options.coverage, proofs=options.proofs)
        print_json(told, indent=None if options.watch else 2)
    else:
        for each in problems:
            print(render_problem(each), end="\n\n")
        errors = len(errors_of(problems))
        counts = f"{number_of(errors, 'error')}, {number_of(len(problems) - errors, 'warning')}."
        print(counts if problems else "Nothing is wrong.")
        for line in _said_of_scripts(checked, coverage=options.coverage, proofs=options.proofs):
            print(line)
    return 1 if errors_of(problems) else 0


def _checked_json(checked: Checked, *, coverage: bool, proofs: bool) -> object:
    """Give the problems; if asked for, with what the scenarios of each script show, and what is proved of it."""
    problems = [each.to_json() for each in checked.problems]
    if not coverage and not proofs:
        return problems
    found: dict[str, object] = {"problems": problems}
    if coverage:
        covered = {each.id: each.coverage.to_json() for each in checked.scripts if each.coverage is not None}
        found["coverage"] = covered
    if proofs:
        found["proofs"] = {
            each.id: each.proved.to_json() for each in checked.scripts if each.proved is not None
        }
    return found


def _said_of_scripts(checked: Checked, *, coverage: bool, proofs: bool) -> Iterator[str]:
    """Give the lines about each script that was looked at."""
    for script in checked.scripts:
        yield from (f"{script.id}: {note}" for note in script.notes)
        if coverage and script.coverage is not None:
            yield from (f"  {line}" for line in script.coverage.details())
        if proofs and script.proved is not None:
            yield from (f"  {each.in_words()}" for each in script.proved.shown)


def where(options: argparse.Namespace) -> int:
    """Print the paths in use."""
    from onboard_tui.crash import log_folder
    from onboard_tui.export.pdf.fonts import fonts_folder
    from onboard_tui.resources import interviews_folder, templates_folder
    from onboard_tui.tui.settings import settings_file

    with the_workspace(options) as workspace:
        places = {
            "database": workspace.database,
            "settings": settings_file(),
            "crash reports": log_folder(),
            "fonts": fonts_folder(),
            "interviews": interviews_folder(),
            "templates": templates_folder(),
            "Word template": workspace.word_template or "none",
        }
    for name, place in places.items():
        print(f"{name:14} {place}")
    return 0
