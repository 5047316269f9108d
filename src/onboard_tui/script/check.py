"""Everything that can be known to be wrong with scripts before anybody uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.script.load import load_script
from onboard_tui.script.problems import in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from onboard_tui.script.problems import Problem


def check_scripts(
    paths: Iterable[Path], *, contract_parts: Collection[str] | None = None
) -> tuple[Problem, ...]:
    """Give all problems of script files, sorted by file and line.

    With the names of a pack's `contract_parts`, also what feeds a part that does not exist.
    """
    return in_order(
        problem
        for path in paths
        for problem in load_script(path, thorough=True, contract_parts=contract_parts).problems
    )
