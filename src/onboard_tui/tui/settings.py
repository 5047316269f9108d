"""What the app remembers between runs: how it looks and goes on. Nothing about any customer."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

DEFAULT_THEME = "onboard-dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """The seller's choices."""

    theme: str = DEFAULT_THEME
    script_order: bool = False
    """Ask in the order of the script, not by what matters most."""

    def with_theme(self, theme: str) -> Settings:
        """Give the settings with another theme."""
        return replace(self, theme=theme)

    def with_script_order(self, *, script_order: bool) -> Settings:
        """Give the settings with another order of questions."""
        return replace(self, script_order=script_order)


def settings_file() -> Path:
    """Give where the settings are kept on this machine."""
    from platformdirs import user_config_path

    return user_config_path("onboard-tui", appauthor=False) / "settings.json"


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings; the defaults where there are none or they cannot be read."""
    try:
        kept = json.loads((file or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    theme, script_order = kept.get("theme"), kept.get("script_order")
    return Settings(
        theme=theme if isinstance(theme, str) else DEFAULT_THEME,
        script_order=script_order is True,
    )


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Write the settings, the old file or the whole new one; where that cannot be, go on without."""
    path = file or settings_file()
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
        with os.fdopen(handle, "w", encoding="utf-8") as temporary:
            json.dump(asdict(settings), temporary, indent=2)
        Path(name).replace(path)
