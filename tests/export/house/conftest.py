"""What the tests of users' own Word files share: a full interview of the bundled script, and its papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.contract.draft import printed_values
from onboard_tui.contract.pack import open_pack
from onboard_tui.export.house.compose import write_with
from onboard_tui.export.house.lint import name_problems
from onboard_tui.export.house.template import read_template
from onboard_tui.export.house.values import PaperValues
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import open_script
from tests.contract.deals import Deal, full_deal
from tests.export.sample_tree import paper

if TYPE_CHECKING:
    from onboard_tui.contract.document import OpenPoint
    from onboard_tui.export.paper import Paper


@pytest.fixture(scope="session")
def full() -> Deal:
    """Give a full interview of the bundled script, with the bundled pack."""
    script = open_script(interviews_folder() / "cloud-onboarding.yaml")
    return full_deal(script, open_pack(templates_folder() / "cloud-services"))


@dataclass(frozen=True)
class Writing:
    """Makes papers with Word files and the answers of a deal."""

    deal: Deal

    def with_answers(self, **changes: Any) -> Writing:
        """Change answers of the deal; None takes an answer away."""
        return Writing(self.deal.with_answers(**changes))

    def paper(
        self,
        data: bytes,
        name: str = "own.docx",
        *,
        of: Paper | None = None,
        open_points: tuple[OpenPoint, ...] = (),
    ) -> bytes:
        """Make the sample paper with a file in which nothing is wrong."""
        template = read_template(data, name)
        problems = [each for each in template.problems if each.code < "T2"]
        assert problems == []
        assert name_problems(template, self.deal.pack, self.deal.script) == ()
        filler = printed_values(self.deal.assessment, self.deal.pack, our_name=self.deal.our_name)
        return write_with(template, PaperValues(of or paper(), open_points, filler))


@pytest.fixture(scope="session")
def writing(full: Deal) -> Writing:
    """Give what makes papers with Word files."""
    return Writing(full)
