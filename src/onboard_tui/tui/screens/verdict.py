"""Where the deal stands, why, what would change it, and what we still do not know; for the seller only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.interview.progress import progress
from onboard_tui.interview.values import display
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.plain import MUTED, one_line, plain, tell
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.signs import FLAG_STATES, REACTIONS, SEVERITIES, VERDICTS
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.outline import HEAVIEST_FIRST
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine
from onboard_tui.tui.words import short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.deal.flags import Flag
    from onboard_tui.script.scope import Value
    from onboard_tui.tui.screens.steering import Steered
    from onboard_tui.workspace.open_interview import OpenInterview

BULLET = "· "
MOST_WAYS = 3
"""Ways to a better verdict that are shown."""


class VerdictScreen(OnboardScreen):
    """The judgement, with everything that it rests on."""

    place: ClassVar[str] = "verdict"
    private: ClassVar[bool] = True
    CSS_PATH = "verdict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("verdict")]

    def __init__(self, opened: OpenInterview) -> None:
        super().__init__()
        self.opened = opened
        self.all_rules = False
        """Whether the rules that did not hold are shown."""

    def compose(self) -> ComposeResult:
        """Lay out the judgement above the flags."""
        yield TopLine()
        yield ShareBanner()
        with VerticalScroll(id="verdict-body", can_focus=False):
            yield Static(id="verdict-why")
            yield Static(plain("FLAGS", "bold $accent"), classes="verdict-title", id="verdict-flags-title")
            yield Rows(id="verdict-flags")
            yield Static(id="verdict-open")
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Begin at the flags."""
        super().on_mount()
        self.query_one(Rows).gap = 1
        self.show_verdict()
        body = self.query_one("#verdict-body")
        body.can_focus = not self.query_one(Rows).rows
        (self.query_one(Rows) if self.query_one(Rows).rows else body).focus()

    def share_changed(self) -> None:
        """Close: nothing of this is for the customer."""
        if self.onboard.share:
            for part in self.query("#verdict-body *"):
                part.display = False
            self.dismiss()

    def on_screen_resume(self) -> None:
        """Show where the deal stands now."""
        if self.is_mounted and self.query(Rows):
            self.show_verdict()

    def show_verdict(self) -> None:
        """Show the judgement as it is now."""
        assessment = self.opened.assessment
        self.query_one("#verdict-why", Static).update(_paragraphs(self._why()))
        flags = [flag_row(self.opened, flag) for flag in raised_flags(self.opened)]
        rows = self.query_one(Rows)
        kept = next((place for place, row in enumerate(flags) if row.key == rows.key), 0)
        rows.set_rows(flags, cursor=kept if flags else None)
        self.query_one("#verdict-flags-title").display = bool(flags)
        self.query_one("#verdict-open", Static).update(_paragraphs(self._unknown()))
        walked = progress(assessment.standing)
        titles = (self.opened.script.title, "Verdict")
        kind = assessment.verdict.kind.value
        self.query_one(TopLine).heading = Heading(
            self.opened.customer, titles, walked.done, walked.total, kind, lead="verdict"
        )

    def _why(self) -> Iterator[Content]:
        assessment = self.opened.assessment
        verdict = assessment.verdict
        rule = f"  by rule {verdict.rule_id}" if verdict.rule_id else "  because no rule holds"
        with_ = f" WITH {verdict.with_.upper()}" if verdict.with_ else ""
        action = f", {verdict.action}" if verdict.action else ""
        sign = VERDICTS[verdict.kind.value]
        yield sign.content() + Content.assemble((with_, sign.style), (f"{rule}{action}", MUTED))
        if verdict.outcome is not None:
            yield plain(verdict.outcome.sentence)
        if verdict.because:
            yield _titled(
                "THE ANSWERS THAT MADE IT", [_answer(self.opened, *each) for each in verdict.because.items()]
            )
        if self.all_rules:
            earlier = [plain(outcome.sentence) for outcome in verdict.earlier]
            yield _titled("RULES THAT DID NOT HOLD", earlier or [plain("There is none before it.", MUTED)])
        elif verdict.earlier:
            yield plain(f"{len(verdict.earlier)} rules before it did not hold; r shows them.", MUTED)
        if assessment.improvements:
            ways = [plain(str(way)) for way in assessment.improvements[:MOST_WAYS]]
            yield _titled("WHAT WOULD MAKE IT BETTER", ways)

    def _unknown(self) -> Iterator[Content]:
        assessment = self.opened.assessment
        still = sorted(kind.value for kind in assessment.possible)
        if len(still) > 1:
            signs = Content("   ").join(VERDICTS[kind].content() for kind in still)
            yield _titled("IT CAN STILL COME TO", [signs])
        if assessment.missing_gates:
            gates = [self._question(question) for question in assessment.missing_gates]
            yield _titled("NEEDS A CONFIRMED ANSWER BEFORE PROCEED", gates)
        if assessment.unknown_flags:
            flags = [plain(self.opened.script.flag_by_id[flag].title) for flag in assessment.unknown_flags]
            yield _titled("FLAGS THAT CANNOT BE TOLD YET", flags)
        if assessment.next_question is not None:
            ask = self._question(assessment.next_question.id)
            yield _titled("ASK NEXT", [ask, plain(assessment.next_question.reason, MUTED)])
        yield plain(str(assessment.order_taking), MUTED)

    def _question(self, question_id: str) -> Content:
        return one_line(self.opened.script.question_by_id[question_id].ask)

    def action_rules(self) -> None:
        """Show or hide the rules that did not hold."""
        self.all_rules = not self.all_rules
        self.show_verdict()

    def action_steer(self) -> None:
        """Open the panel of the flag under the cursor."""
        key = self.query_one(Rows).key
        if key is None:
            tell(self, "There is no red flag to steer.")
        else:
            self._steer(key)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the panel of a flag."""
        self._steer(event.key)

    def _steer(self, flag_id: str) -> None:
        from onboard_tui.tui.screens.steering import SteeringPanel

        flag = self.opened.assessment.flag_by_id[flag_id]
        with_whom = flag.attempts[-1].with_whom if flag.attempts else ""
        panel = SteeringPanel(
            self.opened, flag=flag, steering=self.opened.steering_panel(flag_id), with_whom=with_whom
        )
        self.app.push_screen(panel, self._steered)

    def _steered(self, steered: Steered | None) -> None:
        if steered is not None and steered.line:
            tell(self, f"Saved: {steered.line}")
        self.show_verdict()
        if steered is not None and steered.change_answer:
            flag = self.query_one(Rows).key
            because = self.opened.assessment.flag_by_id[flag].because if flag else {}
            if because:
                self.onboard.show_question(next(iter(because)))


def raised_flags(opened: OpenInterview) -> list[Flag]:
    """Give the raised flags, the heaviest first."""
    return sorted(opened.assessment.raised_flags, key=lambda flag: HEAVIEST_FIRST.index(flag.rule.severity))


def flag_row(opened: OpenInterview, flag: Flag) -> Row:
    """Give a flag with its reasons, and the history of attempts and plans."""
    severity = SEVERITIES[flag.rule.severity.value]
    lines = [one_line(flag.rule.title, "bold") + plain(f"  {severity.word}", MUTED)]
    lines += [_answer(opened, *each) for each in flag.because.items()]
    lines.append(
        plain(flag.history.capitalize() + (f", {flag.needed} needed" if flag.attempts_left else ""), MUTED)
    )
    for attempt in flag.attempts:
        said = REACTIONS[attempt.reaction.value].word
        note = f" ({attempt.note})" if attempt.note else ""
        lines.append(plain(f"{attempt.on}  script {attempt.script}, {attempt.with_whom}: {said}{note}"))
    if flag.plan is not None:
        plan = flag.plan
        overdue = "" if plan.due >= opened.assessment.as_of else "  OVERDUE"
        lines.append(
            plain(
                f"plan: {plan.text or 'agreed'} ({plan.owner}, by {plan.due}, agreed with {plan.agreed_by})"
            )
            + plain(overdue, "bold $text-error")
        )
    lead = Content(" ") + severity.sign() + Content(" ")
    return Row(flag.id, lead, Content("\n").join(lines), FLAG_STATES[flag.state.value].content())


def _answer(opened: OpenInterview, question_id: str, value: Value) -> Content:
    question = opened.script.question_by_id[question_id]
    name = short_name(question, opened.script)
    if opened.standing.state(question_id) is AnswerState.ANSWERED:
        said = " ".join(display(question, value, opened.script).split())
    else:
        said = opened.standing.state(question_id).value.replace("_", " ")
    return Content.assemble((f"{BULLET}{name}: ", MUTED), one_line(said))


def _titled(title: str, lines: list[Content]) -> Content:
    return Content("\n").join([plain(title, "bold $accent"), *lines])


def _paragraphs(parts: Iterator[Content]) -> Content:
    return Content("\n\n").join(parts)
