"""The fragment library: each file can be built into a script, and binds to the names that packs and ladders know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.resources import interviews_folder
from onboard_tui.script.load import load_script, open_script

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LIBRARY = interviews_folder() / "fragments"
NAMES = sorted(path.stem for path in LIBRARY.glob("*.yaml"))
HOST = """\
format: 1
id: host
version: "1.0.0"
title: Host
passes: [{id: talk, title: Talk}, {id: private, title: Our side}]
sections: [{id: deal, title: Deal}]
questions:
  - id: now_users
    section: deal
    pass: talk
    type: integer
    gate: true
    ask: How many people will use it?
    coach: &coach {know: K, why: W, good: G, bad: B}
  - {id: biz_deadline, section: deal, pass: private, type: date, gate: true, ask: By when?, coach: *coach}
%s
verdict:
  limits: {insisted_majors_end_it: 2}
  rules: [{id: R1, verdict: proceed, if: true}]
"""
BESIDE = {"capacity": ["budget", "levels"]}
"""Fragments that read questions of others."""


def host(folder: Path, names: Iterable[str]) -> Path:
    """Write a script that asks those fragments."""
    places = [f"  - {{include: fragments/{name}.yaml, pass: talk, section: deal}}" for name in names]
    (folder / "host.yaml").write_text(HOST % "\n".join(places))
    return folder / "host.yaml"


@pytest.mark.parametrize("name", NAMES)
def test_a_fragment_can_be_built_in_alone(name: str, tmp_path: Path) -> None:
    """With the few questions that it says it reads, a fragment has no problem of any kind."""
    path = host(tmp_path, [*BESIDE.get(name, []), name])

    assert load_script(path, thorough=True).problems == ()


def test_fragments_bind_to_the_names_of_the_bundled_script(tmp_path: Path) -> None:
    """Ids, types, options, columns, gates and conditions are those that contract packs know."""
    bundled = open_script(interviews_folder() / "cloud-onboarding.yaml")
    known = {each.id: each for each in bundled.questions}
    raised = {each.id: (str(each.raise_when), each.severity, each.kind) for each in bundled.flags}

    script = open_script(host(tmp_path, NAMES))

    for question in script.questions:
        if question.id in {"now_users", "biz_deadline"}:
            continue
        same = known[question.id]
        assert (question.type, question.gate, str(question.when)) == (same.type, same.gate, str(same.when))
        assert [each.id for each in question.options] == [each.id for each in same.options]
        assert [(each.id, each.type) for each in question.columns] == [
            (each.id, each.type) for each in same.columns
        ]
        assert question.feeds == same.feeds
    for flag in script.flags:
        assert (str(flag.raise_when), flag.severity, flag.kind) == raised[flag.id]


def test_a_file_beside_the_script_goes_before_the_library(tmp_path: Path) -> None:
    """Who copies a fragment and changes it gets the changed one; the others still come with the program."""
    own = (LIBRARY / "place.yaml").read_text("utf-8").replace("con_place", "signed_where")
    (tmp_path / "fragments").mkdir()
    (tmp_path / "fragments" / "place.yaml").write_text(own)

    questions = open_script(host(tmp_path, ["place", "deciding"])).questions

    asked = {each.id: each.place.file for each in questions if each.place}
    assert asked["signed_where"] == str(tmp_path / "fragments" / "place.yaml")
    assert asked["com_decides"] == str(LIBRARY / "deciding.yaml")
    assert "con_place" not in asked
