"""The shell of the app: its screens, share mode, signals, crashes and the first paint."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.app import App
from textual.filter import Monochrome
from textual.reactive import reactive
from textual.screen import ModalScreen

from onboard_tui.crash import EXIT_CODE, crash_sentence, write_crash_report
from onboard_tui.errors import OnboardError, ScriptError
from onboard_tui.tui.commands import COMMANDS, EVERYWHERE, bindings_for
from onboard_tui.tui.plain import tell
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.screens.home import HomeScreen
from onboard_tui.tui.settings import DEFAULT_THEME, load_settings, save_settings
from onboard_tui.tui.themes import THEMES
from onboard_tui.tui.without_colour import WITHOUT_COLOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import PurePath

    from textual.binding import BindingType
    from textual.command import Provider
    from textual.filter import LineFilter
    from textual.screen import Screen

    from onboard_tui.script.model import Script
    from onboard_tui.tui.settings import Settings
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

ENDING_SIGNALS = ("SIGTERM", "SIGHUP")
"""Signals that ask the app to end; a closed window sends the second. Not every system has both."""


NEEDED_TO_OPEN_AN_INTERVIEW = (
    "onboard_tui.store.opening",
    "onboard_tui.workspace.open_interview",
    "onboard_tui.tui.screens.interview",
    "onboard_tui.workspace.papers",
    "onboard_tui.contract.draft",
    "onboard_tui.tui.screens.contract",
)
"""Modules that are loaded in a thread once the first frame is on the screen, because they are slow to load."""


MEDIUM, WIDE = 90, 112
"""Columns from which on there is room for one panel beside a question, and for two."""
WIDTHS = [(0, "-tiny"), (70, "-narrow"), (MEDIUM, "-medium"), (WIDE, "-wide"), (150, "-roomy")]
HEIGHTS = [(0, "-short"), (30, "-tall")]
"""Classes that a screen has from so many columns and rows on."""


def palette() -> type[Provider]:
    """Give the source of the palette's commands, imported when the palette is first opened."""
    from onboard_tui.tui.palette import Commands

    return Commands


class OnboardApp(App[None]):
    """Interviews on the screen."""

    TITLE = "onboard"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "palette.tcss", "screens/home.tcss"]
    """The home screen's rules too: Textual reads those of a screen when it is put on top, and this one never is."""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(EVERYWHERE)]
    COMMANDS = {palette}  # noqa: RUF012 - a class variable of Textual's
    COMMAND_PALETTE_BINDING = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    ENABLE_SELECT_AUTO_SCROLL = False

    share: reactive[bool] = reactive(default=False)
    """Whether only what the customer may see is shown."""

    def __init__(self, workspace: Workspace, *, share: bool = False, start: str | None = None) -> None:
        """Show a workspace; `share` for the whole process, `start` with the interview of that id."""
        super().__init__()
        self.workspace = workspace
        self.opened: OpenInterview | None = None
        """The interview that is being walked, or was last."""
        self.sittings: dict[str, int] = {}
        """How many entries each interview had when it was first opened since the app was started."""
        self.newer_scripts: dict[str, Script | None] = {}
        """The newer version of an interview's script, if any, by the id of each interview that was opened."""
        self.always_shared = share
        self.start_with = start
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.settings = load_settings()
        if self.settings.theme == DEFAULT_THEME:
            # Not by assignment: its watcher would have every style sheet read a second time.
            self.set_reactive(OnboardApp.theme, DEFAULT_THEME)
            self.stylesheet.set_variables(self.get_css_variables())
        elif self.settings.theme in self.available_themes:
            self.theme = self.settings.theme
        self.set_reactive(OnboardApp.share, share)

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the list of interviews, so that the first frame already shows it."""
        return HomeScreen(self.workspace)

    def on_mount(self) -> None:
        """Take the signals that end the app, and do what is slow after the first frame."""
        self._handle_signals()
        self.call_after_refresh(self._after_first_frame)
        self.theme_changed_signal.subscribe(self, self._remember_theme)

    def _after_first_frame(self) -> None:
        if not gc.isenabled():
            gc.collect()
            gc.freeze()
            gc.enable()
        self.run_worker(self._warm_up, name="warm up", thread=True)
        if self.start_with is not None:
            self.open_interview(self.start_with)

    def _warm_up(self) -> None:
        """Load, in a thread, what opening an interview needs."""
        interval = sys.getswitchinterval()
        sys.setswitchinterval(0.0005)
        try:
            for module in NEEDED_TO_OPEN_AN_INTERVIEW:
                import_module(module)
            notation = import_module("onboard_tui.interview.notation")
            notation.notation_for("en")  # read from files, as slow as a module
            gc.freeze()  # modules stay, and looking through them again holds up the keys for a tenth of a second
        finally:
            sys.setswitchinterval(interval)
        self.workspace.freshen(lambda: self.call_later(self._show_list_afresh))

    def _show_list_afresh(self) -> None:
        """Read the list again where it is on the screen; where it is covered, it is read when one comes back."""
        if isinstance(self.screen, HomeScreen):
            self.screen.reload()

    # -- going from screen to screen

    def open_home(self) -> None:
        """Go to the list of interviews."""
        self._close_down_to(HomeScreen)

    def open_interview(self, interview_id: str, question: str | None = None) -> None:
        """Open an interview and go to a question, or to the one where it was left."""
        self.run_worker(self._open_interview(interview_id, question), group="open", exclusive=True)

    async def _open_interview(self, interview_id: str, question: str | None) -> None:
        try:
            opened = await asyncio.to_thread(self.workspace.open, interview_id)
        except OnboardError as error:
            tell(self, str(error), severity="error")
            return
        await self.show_interview(opened, question)

    async def show_interview(self, opened: OpenInterview, question: str | None = None) -> None:
        """Go to an interview that is open already, and to one of its questions if named."""
        from onboard_tui.tui.screens.interview import InterviewScreen

        self._close_down_to(HomeScreen)
        if isinstance(self.screen, HomeScreen):
            self.screen.left_for = opened.id
        self.opened = opened
        self.sittings.setdefault(opened.id, len(opened.interview.log))
        asked = question if question in opened.script.question_by_id else None
        await self.push_screen(InterviewScreen(opened, question=asked))
        self.run_worker(partial(self._prepare, opened), name="pack", thread=True)

    def _prepare(self, opened: OpenInterview) -> None:
        """Do in a thread what an interview needs soon after it was opened; look for a newer script."""
        open_pack_early(opened)
        try:
            script = opened.newer_script()
        except ScriptError:
            words = (
                f"The newer version of this script cannot be used: see onboard-tui check {opened.script.id}."
            )
            self.call_later(self._offer_newer_script, opened.id, None, words)
        else:
            words = (
                "" if script is None else f"Newer script, version {script.version}: m shows what it changes."
            )
            self.call_later(self._offer_newer_script, opened.id, script, words)

    def _offer_newer_script(self, interview_id: str, script: Script | None, words: str) -> None:
        """Remember a newer script, and say once what there is to say; never where a customer looks on."""
        told = interview_id in self.newer_scripts
        self.newer_scripts[interview_id] = script
        if words and not told and not self.share:
            tell(self, words)

    def open_newer_script(self) -> None:
        """Show what moving the open interview to the newer script would change."""
        self.run_worker(self._open_newer_script(), group="open", exclusive=True)

    async def _open_newer_script(self) -> None:
        from onboard_tui.tui.screens.migration import MigrationScreen

        opened = self.opened
        script = None if opened is None else self.newer_scripts.get(opened.id)
        if opened is None or script is None:
            return
        self.keep_typing()
        try:
            preview = await asyncio.to_thread(opened.preview_migration, script)
        except OnboardError as error:
            tell(self, str(error), severity="error")
        else:
            if not self.share:
                self._open_beside_interview(partial(MigrationScreen, preview=preview))

    def begin_afresh(self) -> None:
        """Show the open interview anew, because it is run with another script now."""
        if self.opened is not None:
            self.run_worker(self.show_interview(self.opened), group="open", exclusive=True)

    def show_question(self, question: str, *, heard_from: str = "") -> None:
        """Go back to the interview screen, or to a new one, at a question; to hear it anew from somebody if named."""
        from onboard_tui.tui.screens.interview import InterviewScreen

        self._close_down_to(InterviewScreen)
        if isinstance(self.screen, InterviewScreen):
            self.screen.go_to(question, heard_from=heard_from)
        elif self.opened is not None:
            self.run_worker(self.show_interview(self.opened, question), group="open", exclusive=True)

    def show_flag(self, flag: str) -> None:
        """Go back to the interview screen, and open the words that steer for a flag."""
        from onboard_tui.tui.screens.interview import InterviewScreen

        self._close_down_to(InterviewScreen)
        if isinstance(self.screen, InterviewScreen):
            self.screen.steer(flag)

    def open_review(self) -> None:
        """Go to the review of the answers."""
        from onboard_tui.tui.screens.review import ReviewScreen

        self._open_beside_interview(ReviewScreen)

    def open_sitting(self) -> None:
        """Go to what happened since the interview was opened."""
        from onboard_tui.tui.screens.sitting import SittingScreen

        self._open_beside_interview(SittingScreen)

    def open_verdict(self) -> None:
        """Go to the verdict."""
        from onboard_tui.tui.screens.verdict import VerdictScreen

        self._open_beside_interview(VerdictScreen)

    def open_contract(self) -> None:
        """Go to the contract."""
        from onboard_tui.tui.screens.contract import ContractScreen

        self._open_beside_interview(ContractScreen)

    def _open_beside_interview(self, kind: Callable[[OpenInterview], OnboardScreen]) -> None:
        """Put a screen about the open interview on top of it, in place of another such screen."""
        from onboard_tui.tui.screens.interview import InterviewScreen

        if self.opened is None:
            tell(self, "Open an interview first.")
            return
        self._close_down_to(InterviewScreen, HomeScreen)
        self.push_screen(kind(self.opened))

    def open_export(self, opened: OpenInterview | None = None) -> None:
        """Ask what to write to files, and write it."""
        from onboard_tui.tui.screens.export_dialog import ExportDialog

        chosen = opened or self.opened
        if chosen is not None:
            self.push_screen(ExportDialog(chosen))

    def open_help(self) -> None:
        """Explain the screen that is on top."""
        from onboard_tui.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(getattr(self.screen, "place", EVERYWHERE)))

    def action_command_palette(self) -> None:
        """Find a command or an interview by some letters of it."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="A command or a customer", id="--command-palette"))

    def back(self) -> None:
        """Close what is on top; the list of interviews stays."""
        if len(self.screen_stack) > 1:
            self.keep_typing()
            self.pop_screen()

    def _close_down_to(self, *kinds: type[Screen[Any]]) -> None:
        """Close screens from the top until one of those kinds is there."""
        self.keep_typing()
        while len(self.screen_stack) > 1 and not isinstance(self.screen, kinds):
            self.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse what share mode takes away, or what makes no sense now."""
        for command in COMMANDS:
            if command.action == f"app.{action}" and not command.works(self):
                return False
        return super().check_action(action, parameters)

    action_open_home = open_home
    action_open_review = open_review
    action_open_sitting = open_sitting
    action_open_verdict = open_verdict
    action_open_contract = open_contract
    action_open_newer_script = open_newer_script
    action_open_help = open_help

    def action_open_export(self) -> None:
        """Ask what to write of the open interview."""
        self.open_export()

    async def action_back(self) -> None:
        """Close what is on top."""
        self.back()

    # -- share mode and looks

    def action_toggle_share(self) -> None:
        """Switch share mode; it stays on where it was asked for the whole process."""
        if self.always_shared:
            tell(self, "Share mode was asked for when the app was started, and stays on.")
            return
        self.share = not self.share

    def watch_share(self, share: bool) -> None:  # noqa: FBT001 - Textual's signature
        """Close what only the seller may see, then tell every screen, the covered ones too."""
        while share and len(self.screen_stack) > 1 and for_the_seller_only(self.screen):
            self.pop_screen()
        for screen in self.screen_stack:
            screen.set_class(share, "-shared")
            if isinstance(screen, OnboardScreen):
                screen.share_changed()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Take colours away as the theme needs it: of the terminal's own ones Textual's greys would all be black."""
        filters = super().get_line_filters()
        if not (self.no_color and self.native_ansi_color):
            return filters
        return [WITHOUT_COLOUR if isinstance(each, Monochrome) else each for each in filters]

    def _remember_theme(self, _theme: object) -> None:
        if self.theme != self.settings.theme:
            self.change_settings(self.settings.with_theme(self.theme))

    def change_settings(self, settings: Settings) -> None:
        """Take on settings, and remember them."""
        self.settings = settings
        save_settings(settings)

    # -- ways to end

    def keep_typing(self) -> None:
        """Keep what is typed on any screen and not saved yet."""
        for screen in self.screen_stack:
            if isinstance(screen, OnboardScreen):
                screen.keep_typing()

    async def action_quit(self) -> None:
        """Leave at once, for nothing is unsaved."""
        self.keep_typing()
        self.exit()

    def _handle_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ENDING_SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError):  # Windows' event loop takes no signals
                    loop.add_signal_handler(number, partial(self._end_by_signal, int(number)))

    def _end_by_signal(self, number: int) -> None:
        self.keep_typing()
        self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """Save what is typed, then write a report without anything said, then leave with the terminal restored."""
        self._return_code = EXIT_CODE
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            kept = self._kept_after_fault()
            report = write_crash_report(error, datetime.now(UTC))
            self.panic(Text(f"{crash_sentence(report)}\n{kept}"))

    def _kept_after_fault(self) -> str:
        try:
            self.keep_typing()
        except Exception:  # noqa: BLE001 - the process edge: the report must be written whatever else fails
            return "What was being typed could not be kept."
        return "What was being typed is kept too."


def open_pack_early(opened: OpenInterview) -> None:
    """Read the contract pack in a thread before anybody asks for the contract, which then opens at once."""
    from onboard_tui.workspace.papers import the_pack

    with suppress(OnboardError):
        the_pack(opened.script)


def for_the_seller_only(screen: Screen[Any]) -> bool:
    """Whether share mode closes a screen: it is private, or lies on top and was filled before."""
    return isinstance(screen, ModalScreen) or (isinstance(screen, OnboardScreen) and screen.private)


def refusal(environment: Mapping[str, str], *, is_a_terminal: bool) -> str | None:
    """Say why the app cannot be shown here, if so."""
    if not is_a_terminal:
        return (
            "onboard-tui draws on a terminal, and this is not one: input, output or messages are redirected. "
            "Everything can be done by commands too; see `onboard-tui --help`."
        )
    if environment.get("TERM") == "dumb":
        return (
            "onboard-tui draws on a terminal, and this one (TERM=dumb) cannot be drawn on. "
            "Everything can be done by commands too; see `onboard-tui --help`."
        )
    return None


def run(workspace: Workspace, *, share: bool = False, start: str | None = None) -> int:
    """Show the app until the seller leaves it; give the exit code."""
    refused = refusal(
        os.environ, is_a_terminal=all(each.isatty() for each in (sys.stdin, sys.stdout, sys.stderr))
    )
    if refused is not None:
        sys.stderr.write(refused + "\n")
        return 2
    gc.disable()
    try:
        app = OnboardApp(workspace, share=share, start=start)
        app.run()
    finally:
        gc.enable()
    return app.return_code or 0
