"""What would act in an output: found by parsing pages, workbooks and tables as those who open them do."""

import csv
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

FORMULA_STARTS = "=+-@＝＋－＠"
SAFE_LINK = re.compile(
    r"^(?:(?:\.\./)?(?:index\.html)?#[A-Za-z0-9_-]+|(?:\.\./)?pages/[A-Za-z0-9-]+\.(?:jpg|html)(?:#[A-Za-z0-9_-]+)?"
    r"|\.\./index\.html|data:image/jpeg;base64,[A-Za-z0-9+/=]+)$"
)
ACTING = frozenset("script iframe object embed form input base link audio video".split())
# What may not reach a terminal: escapes, controls, and letters that reorder or hide.
NOT_FOR_TERMINALS = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def acting_in_page(text: str) -> Iterator[str]:
    """Elements, attributes and links of a page that do something or lead out, and a policy that would let them."""
    from lxml import html

    tree = html.document_fromstring(text.encode("utf-8"))
    for element in tree.iter("*"):
        if element.tag in ACTING or not re.fullmatch(r"[a-z0-9]{1,12}", element.tag):
            yield f"<{element.tag}>"
        for key, value in element.attrib.items():
            if key.startswith("on") or key in ("style", "srcdoc", "action", "formaction"):
                yield f"{element.tag} {key}"
            if key in ("href", "src") and not SAFE_LINK.match(value):
                yield f"{key}={value[:80]}"
    policy = tree.find("head").find("meta[@http-equiv]")
    if policy is None or not policy.get("content", "").startswith("default-src 'none'"):
        yield "no policy"


def words_of_page(text: str) -> str:
    """What a reader sees of a page."""
    from lxml import html

    return "".join(html.document_fromstring(text.encode("utf-8")).itertext())


def acting_in_workbook(path: Path) -> Iterator[str]:
    """Formulas, links and parts of a workbook that do something or lead out."""
    from openpyxl import load_workbook

    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            yield from (
                f"{sheet.title} {cell.coordinate}"
                for cell in row
                if cell.data_type == "f" or cell.hyperlink is not None
            )
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if "externalLink" in name or "vba" in name.lower() or "activeX" in name:
                yield name
            if name.startswith("xl/worksheets/sheet") and (b"<f>" in data or b"<hyperlink" in data):
                yield f"{name}: formula or link"
            if name.endswith(".rels") and b'TargetMode="External"' in data:
                yield f"{name}: leads out"


def texts_of_workbook(path: Path) -> set[str]:
    """Every cell that is read back as a string."""
    from openpyxl import load_workbook

    cells = (cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row)
    return {str(cell.value) for cell in cells if cell.data_type == "s"}


def rows_of_table(path: Path) -> list[list[str]]:
    """Rows of a CSV file as a spreadsheet reads them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def acting_in_table(rows: list[list[str]]) -> list[str]:
    """Cells that a spreadsheet would take for formulas."""
    return [
        cell[:40]
        for row in rows
        for cell in row
        if cell[:1] in tuple("\t\r\n") or cell.lstrip()[:1] in tuple(FORMULA_STARTS)
    ]


def acting_in_terminal(text: str, apart: str = "") -> list[str]:
    """Signs that a terminal would act upon.

    Args:
        apart: Signs that are our own here.
    """
    return [one for one in text if unicodedata.category(one) in NOT_FOR_TERMINALS and one not in apart]
