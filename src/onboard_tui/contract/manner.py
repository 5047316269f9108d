"""How the papers of a pack write values: in the pack's language and in its fixed words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.values import Manner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.script.model import Script


def manner_of_paper(script: Script, words: Mapping[str, str], language: str) -> Manner:
    """Give how a paper in that language writes values, in the fixed words of its pack.

    Where the script says which country's form of the same language is spoken, it is that one's.
    """
    same = script.language.partition("-")[0] == language.partition("-")[0]
    notation = notation_for(script.language if same else language)
    return Manner(notation, script.currency, words["yes"], words["no"], words["nothing"])
