"""An interview as the papers of a pack read it: with the texts of its script in the pack's language."""

from __future__ import annotations

from dataclasses import replace

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.script.load import translated


def as_papers_read_it(assessment: Assessment, language: str) -> Assessment:
    """Give a judged interview as it would read in the language of a paper, where its script has that one.

    Only words differ: options, units, the titles of flags. What was answered, and what follows from it, is the same.
    """
    script = translated(assessment.script, language)
    if script is assessment.script:
        return assessment
    return assess(replace(assessment.interview, script=script), assessment.as_of)
