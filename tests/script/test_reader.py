"""Reading YAML that may be anybody's: by the rules of version 1.2, within limits, with places."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.script import reader
from onboard_tui.script.problems import Problem, render_problem
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence, kind_of, plain


def said(text: str | bytes) -> list[tuple[str, int, int]]:
    """Give the codes and places of what is wrong with a text."""
    return [(each.code, each.place.line, each.place.column) for each in read_yaml(text, "x.yaml").problems]


def only(text: str | bytes) -> Problem:
    """Give the one problem of a text."""
    (found,) = read_yaml(text, "x.yaml").problems
    return found


def value(text: str) -> object:
    """Give the plain value of the key `a`."""
    root = read_yaml(f"a: {text}\n", "x.yaml").root
    assert isinstance(root, Mapping)
    return plain(root.entries["a"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("12:30:45", "12:30:45"),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("-7", -7),
        ("1.10", Decimal("1.10")),
        (".5", Decimal("0.5")),
        ("1e3", Decimal(1000)),
        ("2026-01-01", "2026-01-01"),
        ("1_000", "1_000"),
        ("'true'", "true"),
        ('"12"', "12"),
        ("1.2.3", "1.2.3"),
        ("+44 20", "+44 20"),
        ("-", None),
    ],
)
def test_plain_values_follow_the_core_rules(written: str, read: object) -> None:
    """No yes/no booleans, no sexagesimals, no octal by a leading zero, no dates, no floats."""
    if written == "-":
        written = "''"
        read = ""
    assert value(written) == read
    assert type(value(written)) is type(read)


def test_every_value_knows_its_place() -> None:
    """Keys and values point to their first character, behind an opening quote."""
    root = read_yaml("one: two\nlist:\n  - {a: 'x'}\n", "x.yaml").root
    assert isinstance(root, Mapping)
    inner = root.entries["list"]
    assert isinstance(inner, Sequence)
    group = inner.items[0]
    assert isinstance(group, Mapping)
    assert str(root.entries["one"].place) == "x.yaml:1:6"
    assert str(group.place) == "x.yaml:3:5"
    assert str(group.entries["a"].place) == "x.yaml:3:10"
    assert [key for key, _, _ in root.items()] == ["one", "list"]
    assert root.get("none") is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a: one two three\n", "three"),
        ("a: 'it''s three'\n", "three"),
        ('a: "tab\\tthree"\n', "three"),
        ("a: one\n  two\n  three\n", "three"),
        ("a: >-\n  one\n  two three\n", "three"),
        ("a: |\n  one\n\n    two\n  three\n", "three"),
        ("a: 'one\n\n  three'\n", "three"),
        ("a: zwölf … three\n", "three"),
        ("a: |\n  three\n", "three"),
        ("\ufeffa: three\n", "three"),
    ],
)
def test_a_character_inside_a_value_is_found_in_the_file(text: str, word: str) -> None:
    """Folding, escapes and quotes do not lead a caret astray."""
    root = read_yaml(text, "x.yaml").root
    assert isinstance(root, Mapping)
    node = root.entries["a"]
    assert isinstance(node, Scalar)

    place = node.place_at(node.text.index(word))

    lines = text.removeprefix("\ufeff").split("\n")
    assert lines[place.line - 1][place.column - 1 :].startswith(word)
    assert word in node.line_at(node.text.index(word))


@given(
    st.lists(
        st.text("abcxyz 'é,#", min_size=1).filter(lambda text: text.strip() == text), min_size=1, max_size=4
    ),
    st.sampled_from(["'", '"', "|", ">"]),
    st.data(),
)
def test_the_place_of_a_letter_holds_that_letter(words: list[str], style: str, data: st.DataObject) -> None:
    """Whatever a text is made of and however it is quoted, its letters are found again."""
    text = " ".join(words)
    if style in {"|", ">"}:
        source = f"a: {style}\n  " + "\n  ".join(words) + "\n"
    else:
        source = "a: " + style + text.replace("'", "''" if style == "'" else "'") + style + "\n"
    root = read_yaml(source, "x.yaml").root
    assert isinstance(root, Mapping)
    node = root.entries["a"]
    assert isinstance(node, Scalar)
    offset = data.draw(st.integers(0, len(node.text.rstrip()) - 1))
    if node.text[offset].isspace():
        return

    place = node.place_at(offset)

    assert source.split("\n")[place.line - 1][place.column - 1] == node.text[offset]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "S012", 3, 1),
        ("a: !!python/object:os.system x\n", "S008", 1, 4),
        ("a: !mine [1]\n", "S008", 1, 4),
        ("%TAG ! tag:x,2026:\n---\na: 1\n", "S008", 1, 1),
        ("base: &b {x: 1}\na:\n  <<: *b\n", "S009", 3, 3),
        ("? [a]\n: 1\n", "S011", 1, 3),
        ("? {a: 1}\n: 1\n", "S011", 1, 3),
        ("~: 1\n", "S011", 1, 1),
        ("a: 1\n---\nb: 2\n", "S007", 2, 1),
        ("a: 1234567890123456789\n", "S013", 1, 4),
        ("a: 1e999999999\n", "S013", 1, 4),
        ("a: 1e99999999999999999999\n", "S013", 1, 4),
        ("a: 0.0000000000000000000001\n", "S013", 1, 4),
        ("a: .inf\n", "S013", 1, 4),
        ("a: *nobody\n", "S010", 1, 4),
        ("a: &me [*me]\n", "S010", 1, 9),
        ("a: &x 1\nb: &x 2\n", "S010", 2, 4),
        ("", "S015", 1, 1),
        ("# nothing\n", "S015", 1, 1),
    ],
)
def test_what_has_no_place_in_a_script_is_refused_where_it_stands(
    text: str, code: str, line: int, column: int
) -> None:
    """Each trap of YAML gets its own code, with line and column."""
    assert said(text) == [(code, line, column)]


@pytest.mark.parametrize(
    "text", ["\U0001f642", "\U0001f468\u200d\U0001f469", "a\\\U0001f642", "\\ud83d\\ude42", "עברית"]
)
def test_json_as_other_programs_write_it_is_read(text: str) -> None:
    """Two escapes for one character, as JSON has them beyond the first 65,536, mean that character."""
    root = read_yaml(json.dumps({"a": text}), "answers.json").root
    assert isinstance(root, Mapping)
    assert plain(root) == {"a": text}


def test_a_duplicate_key_names_both_lines() -> None:
    """The second key is pointed at, the first one named."""
    assert (
        only("a: 1\nb: 2\na: 3\n").message
        == "The key “a” stands here a second time; it is already on line 1."
    )


def test_all_refusals_of_a_file_come_at_once() -> None:
    """One run tells everything that can be told."""
    assert [code for code, _, _ in said("a: !x 1\na: 2\nb: 99999999999999999999\n<<: {}\n")] == [
        "S008",
        "S012",
        "S013",
        "S009",
    ]


def test_fifty_thousand_brackets_are_refused_and_crash_nothing() -> None:
    """Depth is counted before anything is built."""
    assert said("[" * 50_000) == [("S005", 1, 31)]
    assert said("a: " + "{b: " * 40) == [("S005", 1, 4 + 4 * 29)]


def test_thirty_levels_are_allowed() -> None:
    """The limit itself still passes."""
    assert said("[" * 30 + "]" * 30) == []


def test_an_alias_does_not_hide_depth() -> None:
    """What an alias stands for counts at the level where it is used."""
    half = "[" * 20 + "]" * 20
    assert said(f"a: &a {half}\nb: {'[' * 15}*a{']' * 15}\n")[0][0] == "S005"
    chain = (
        "a: &a [[[[[[[[1]]]]]]]]\nb: &b [[[[[[[[*a]]]]]]]]\nc: &c [[[[[[[[*b]]]]]]]]\nd: [[[[[[[[*c]]]]]]]]\n"
    )
    assert said(chain)[0][0] == "S005"


def test_an_alias_bomb_is_refused() -> None:
    """Nine aliases of nine aliases of nine ... are counted as what they stand for."""
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
    )
    assert said(bomb)[0][0] == "S006"


def test_an_alias_stands_for_the_value_it_repeats() -> None:
    """Within the limits, aliases work."""
    root = read_yaml("a: &a {x: 1}\nb: [*a, *a]\n", "x.yaml").root
    assert root is not None
    assert plain(root) == {"a": {"x": 1}, "b": [{"x": 1}, {"x": 1}]}


def test_too_many_aliases_are_refused() -> None:
    """A file that repeats one value hundreds of times is not written by a person."""
    assert said("a: &a 1\nb: [" + "*a, " * 201 + "]\n")[0][0] == "S010"


def test_too_many_values_are_refused() -> None:
    """50,000 values are the limit."""
    assert said("- 1\n" * 50_000)[0][0] == "S006"
    assert said("- 1\n" * 49_000) == []


def test_a_megabyte_is_the_limit() -> None:
    """A larger file is refused before anything looks into it."""
    assert said("a: " + "x" * reader.LARGEST) == [("S002", 1, 1)]
    assert said(b"a: " + b"x" * reader.LARGEST) == [("S002", 1, 1)]


def test_a_byte_order_mark_is_let_through_and_utf_16_is_not() -> None:
    """Editors on Windows write the first; the second gets a hint."""
    assert said("\ufeffa: 1\n".encode()) == []
    assert only("a: 1\n".encode("utf-16")).hint == "The file is saved as UTF-16. Save it as UTF-8."


def test_latin_1_is_refused_at_its_first_foreign_byte() -> None:
    """The place is counted in characters."""
    assert said("a: 1\nb: zwölf é".encode("latin-1")) == [("S003", 2, 6)]
    assert said("a: ö\nb: ö".encode() + b"\xe9") == [("S003", 2, 5)]


@pytest.mark.parametrize(
    "letter", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028"]
)
def test_controls_and_direction_characters_are_refused(letter: str) -> None:
    """Written as they are or as an escape, they never come in."""
    assert said(f"a: x{letter}y\n") == [("S004", 1, 5)]
    assert said(f'a: "x\\u{ord(letter):04x}y"\n') == [("S004", 1, 5)]


def test_an_emoji_and_a_tab_inside_quotes_are_fine() -> None:
    """Only what steers or hides is refused."""
    assert said('a: "x\ty 👩\u200d💻"\n') == []


FRIENDLY = {
    "a:\n\tb: 1\n": "indented with a tab",
    "a: 'x\nb: 1\n": "quote that opens on line 1 is not closed",
    'a: "x\n': "quote that opens on line 1 is not closed",
    "a: [1, 2\nb: 3\n": "bracket that opens on line 1 is not closed",
    "a: {b: 1\n": "bracket that opens on line 1 is not closed",
    "a: b: c\n": "A colon followed by a blank makes a key",
    "a: @x\n": "cannot begin with this sign",
    "a: `x`\n": "cannot begin with this sign",
    "a:\n  - x: 1\n   y: 2\n": "not lined up with its neighbours; the block that it is in begins on line 2",
    "- a: 1\n  b: 2\n c: 3\n": "not lined up with its neighbours",
    "a: 1\n b: 2\n": "not lined up with the lines above",
    'a: "x" y\n': "after the quote that closes a text",
    "a: 'it's'\n": "after the quote that closes a text",
    'a: "\\q"\n': "begins an escape, and this one is not known",
    "a: [,]\n": "A value is missing here",
    "a: {b: ]}\n": "A value is missing here",
    "a: *\n": "A name must follow",
    "a: |x\n  foo\n": "must begin on the next line",
}


@pytest.mark.parametrize("text", FRIENDLY)
@pytest.mark.parametrize("parser", ["C", "Python"])
def test_broken_yaml_is_explained_to_people(text: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers' complaints become the same sentences."""
    if parser == "Python":
        monkeypatch.delattr(yaml, "CLoader", raising=False)
    found = only(text)
    assert found.code == "S014"
    assert FRIENDLY[text] in found.message
    assert "S014" in render_problem(found)


@given(st.text("ab:-[]{}'\"&*!|>%@`#,? \n\t\\0\u00e9", max_size=60))
def test_any_text_is_read_or_refused_and_never_crashes(text: str) -> None:
    """Whatever is in a file, there is a value or a problem with a place inside the file."""
    found = read_yaml(text, "x.yaml")
    assert (found.root is not None) or found.problems
    for problem in found.problems:
        assert 1 <= problem.place.line <= text.count("\n") + 2


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """The same for what is not even text."""
    found = read_yaml(data, "x.yaml")
    assert found.root is not None or found.problems


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-999, 999) | st.text("abc xyz", max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_what_pyyaml_writes_comes_back_the_same(data: object) -> None:
    """Ordinary YAML means what it always meant."""
    written = yaml.safe_dump({"a": data})
    root = read_yaml(written, "x.yaml").root
    assert root is not None
    assert plain(root) == {"a": data}


def test_a_text_inside_another_file_keeps_that_files_lines() -> None:
    """Front matter on line 10 has its problems there."""
    found = read_yaml("a: 1\na: 2\n", "x.md", first_line=10).problems[0]
    assert (found.place.line, found.excerpt) == (11, "a: 2")


def test_kinds_of_values_have_names() -> None:
    """Messages can say what stands where something else should."""
    root = read_yaml("[[], {}, ~, true, x, 1]", "x.yaml").root
    assert isinstance(root, Sequence)
    assert [kind_of(item) for item in root.items] == [
        "a list",
        "a group of keys",
        "nothing",
        "true or false",
        "a text",
        "a number",
    ]


def test_a_long_line_is_shown_around_the_caret() -> None:
    """The caret stays in sight."""
    shown = render_problem(only("a: " + "x" * 300 + ": y\n"))
    assert max(len(line) for line in shown.splitlines()[1:3]) < 120
    line, caret = shown.splitlines()[1:3]
    assert line[caret.index("^")] == ":"
    assert re.search(r"x:", line)
