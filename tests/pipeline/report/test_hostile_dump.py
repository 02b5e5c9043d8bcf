"""A hostile dump through the real command: nothing of it acts in a page, a workbook, a terminal or any other output."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import hostile_dump

from pipeline.report.manifest import MANIFEST, MANIFEST_LINE
from pipeline.report.names import shown_name

ROOT = Path(__file__).parents[3]
FORMULA_STARTS = "=+-@＝＋－＠"
SAFE_LINK = re.compile(
    r"^(?:(?:\.\./)?(?:index\.html)?#[A-Za-z0-9_-]+|(?:\.\./)?pages/[A-Za-z0-9-]+\.(?:jpg|html)(?:#[A-Za-z0-9_-]+)?"
    r"|\.\./index\.html|data:image/jpeg;base64,[A-Za-z0-9+/=]+)$"
)
# What may not reach a terminal: escapes, controls, and letters that reorder or hide; our own "erase line" apart.
NOT_FOR_TERMINALS = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
ERASE = "\r\x1b[K"


@dataclass(frozen=True)
class Run:
    """An engagement after its run, and what the commands printed."""

    folder: Path
    names: list[str]
    printed: str

    def text(self, name: str) -> str:
        return (self.folder / "report" / name).read_text(encoding="utf-8")

    @property
    def pages(self) -> Iterator[tuple[str, str]]:
        yield "index.html", self.text("index.html")
        for path in sorted((self.folder / "report" / "pages").glob("*.html")):
            yield path.name, path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("hostile") / "engagement"
    names = hostile_dump.make_dump(folder)
    printed = [_terminal("run", str(folder), codes=(4,))]
    printed.append(_terminal("run", str(folder), codes=(4,)))
    printed.append(_terminal("verify", str(folder), codes=(0,)))
    (folder / "inbox" / "late \x1b[31m\u202e.txt").write_text("late", encoding="utf-8")
    printed.append(_terminal("verify", str(folder), codes=(10,)))
    (folder / "inbox" / "late \x1b[31m\u202e.txt").unlink()
    return Run(folder, names, "".join(printed))


def _terminal(*arguments: str, codes: tuple[int, ...]) -> str:
    """What a command prints on a real terminal, progress line included."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "app.cli", *arguments]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT)
    os.close(theirs)
    parts = []
    try:
        while part := os.read(ours, 1 << 16):
            parts.append(part)
    except OSError:  # Linux: the other side is closed
        pass
    os.close(ours)
    text = b"".join(parts).decode("utf-8")
    assert process.wait() in codes, text[-2000:]
    return text


def test_every_name_made_is_an_item_by_its_own_name(run: Run) -> None:
    report = json.loads(run.text("coverage.json"))
    files = {item["path"][0] for item in report["items"]}
    assert len(run.names) > 30
    assert set(run.names) <= files
    assert report["reconciliation"]["discovered"] == len(report["items"])


def test_pages_hold_only_our_elements_and_links(run: Run) -> None:
    from lxml import html

    for name, text in run.pages:
        tree = html.document_fromstring(text.encode("utf-8"))
        assert not tree.xpath("//script|//iframe|//object|//embed|//form|//input|//base|//link|//audio|//video"), name
        for element in tree.iter("*"):
            assert re.fullmatch(r"[a-z0-9]{1,12}", element.tag), name
            for key, value in element.attrib.items():
                assert not key.startswith("on") and key not in ("style", "srcdoc", "action", "formaction"), name
                if key in ("href", "src"):
                    assert SAFE_LINK.match(value), (name, value[:80])
        first = tree.find("head").find("meta[@http-equiv]")
        assert first.get("content", "").startswith("default-src 'none'")
        assert "1337" not in re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)  # 7 * 191: no template text was worked out
        assert not {"\u202e", "\u2028", "\u200b", "\ufeff", "\x1b", "\x9b", "\x7f"} & set(text)


def test_hostile_texts_are_there_to_be_read(run: Run) -> None:
    from lxml import html

    words = "".join(html.document_fromstring(run.text("index.html").encode()).itertext())
    for shown in ("<script>alert(1)</script>", "onerror=alert(2)", "invoice⟨U+202E⟩fdp.exe", "two⟨U+000A⟩lines.txt"):
        assert shown in words, shown


def test_workbook_cells_are_strings(run: Run) -> None:
    from openpyxl import load_workbook

    path = run.folder / "report" / "coverage.xlsx"
    book = load_workbook(path)
    seen = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" and cell.hyperlink is None, (sheet.title, cell.coordinate)
                seen.add(str(cell.value))
    assert any("=HYPERLINK" in one for one in seen) and any("<script>" in one for one in seen)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert not [name for name in names if "externalLink" in name or "vba" in name.lower() or "activeX" in name]
        sheets = [archive.read(name) for name in names if name.startswith("xl/worksheets/sheet")]
        links = [archive.read(name) for name in names if name.endswith(".rels")]
    assert sheets and not [one for one in sheets if b"<f>" in one or b"<hyperlink" in one]
    assert not [one for one in links if b'TargetMode="External"' in one]


def test_csv_cells_start_no_formula(run: Run) -> None:
    with (run.folder / "report" / "exceptions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len({len(row) for row in rows}) == 1
    listed = {row[rows[0].index("file")].removeprefix("'") for row in rows}
    there = {shown_name(name) for name in hostile_dump.TORN_NAMES if name in run.names}
    assert len(there) > 5 and there <= listed
    for cell in (cell for row in rows for cell in row):
        assert cell[:1] not in tuple("\t\r\n") and cell.lstrip()[:1] not in tuple(FORMULA_STARTS), cell[:40]


def test_terminal_shows_nothing_that_acts(run: Run) -> None:
    assert "Files in:" in run.printed and "late" in run.printed
    for line in run.printed.replace(ERASE, "\n").replace("\r\n", "\n").split("\n"):
        assert not [one for one in line if unicodedata.category(one) in NOT_FOR_TERMINALS], repr(line)


def test_manifest_names_no_client_file_and_checks(run: Run) -> None:
    text = (run.folder / "report" / MANIFEST).read_text(encoding="ascii")
    assert all(MANIFEST_LINE.match(line) for line in text.splitlines())
    if shutil.which("sha256sum"):
        command = ["sha256sum", "--strict", "--quiet", "-c", MANIFEST]
        subprocess.run(command, cwd=run.folder / "report", check=True, capture_output=True)


def test_json_is_plain_and_whole(run: Run) -> None:
    text = run.text("coverage.json")
    assert not [one for one in set(text) if unicodedata.category(one) in NOT_FOR_TERMINALS and one != "\n"]
    names = {segment for item in json.loads(text)["items"] for segment in item["path"]}
    assert "two\nlines.txt" in names and "invoice\u202etxt.exe.txt" in names


def test_inspect_prints_one_plain_line_a_file(run: Run) -> None:
    files = sorted(os.scandir(os.fsencode(run.folder / "inbox")), key=lambda one: one.name)
    paths = [one.path for one in files if one.is_file() and one.name.endswith((b".txt", b".eml"))]
    command = [sys.executable, "-m", "app.cli", "inspect", "--json", *paths]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode in (0, 4), done.stderr
    lines = done.stdout.decode("utf-8").split("\n")[:-1]
    assert len(lines) >= len(paths)
    for line in lines:
        assert json.loads(line)["file"]
        assert not [one for one in line if unicodedata.category(one) in NOT_FOR_TERMINALS], line[:200]


@pytest.mark.parametrize("command", ["run", "inspect", "verify", "report", "evaluate"])
def test_an_error_that_names_a_hostile_path_is_plain(command: str, tmp_path: Path) -> None:
    path = tmp_path / "no \x1b[31m\u202e\x9bsuch\nfolder"
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", command, str(path)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 2
    text = (done.stdout + done.stderr).decode("utf-8")
    assert not [one for one in text if unicodedata.category(one) in NOT_FOR_TERMINALS and one != "\n"], repr(text)


def test_nothing_was_written_beside_the_engagement(run: Run) -> None:
    assert sorted(path.name for path in run.folder.parent.iterdir()) == ["engagement"]
    assert sorted(path.name for path in run.folder.iterdir()) == ["engagement.toml", "inbox", "report", "store"]


ALL_NAMES = """
const seen = {elements: [], attributes: [], links: []};
for (const one of document.querySelectorAll("*")) {
  seen.elements.push(one.localName);
  for (const attribute of one.attributes) {
    seen.attributes.push(attribute.name);
    if (["href", "src", "srcset", "action", "data"].includes(attribute.name)) seen.links.push(attribute.value);
  }
}
return seen;
"""


@pytest.mark.browser
def test_a_browser_makes_nothing_of_it(run: Run, browser: Any) -> None:
    """The parser that counts: what stands in the page after it, and what it asked for or ran."""
    from selenium.common.exceptions import NoAlertPresentException

    browser.get((run.folder / "report" / "index.html").as_uri())
    for details in browser.find_elements("css selector", "details"):
        browser.execute_script("arguments[0].open = true", details)
    seen = browser.execute_script(ALL_NAMES)
    assert not {"script", "iframe", "object", "embed", "form", "input", "base", "link"} & set(seen["elements"])
    assert not [one for one in set(seen["attributes"]) if one.startswith("on") or one in ("style", "srcdoc")]
    assert all(SAFE_LINK.match(one) for one in seen["links"] if not one.startswith("#"))
    asked = browser.execute_script("return performance.getEntriesByType('resource').map(one => one.name)")
    assert [one for one in asked if not one.startswith("data:")] == []
    with pytest.raises(NoAlertPresentException):
        _ = browser.switch_to.alert.text
    assert [line for line in browser.get_log("browser") if line["level"] == "SEVERE"] == []
