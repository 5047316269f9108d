"""The characters that a file can hold."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal_text(text: str) -> str:
    """Show characters that XML, HTML and PDF have no way to hold as U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)
