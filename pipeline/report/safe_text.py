"""Report: hostile text in, text that cannot act in a spreadsheet, a terminal or Markdown out."""

import re

from pipeline.report.names import shown_name, shown_text, well_formed

CELL_LIMIT = 32_767
_TRUNCATED = " … ⟨truncated⟩"
_FORMULA_STARTS = frozenset("=+-@＝＋－＠")
_CONTROL_STARTS = frozenset("\t\r\n")

# A terminal escape sequence: CSI (colours, cursor), OSC (titles, links), or a two-byte escape. Bounded repeats only.
ANSI_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    r"|\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)"
    r"|\x1b[@-Z\\^_]"
)

# Characters that can reorder or hide text, or act in a terminal, when JSON is read in an editor or printed.
UNSEEN = re.compile("[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

# The characters that mean something in Markdown, tables and inline HTML.
MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>])")


def terminal_safe(text: str) -> str:
    """One line for a terminal or a log: escape sequences gone, line breaks as spaces, the invisible spelled out."""
    plain = ANSI_ESCAPE.sub("", text)
    return shown_name(" ".join(plain.splitlines()) if plain else plain)


def markdown_safe(text: str) -> str:
    """Text for a Markdown artifact: nothing in it can become markup, a link, a table cell or HTML."""
    plain = terminal_safe(text).replace("&", "&amp;").replace("<", "&lt;")
    return MARKDOWN_SPECIAL.sub(r"\\\1", plain)


def csv_cell(text: str) -> str:
    """A CSV cell: what a spreadsheet would run as a formula gets a leading apostrophe (CSV only)."""
    shown = shown_text(text)
    trimmed = shown.lstrip()
    starts_badly = shown[:1] in _CONTROL_STARTS or trimmed[:1] in _FORMULA_STARTS
    return f"'{shown}" if shown and starts_badly else shown


def sheet_text(text: str) -> str:
    """A workbook cell: nothing XML forbids, at most 32,767 UTF-16 units, with a marker where text was cut."""
    shown = shown_text(text)
    if len(shown.encode("utf-16-le")) // 2 <= CELL_LIMIT:
        return shown
    room = CELL_LIMIT - len(_TRUNCATED)
    return shown.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore") + _TRUNCATED


def json_safe(text: str) -> str:
    """JSON text with the same meaning, in which nothing is hidden: the invisible written as escapes."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", well_formed(text))
