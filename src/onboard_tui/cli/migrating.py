"""The command that moves an interview to another version of its script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from onboard_tui.cli.draft_json import plain
from onboard_tui.cli.draft_words import changed_section
from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json, say_recorded, table
from onboard_tui.errors import UsageError
from onboard_tui.interview.entries import kind_of
from onboard_tui.interview.fill import filled
from onboard_tui.interview.migration import AnswerFate
from onboard_tui.interview.values import display, to_plain
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from onboard_tui.deal.ladders import Reading
    from onboard_tui.interview.migration import MovedAnswer
    from onboard_tui.script.model import Script
    from onboard_tui.workspace.script_in_hand import MigrationPreview

_FIRST_TOLD: Final = (AnswerFate.ASK_AGAIN, AnswerFate.RETIRED, AnswerFate.RENAMED, AnswerFate.KEPT)
"""The fates of answers, those that a seller has to know of first."""


def migrate(options: argparse.Namespace) -> int:
    """Say what a move to another script would change; carry it out, or take the last one back."""
    if options.back == (options.to is not None) or (options.back and options.apply):
        raise UsageError("Give either --to SCRIPT, with or without --apply, or --back.")
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        if options.back:
            say_recorded(opened.migrate_back())
            return 0
        script = opened.script_to_move_to(options.to, options.language)
        preview = opened.preview_migration(script)
        if options.json:
            print_json(preview_json(preview, applied=options.apply))
        else:
            print(preview_in_words(preview, applied=options.apply))
        if options.apply:
            say_recorded(opened.migrate(script))
    return 0


def preview_in_words(preview: MigrationPreview, *, applied: bool = False) -> str:
    """Say what becomes of every answer, then what changes in flags, verdict and contract."""
    before, after = preview.before, preview.after
    if preview.same_script:
        return f"It is run with this very script already ({_version(before.script)}); nothing changes."
    lines = [f"{before.interview.customer}: {_version(before.script)} → {_version(after.script)}"]
    lines += _answers(preview)
    if preview.new_questions:
        lines += ["", "New questions"]
        asked = ((each.id, filled(each.ask, after.standing)) for each in preview.new_questions)
        lines += [f"  {name}: {' '.join(ask.split())}" for name, ask in asked]
    if preview.flags:
        lines += ["", "Flags"]
        lines += [f"  {each.rule.title} ({each.rule.id}): {each.words}" for each in preview.flags]
    if preview.dealings:
        lines += ["", "Counts no more, as its flag is gone"]
        lines += [
            f"  {each.flag.title} ({each.flag.id}): {preview.dealing_words(each)}"
            for each in preview.dealings
        ]
    if preview.ladders:
        lines += ["", "Relationship"]
        lines += [f"  {each.ladder.title} ({each.ladder.id}): {each.words}" for each in preview.ladders]
    lines += ["", f"Verdict: {preview.verdict_words}"]
    if preview.no_contract:
        lines.append(f"The contract cannot be drafted then: {preview.no_contract}")
    elif preview.clauses:
        lines += ["", "Contract"]
        lines += [f"  {line}" for each in preview.clauses for line in changed_section(each)]
    if not applied:
        lines += ["", "Nothing is recorded yet: --apply moves the interview, and --back takes that back."]
    return "\n".join(lines)


def _version(script: Script) -> str:
    spoken = f" in {script.language}" if len(script.languages) > 1 else ""
    return f"{script.id} {script.version}{spoken} [{script.sha256[:7]}]"


def _answers(preview: MigrationPreview) -> Iterator[str]:
    told = [each for fate in _FIRST_TOLD for each in preview.with_fate(fate)]
    if not told:
        yield "Nothing is answered yet."
        return
    rows = [
        (each.fate.value.replace("_", " "), _name(each), _answer(each, preview.before.script), each.why)
        for each in told
    ]
    yield ""
    yield table(("what becomes of it", "question", "answer", "why"), rows)


def _name(answer: MovedAnswer) -> str:
    now = answer.successor.id if answer.successor is not None else answer.question.id
    return answer.question.id if now == answer.question.id else f"{answer.question.id} → {now}"


def _answer(answer: MovedAnswer, script: Script) -> str:
    recorded = answer.recorded
    if recorded.state is not AnswerState.ANSWERED:
        return recorded.state.value.replace("_", " ")
    return display(answer.question, recorded.value, script)


def preview_json(preview: MigrationPreview, *, applied: bool) -> dict[str, Any]:
    """Give everything that a move changes, for other programs."""
    before, after = preview.before, preview.after
    return {
        "id": before.interview.id,
        "applied": applied and not preview.same_script,
        "from": _script_json(before.script),
        "to": _script_json(after.script),
        "answers": [
            {
                "question": each.question.id,
                "now": each.successor.id if each.successor is not None else None,
                "becomes": each.fate.value,
                "state": each.recorded.state.value,
                "value": to_plain(each.recorded.value),
                "why": each.why,
            }
            for each in preview.answers
        ],
        "new_questions": [each.id for each in preview.new_questions],
        "flags": [
            {"flag": each.rule.id, "before": each.before, "after": each.after} for each in preview.flags
        ],
        "dealings": [
            {"kind": kind_of(each.entry), "entry": each.entry.id, "flag": each.flag.id}
            for each in preview.dealings
        ],
        "ladders": [
            {"ladder": each.ladder.id, "before": _level(each.before), "after": _level(each.after)}
            for each in preview.ladders
        ],
        "verdict": {"before": before.verdict.kind.value, "after": after.verdict.kind.value},
        "rule": {"before": before.verdict.rule_id, "after": after.verdict.rule_id},
        "clauses": plain(preview.clauses),
        "no_contract": preview.no_contract,
    }


def _level(reading: Reading | None) -> int | None:
    return None if reading is None else reading.level


def _script_json(script: Script) -> dict[str, str]:
    return {
        "id": script.id,
        "version": script.version,
        "language": script.language,
        "sha256": script.sha256,
    }
