"""JSON: the tree itself, with what its header and footer would say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onboard_tui.contract.tree_json import document_to_json

if TYPE_CHECKING:
    from onboard_tui.export.paper import Paper

FORMAT = 1
"""The shape of this JSON; keys may be added to it, none changes its meaning."""


def write_json(paper: Paper) -> bytes:
    """Give a document as indented UTF-8 JSON that ends in a newline."""
    content = {
        "format": FORMAT,
        "customer": paper.customer,
        "author": paper.author,
        "version": paper.version,
        "final": paper.final,
        "as_of": paper.as_of,
        "sha256": paper.sha256,
        "document": document_to_json(paper.document),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")
