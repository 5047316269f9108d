"""Reads a contract pack: a folder becomes a `Pack`, or the list of what is wrong with it."""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.checks.reading import read_checks
from onboard_tui.contract.clause_file import line_template, read_clause
from onboard_tui.contract.codes import pack_problem
from onboard_tui.contract.facts_file import read_facts
from onboard_tui.contract.inherit import inherited
from onboard_tui.contract.pack_links import check_links
from onboard_tui.contract.pack_model import (
    KINDS,
    MADE,
    OCCASIONS,
    Advice,
    Condition,
    Pack,
    Paper,
    Part,
    RingRule,
)
from onboard_tui.contract.reading import Keys
from onboard_tui.errors import ContractError
from onboard_tui.resources import templates_folder
from onboard_tui.script.problems import Problem, Weight, in_order
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.yaml_nodes import Mapping as Group
from onboard_tui.script.yaml_nodes import Node, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from onboard_tui.contract.pack_model import Clause
    from onboard_tui.contract.template import ClauseTemplate
    from onboard_tui.script.problems import Spot

__all__ = ["FORMAT", "WORDS", "LoadedPack", "Pack", "load_pack", "open_pack"]

FORMAT: Final = 1
MOST_CLAUSES: Final = 300
LARGEST_FILE: Final = 256 * 1024
SLUG: Final = re.compile(r"[a-z][a-z0-9-]*")

WORDS: Final[Mapping[str, str]] = {
    "our_name": "",
    "our_name_ask": "our legal name",
    "our_address": "",
    "our_seller_ask": "who speaks for us",
    "call_sign_ask": "the sign that would show that it is time",
    "call_person_ask": "who may be called",
    "call_date_ask": "when we call",
    "to_confirm": "To confirm",
    "left_out": "a part that is not in this agreement",
    "does_not_apply": "does not apply",
    "nothing": "\u2013",
    "and": "and",
    "yes": "yes",
    "no": "no",
    "you": "you",
    "us": "us",
    "review": "Review",
    "with_review": "and review",
    "checkpoint": "Active-use checkpoint",
    "value_report": "Written report on what it was worth",
    "renewal_talk": "Renewal talk",
    "decision": "Decision on what comes next",
    "last_day": "Last day of the term",
}
"""The fixed words, and what they are where a pack says nothing."""


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack, unless a problem is an error."""

    pack: Pack | None
    problems: tuple[Problem, ...]
    read: Pack | None = None
    """What could be read of it, for checks that go on after an error; nobody drafts with that."""


def open_pack(folder: Path) -> Pack:
    """Read a pack that has to be right; raises ContractError, which lists what is wrong."""
    loaded = load_pack(folder)
    if loaded.pack is None:
        listed = "\n".join(str(each) for each in loaded.problems if each.severity is Weight.ERROR)
        raise ContractError(
            f"The contract pack {folder.name} cannot be used:\n{listed}",
            way_out="Put these right; `onboard-tui check` shows them with their lines.",
        )
    return loaded.pack


def load_pack(folder: Path) -> LoadedPack:
    """Read the pack in a folder; everything wrong with it comes back at once, in order."""
    files = _Files(folder)
    reading = _PackReader(files)
    pack = reading.pack()
    problems = in_order(files.problems)
    broken = pack is None or any(each.severity is Weight.ERROR for each in problems)
    return LoadedPack(None if broken else pack, problems, pack)


class _Files:
    """The files of a pack folder, read once each and hashed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._hash = hashlib.sha256()

    def text(self, path: Path) -> Source | None:
        """Read one file; nothing where it cannot be read."""
        name = str(path)
        top = Node(Source(name, ""), 0, 0)
        try:
            found = path.stat()
            regular = stat.S_ISREG(found.st_mode)
            if not regular or found.st_size > LARGEST_FILE:
                too_large = f"The file has more than {LARGEST_FILE:,} bytes."
                message = too_large if regular else "It is not a file."
                self.problems.append(pack_problem("P101", top, "", message))
                return None
            data = path.read_bytes()
        except OSError as error:
            message = f"The file cannot be read: {error.strerror or error}."
            self.problems.append(pack_problem("P101", top, "", message))
            return None
        relative = path.relative_to(self.folder).as_posix()
        self._hash.update(f"{relative}\0{len(data)}\0".encode())
        self._hash.update(data)
        try:
            text = data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            self.problems.append(pack_problem("P101", top, "", "The file is not UTF-8.", "Save it as UTF-8."))
            return None
        return Source(name, text.replace("\r\n", "\n"))

    def keys(self, name: str, *, needed: bool = False) -> Keys | None:
        """Read a YAML file of the pack."""
        path = self.folder / name
        if not needed and not path.exists():
            return None
        source = self.text(path)
        if source is None:
            return None
        reading = read_yaml(source.text, source.file)
        self.problems += reading.problems
        group = "" if name == "pack.yaml" else name.removesuffix(".yaml")
        return None if reading.root is None else Keys(reading.root, group, self.problems)

    def add(self, others: _Files) -> None:
        """Let the hash speak for the files of another pack, too."""
        self._hash.update(others.sha256.encode())

    @property
    def sha256(self) -> str:
        """The hash over everything read so far."""
        return self._hash.hexdigest()


class _PackReader:
    """Reads one pack, file by file."""

    def __init__(self, files: _Files, above: tuple[Path, ...] = ()) -> None:
        self.files = files
        self.problems = files.problems
        self._above = above
        """The folders of the packs that are based on this one, the nearest last."""
        self._spots: dict[str, Spot] = {}
        """The places of what is named in the pack's files: `terms.Term`."""
        self._terms_read = True
        """Whether the terms are all there; where their file cannot be read, nothing can be said of them."""

    def pack(self) -> Pack | None:
        """Read everything; nothing where there is no usable pack.yaml."""
        top = self.files.keys("pack.yaml", needed=True)
        if top is None or not isinstance(top.node, Group):
            return None
        if not self._known_format(top):
            return None
        based_on = top.text("based_on")
        base = self._base(based_on, top) if based_on else None
        parts = tuple(self._part(keys) for keys in top.groups("parts", needed=not based_on))
        papers = tuple(self._paper(keys) for keys in top.groups("documents", needed=not based_on))
        feeds, confirm, facts = (top.group(name) for name in ("feeds", "confirm", "facts"))
        self._place("feeds", feeds)
        self._place("confirm", confirm)
        self._place("facts", facts)
        pack = Pack(
            id=top.slug("id", pack=True),
            version=top.text("version", needed=True),
            title=top.text("title", needed=True),
            language=top.text("language") or (base.language if base else "en"),
            papers=papers,
            parts=parts,
            clauses=self._clauses(parts),
            feeds={name: feeds.texts(name) for name in feeds.names()} if feeds else {},
            prints_private=frozenset(top.texts("prints_private")),
            confirm={name: confirm.text(name) for name in confirm.names()} if confirm else {},
            facts=read_facts(facts),
            ring=tuple(self._ring_rule(keys) for keys in top.groups("ring")),
            checks=read_checks(top.group("checks")),
            terms=self._terms(),
            advice=self._advice(),
            words=self._words(base.words if base else WORDS),
            sha256=self.files.sha256,
            folders=(self.files.folder, *(base.folders if base else ())),
            spot=top.node,
            spots={**top.places(), **self._spots},
        )
        leave_out = top.texts("leave_out")
        top.finish()
        if based_on and base is None:
            return None
        whole = inherited(base, pack, leave_out) if base else pack
        self.problems += check_links(whole, terms_read=self._terms_read)
        return whole

    def _base(self, name: str, top: Keys) -> Pack | None:
        """Read the pack that this one is based on: a folder beside it, or a bundled pack."""
        beside = self.files.folder.parent / name
        folder = beside if beside.is_dir() else templates_folder() / name
        spot = top.node_of("based_on")
        chain = (*self._above, self.files.folder.resolve())
        if not SLUG.fullmatch(name) or not folder.is_dir() or folder.resolve() == chain[-1]:
            message = f"There is no pack “{name}” to be based on."
            hint = "Name a bundled pack, or a folder beside this one."
            self.problems.append(pack_problem("P107", spot, "based_on", message, hint))
            return None
        if folder.resolve() in chain:
            message = f"The pack “{name}” is based on this one, so this one cannot be based on it."
            self.problems.append(pack_problem("P104", spot, "based_on", message))
            return None
        files = _Files(folder)
        base = _PackReader(files, chain).pack()
        self.problems += files.problems
        self.files.add(files)
        return base

    def _place(self, name: str, keys: Keys | None) -> None:
        """Keep where each key of a group stands."""
        if keys is not None:
            self._spots |= {f"{name}.{key}": spot for key, spot in keys.places().items()}

    def _known_format(self, top: Keys) -> bool:
        written = top.text("format", needed=True)
        if written == str(FORMAT):
            return True
        if written:
            message = f"This pack is written in format {written}, and this version knows format {FORMAT}."
            top.refuse(
                "P109",
                top.node_of("format"),
                message,
                "Install a newer version of onboard-tui.",
                key="format",
            )
        return False

    def _part(self, keys: Keys) -> Part:
        part = Part(
            id=keys.slug("id"),
            title=keys.text("title", needed=True),
            numbered=keys.flag("numbered", default=True),
            made=keys.text("made", allowed=MADE),
            new_page_after=keys.flag("new_page_after", default=False),
            titled=keys.flag("titled", default=True),
            headed=keys.flag("headed", default=True),
        )
        self._spots[f"parts.{part.id}"] = keys.node
        keys.finish()
        return part

    def _paper(self, keys: Keys) -> Paper:
        paper = Paper(
            id=keys.slug("id"),
            title=keys.text("title", needed=True),
            parts=keys.texts("parts", needed=True),
            for_customer=keys.flag("for_customer", default=True),
            kind=keys.text("kind", allowed=KINDS) or "draft",
            sent_when=keys.texts("sent_when"),
        )
        self._spots[f"documents.{paper.id}"] = keys.node
        keys.finish()
        if (paper.kind == "letter") != bool(paper.sent_when) or not set(paper.sent_when) <= set(OCCASIONS):
            message = f"A letter, and nothing else, says when it is sent: {', '.join(OCCASIONS)}."
            keys.refuse("P104", keys.node_of("sent_when"), message, key="sent_when")
        return paper

    def _clauses(self, parts: Iterable[Part]) -> tuple[Clause, ...]:
        """Read the clause files, by part and then by file name."""
        folder = self.files.folder / "clauses"
        paths = (
            sorted(path for path in folder.glob("*.md") if path.is_file())[:MOST_CLAUSES]
            if folder.is_dir()
            else []
        )
        sources = [source for path in paths if (source := self.files.text(path)) is not None]
        clauses = [clause for source in sources if (clause := read_clause(source, self.problems)) is not None]
        order = {part.id: number for number, part in enumerate(parts)}
        return tuple(sorted(clauses, key=lambda clause: order.get(clause.part, len(order))))

    def _ring_rule(self, keys: Keys) -> RingRule:
        rule = RingRule(
            id=keys.slug("id"),
            text=keys.text("text", needed=True),
            met=Condition(keys.text("met", needed=True), keys.node_of("met"), f"{keys.path}.met"),
            needs=keys.texts("needs"),
        )
        keys.finish()
        return rule

    def _terms(self) -> Mapping[str, ClauseTemplate]:
        known = len(self.problems)
        keys = self.files.keys("terms.yaml")
        if keys is None:
            self._terms_read = len(self.problems) == known
            return {}
        found: dict[str, ClauseTemplate] = {}
        self._place("terms", keys)
        for term in keys.names():
            compiled = line_template(keys, term)
            if compiled is not None:
                found[term] = compiled
        return found

    def _advice(self) -> Mapping[str, Advice]:
        keys = self.files.keys("advice.yaml")
        if keys is None:
            return {}
        self._place("advice", keys)
        found: dict[str, Advice] = {}
        for flag in keys.names():
            group = keys.group(flag)
            if group is not None:
                found[flag] = Advice(group.text("advised", needed=True), group.text("because", needed=True))
                group.finish()
        return found

    def _words(self, else_: Mapping[str, str]) -> Mapping[str, str]:
        keys = self.files.keys("words.yaml")
        if keys is None:
            return else_
        self._place("words", keys)
        words = {name: keys.text(name) if keys.has(name) else text for name, text in else_.items()}
        for name in WORDS:
            keys.text(name)
        keys.finish()
        return words
