"""Small engagements made in a test: a few files, one run, and what can be compared afterwards."""

import io
import json
import random
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipeline.run.progress import Step
from pipeline.settings import Settings

TODAY = date(2026, 3, 1)
ENGINE = "5.3.0"
SETTINGS = 'client = "Nobody Ltd."\ninstrument = "ab-aasp"\naudit_date = 2026-10-15\n'
POLICY = "Health and Safety Policy\nNobody Ltd. is committed to safe work.\nSigned: Jo Smith, President\n"
MINUTES = "Toolbox meeting minutes\nDate: 2026-03-01\nAttendees: A. Lee, B. Roy\nTopic: ladders\n"
FONT = ImageFont.load_default(30)


def make(folder: Path, files: Mapping[str, str | bytes], settings: str = SETTINGS) -> Path:
    """An engagement whose inbox holds the files."""
    (folder / "inbox").mkdir(parents=True)
    (folder / "engagement.toml").write_text(settings, encoding="utf-8")
    for name, content in files.items():
        put(folder, name, content)
    return folder


def put(folder: Path, name: str, content: str | bytes) -> Path:
    target = folder / "inbox" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return target


def zip_of(members: Iterable[tuple[str, str | bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (2026, 2, 1, 8, 0, 0)), content)
    return out.getvalue()


def digital_pdf(pages: int, topic: str = "Forklift inspection") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=True)
    for number in range(1, pages + 1):
        for line, text in enumerate((f"{topic} checklist", f"Sheet {number} of {pages}", "Date: 2026-02-17", "Yard")):
            canvas.drawString(72, 700 - 20 * line, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned_page(seed: int) -> bytes:
    """A JPEG that only recognition can read."""
    page = Image.new("L", (850, 1100), 255)
    draw = ImageDraw.Draw(page)
    draw.text((80, 90), f"First aid kit check {seed}", font=FONT, fill=20)
    draw.text((80, 150), "Checked on 2026-02-11 by A. Lee", font=FONT, fill=20)
    grain = random.Random(seed)
    for _ in range(400):
        draw.point((grain.randrange(850), grain.randrange(1100)), fill=120)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()


def coverage(folder: Path, part: str = "") -> dict[str, Any]:
    return dict(json.loads((folder / "report" / part / "coverage.json").read_text(encoding="utf-8")))


def comparable(report: Mapping[str, Any]) -> dict[str, Any]:
    """Everything but which run wrote it and when."""
    rest = {key: value for key, value in report.items() if key != "run"}
    return {**rest, "versions": report["run"]["versions"]}


def states(folder: Path) -> dict[str, str]:
    """State (or exception class) of every location."""
    return {item["file"]: item["exception"] or item["state"] for item in coverage(folder)["items"]}


def page_rows(folder: Path) -> dict[tuple[str, int], int]:
    """The ledger's row of every page: a page that is read again gets a new one."""
    with sqlite3.connect(folder / "store" / "ledger.sqlite") as ledger:
        return {
            (sha256, number): row for row, sha256, number in ledger.execute("select rowid, sha256, number from page")
        }


@dataclass
class Told:
    """A progress function that remembers how many pages and files were read."""

    steps: list[Step] = field(default_factory=list)

    def __call__(self, step: Step) -> None:
        self.steps.append(step)

    def pages_read(self) -> int:
        return max((step.pages for step in self.steps if step.stage == "reading"), default=0)

    def files_identified(self) -> int:
        return max((step.files for step in self.steps if step.stage == "identifying"), default=0)


def settings(**chosen: Any) -> Settings:
    return Settings(**chosen)
