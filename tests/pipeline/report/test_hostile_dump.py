"""A hostile dump through the real command: nothing of it acts in a page, a workbook, a terminal or any other output."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import hostile_dump

from pipeline.report.manifest import MANIFEST, MANIFEST_LINE
from pipeline.report.names import shown_name
from tests.inert import (
    SAFE_LINK,
    acting_in_page,
    acting_in_table,
    acting_in_terminal,
    acting_in_workbook,
    rows_of_table,
    texts_of_workbook,
    words_of_page,
)

ROOT = Path(__file__).parents[3]
# Our own, on a terminal.
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
    for name, text in run.pages:
        assert list(acting_in_page(text)) == [], name
        assert "1337" not in re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)  # 7 * 191: no template text was worked out
        assert not {"\u202e", "\u2028", "\u200b", "\ufeff", "\x1b", "\x9b", "\x7f"} & set(text)


def test_hostile_texts_are_there_to_be_read(run: Run) -> None:
    words = words_of_page(run.text("index.html"))
    for shown in ("<script>alert(1)</script>", "onerror=alert(2)", "invoice⟨U+202E⟩fdp.exe", "two⟨U+000A⟩lines.txt"):
        assert shown in words, shown


def test_workbook_cells_are_strings(run: Run) -> None:
    path = run.folder / "report" / "coverage.xlsx"
    assert list(acting_in_workbook(path)) == []
    seen = texts_of_workbook(path)
    assert any("=HYPERLINK" in one for one in seen) and any("<script>" in one for one in seen)


def test_csv_cells_start_no_formula(run: Run) -> None:
    rows = rows_of_table(run.folder / "report" / "exceptions.csv")
    assert len({len(row) for row in rows}) == 1
    listed = {row[rows[0].index("file")].removeprefix("'") for row in rows}
    there = {shown_name(name) for name in hostile_dump.TORN_NAMES if name in run.names}
    assert len(there) > 5 and there <= listed
    assert acting_in_table(rows) == []


def test_terminal_shows_nothing_that_acts(run: Run) -> None:
    assert "Files in:" in run.printed and "late" in run.printed
    for line in run.printed.replace(ERASE, "\n").replace("\r\n", "\n").split("\n"):
        assert acting_in_terminal(line) == [], repr(line)


def test_manifest_names_no_client_file_and_checks(run: Run) -> None:
    text = (run.folder / "report" / MANIFEST).read_text(encoding="ascii")
    assert all(MANIFEST_LINE.match(line) for line in text.splitlines())
    if shutil.which("sha256sum"):
        command = ["sha256sum", "--strict", "--quiet", "-c", MANIFEST]
        subprocess.run(command, cwd=run.folder / "report", check=True, capture_output=True)


def test_json_is_plain_and_whole(run: Run) -> None:
    text = run.text("coverage.json")
    assert acting_in_terminal(text, "\n") == []
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
        assert acting_in_terminal(line) == [], line[:200]


@pytest.mark.parametrize("command", ["run", "inspect", "verify", "report", "evaluate"])
def test_an_error_that_names_a_hostile_path_is_plain(command: str, tmp_path: Path) -> None:
    path = tmp_path / "no \x1b[31m\u202e\x9bsuch\nfolder"
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", command, str(path)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 2
    text = (done.stdout + done.stderr).decode("utf-8")
    assert acting_in_terminal(text, "\n") == [], repr(text)


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
