"""Every key of the script language in words, for editors and for the reference.

What a key does is decided by the loader (`script.load` and its neighbours); a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.script.vocabulary.frame import FRAME
from onboard_tui.script.vocabulary.judgement import JUDGEMENT
from onboard_tui.script.vocabulary.ladders import LADDERS
from onboard_tui.script.vocabulary.questions import QUESTIONS
from onboard_tui.script.vocabulary.scenarios import SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.script.vocabulary.shapes import Group

GROUPS: Mapping[str, Group] = {
    group.name: group for group in (*FRAME, *QUESTIONS, *JUDGEMENT, *LADDERS, *SCENARIOS)
}
"""Every group of keys that a script can hold, by name, in the order of the reference."""
