"""Names and texts: nothing invisible, nothing that acts, nothing lost."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.names import shown_name, shown_path, shown_text, well_formed
from pipeline.report.safe_text import ANSI_ESCAPE, CELL_LIMIT, csv_cell, markdown_safe, sheet_text, terminal_safe

ANY = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain.pdf", "plain.pdf"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u200bb\u00ad", "a⟨U+200B⟩b⟨U+00AD⟩"),
        ("a\nb\x00", "a⟨U+000A⟩b⟨U+0000⟩"),
        ("e\u0301", "é"),
        ("bad\udce9", "bad⟨0xE9⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("a\u3164b", "a⟨U+3164⟩b"),
        ("日本 été ✓", "日本 été ✓"),
    ],
)
def test_shown_name(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@given(ANY)
def test_shown_name_hides_nothing_and_is_stable(name: str) -> None:
    shown = shown_name(name)
    assert all(unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for one in shown)
    assert shown_name(shown) == shown


@given(ANY)
def test_shown_text_keeps_only_breaks_and_tabs(text: str) -> None:
    assert {one for one in shown_text(text) if unicodedata.category(one) in {"Cc", "Cf"}} <= {"\n", "\t"}


@given(ANY)
def test_well_formed_can_be_written(text: str) -> None:
    assert well_formed(text).encode("utf-8").decode("utf-8") == well_formed(text)


def test_shown_path_shows_each_segment() -> None:
    assert shown_path(("a\n.zip", "b\u202e")) == "a⟨U+000A⟩.zip › b⟨U+202E⟩"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;http://evil\x1b\\link", "link"),
        ("one\r\ntwo", "one two"),
        ("\x9b31mx", "x"),
        ("[31m is text", "[31m is text"),
        ("\x1b", "⟨U+001B⟩"),
    ],
)
def test_terminal_safe(text: str, safe: str) -> None:
    assert terminal_safe(text) == safe


@given(ANY)
def test_terminal_safe_is_one_plain_line(text: str) -> None:
    safe = terminal_safe(text)
    assert "\x1b" not in safe and len(safe.splitlines()) <= 1
    assert not ANSI_ESCAPE.search(safe)


def test_ansi_pattern_stays_linear_on_hostile_text() -> None:
    assert ANSI_ESCAPE.sub("", "\x1b]" * 20_000) == "\x1b]" * 20_000
    assert len(ANSI_ESCAPE.sub("", "\x1b[" + "1;" * 50_000)) > 1


def test_markdown_safe() -> None:
    assert markdown_safe("a|b `c` <img> [x](http://y)") == r"a\|b \`c\` &lt;img\> \[x\]\(http://y\)"
    assert "\n" not in markdown_safe("a\n# b")


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@x", "\t=1", "\rx", "\nx", "  =1", "＝1", "＋1", "－1", "＠x"])
def test_csv_cell_disarms(start: str) -> None:
    assert csv_cell(start).startswith("'") or csv_cell(start).startswith("⟨")


@pytest.mark.parametrize("plain", ["", "2026-01-05", "a=1", "'quoted", "5.1"])
def test_csv_cell_leaves_the_rest(plain: str) -> None:
    assert csv_cell(plain) == plain


@given(ANY)
def test_csv_cell_never_starts_a_formula(text: str) -> None:
    assert not re.match(r"\s*[=+\-@＝＋－＠]", csv_cell(text))


def test_sheet_text_is_cut_with_a_marker() -> None:
    assert sheet_text("x" * CELL_LIMIT) == "x" * CELL_LIMIT
    cut = sheet_text("😀" * CELL_LIMIT)
    assert cut.endswith("⟨truncated⟩") and len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
