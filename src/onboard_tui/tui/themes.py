"""The two themes of our own: calm neutrals, one accent, and contrast that survives 256 colours."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="onboard-dark",
    primary="#7fb2dd",
    secondary="#5c86a8",
    accent="#7fb2dd",
    success="#86c08b",
    warning="#e3b567",
    error="#ec7f77",
    foreground="#d9dee5",
    background="#14171b",
    surface="#1a1e24",
    panel="#232932",
    dark=True,
    variables={
        "border": "#5f7286",
        "border-blurred": "#343c47",
        "block-cursor-background": "#2c4257",
        "block-cursor-foreground": "#f2f6fa",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#232932",
        "input-cursor-background": "#d9dee5",
        "input-cursor-foreground": "#14171b",
        "input-selection-background": "#7fb2dd 35%",
        "scrollbar": "#343c47",
        "scrollbar-hover": "#46515f",
        "scrollbar-active": "#5f7286",
        "scrollbar-background": "#1a1e24",
        "scrollbar-background-hover": "#1a1e24",
        "scrollbar-background-active": "#1a1e24",
        "footer-key-foreground": "#7fb2dd",
    },
)

LIGHT = Theme(
    name="onboard-light",
    primary="#1f6296",
    secondary="#527b9a",
    accent="#1f6296",
    success="#2c6e3f",
    warning="#8a5a00",
    error="#b3261e",
    foreground="#22272d",
    background="#f6f6f3",
    surface="#fdfdfb",
    panel="#e9eae6",
    dark=False,
    variables={
        "border": "#7d8b99",
        "border-blurred": "#cfd3d2",
        "block-cursor-background": "#d2e3f1",
        "block-cursor-foreground": "#10212f",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#e9eae6",
        "input-cursor-background": "#22272d",
        "input-cursor-foreground": "#fdfdfb",
        "input-selection-background": "#1f6296 25%",
        "scrollbar": "#cfd3d2",
        "scrollbar-hover": "#b5bcc0",
        "scrollbar-active": "#7d8b99",
        "scrollbar-background": "#fdfdfb",
        "scrollbar-background-hover": "#fdfdfb",
        "scrollbar-background-active": "#fdfdfb",
        "footer-key-foreground": "#1f6296",
    },
)

THEMES = (DARK, LIGHT)
