"""The colours of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.export.flow_graph.cards import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

INK: Final = "#1c2433"
QUIET: Final = "#5b6472"
PAPER: Final = "#ffffff"
BAND: Final = "#f1f3f6"
RULE: Final = "#c9ced6"
RED: Final = "#a4262c"
RED_RULE: Final = "#d98d88"
CONDITION_TINT: Final = "#e1ebf7"
LINES: Final = ("#1f5f99", "#1b7f6b", "#8a5a00", "#6a4fa3", "#0b7285", "#5f6b1a", "#8a3f6d", "#44546a")
"""The colours of lines to questions, one after the other."""
LOOKS: Final[Mapping[Look, tuple[str, str]]] = {
    Look.QUESTION: (PAPER, RULE),
    Look.OURS: ("#f4f0fa", "#b9a8d6"),
    Look.FLAG: ("#fdf0ef", RED_RULE),
}
"""The ground and the border of each kind of card."""
