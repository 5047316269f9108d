"""Accusing words in a letter: whoever said them, a letter to a customer does without."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Blocks
from onboard_tui.contract.plain_words import any_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.checks.checked import Checked
    from onboard_tui.contract.document import Finding


def accusing_words(checked: Checked) -> Iterator[Finding]:
    """Find the pack's accusing words, also in what a person said and the letter repeats."""
    sought = any_word(checked.bound.pack.checks.accusing_words)
    for passage in checked.passages:
        for found in sought.finditer(passage.text):
            text = (
                f"“{found[0]}” in “{passage.place}” reads as an accusation: say what happened, without blame."
            )
            finding = checked.found_in(passage, "accusing_word", text, at=found.start(), word=found[0])
            yield replace(finding, blocks=Blocks.EXPORT)
