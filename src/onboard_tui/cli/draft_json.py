"""Drafts, and what is told about them, as other programs read it."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from onboard_tui.contract.tree_json import draft_sha256
from onboard_tui.errors import ContractError

if TYPE_CHECKING:
    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.since import ChangeList
    from onboard_tui.workspace.open_interview import OpenInterview


def plain(told: object) -> Any:
    """Give a frozen value, or several, as plain JSON values: an object with a key for each field."""
    if isinstance(told, tuple):
        return [plain(each) for each in told]
    return asdict(told) if is_dataclass(told) and not isinstance(told, type) else told


def draft_json(opened: OpenInterview, draft: Draft) -> dict[str, Any]:
    """Give everything about a version but its text, which `export --to json` writes."""
    kind, earlier = draft.kind, draft.number - 1
    changed = opened.changes_since(earlier, draft.number, kind=kind) if earlier else None
    return {
        "id": opened.id,
        "kind": kind,
        "number": draft.number,
        "final": draft.final,
        "sha256": draft_sha256(draft),
        "pack": draft.pack,
        "customer": draft.customer,
        "as_of": draft.as_of,
        "open_points": plain(draft.open_points),
        "ring": plain(draft.ring),
        "balance": plain(draft.balance),
        "findings": plain(draft.findings),
        "clauses": plain(draft.origins),
        "by_hand": plain(draft.rewordings),
        "approvals": plain(opened.approvals(kind=kind)),
        "in_the_way": list(opened.in_the_way(kind=kind)),
        "changed_since_last": None if changed is None else change_list_json(changed),
        "changed_since_sent": since_sent_json(opened, kind=kind),
    }


def change_list_json(changes: ChangeList) -> dict[str, Any]:
    """Give what differs between two versions."""
    return {"sections": plain(changes.sections), "answers": plain(changes.answers)}


def since_sent_json(opened: OpenInterview, *, kind: str = "draft") -> dict[str, Any] | None:
    """Give what differs from the version that was sent last; nothing where nothing does."""
    sent = opened.interview.paperwork.last_sent(kind)
    if sent is None:
        return None
    told = {"number": sent.number, "on": sent.on.isoformat(), "to": sent.to}
    try:
        since = opened.answers_changed_since_sent(kind=kind)
    except ContractError as error:
        return {**told, "problem": str(error)}
    return None if since is None else {**told, **change_list_json(since.changes)}
