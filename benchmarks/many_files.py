"""A made-up dump of many small files: texts, tables, mail, Word, PDF, archives, copies, litter and broken ones."""

import csv
import io
import random
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from benchmarks.material import WORDS

PEOPLE = tuple(f"{first} {last}" for first in ("Ana", "Bo", "Cai", "Dee", "Eli", "Fay", "Gus", "Ida")
               for last in ("Abel", "Brook", "Cole", "Dahl", "Eads", "Frye", "Gant"))  # fmt: skip
KINDS = (
    ("Toolbox Meeting Minutes", "Attendees: {a}, {b}\nTopic: {w}\nAction: repair the {w}. Owner: {a}. Due: {e}\n"),
    ("Workplace Inspection Report", "Inspector: {a}\nArea: {w}\nFinding: {w} blocked. Assigned to: {b}. Closed: {e}\n"),
    ("Health and Safety Policy", "Bench Ltd. is committed to safe work at the {w}.\nSigned: {a}, President\n"),
    ("Near Miss Report", "Reported by: {a}\nWhat happened: a {w} fell from the {w}. Nobody was hurt.\n"),
    ("Training Record", "Worker: {a}\nCourse: {w} operator\nTrainer: {b}\nExpires: {e}\n"),
    ("Field Level Hazard Assessment", "Task: {w}\nHazards: {w}, {w}\nControls: {w}\nWorkers: {a}, {b}\n"),
    ("Equipment Maintenance Log", "Unit: {w}\nService: oil and {w}\nMechanic: {a}\nNext service: {e}\n"),
)
LITTER = (".DS_Store", "Thumbs.db", "desktop.ini", "~$draft.docx")


class Dump:
    """Writes one dump; the same seed gives the same bytes."""

    def __init__(self, inbox: Path, seed: int = 1) -> None:
        self._inbox, self._chance = inbox, random.Random(seed)
        self._made: list[Path] = []

    def write(self, files: int) -> None:
        """Write so many files (what archives and mails carry comes on top)."""
        shares: tuple[tuple[int, Callable[[Path], None], str], ...] = (
            (34, self._text, "txt"), (8, self._table, "csv"), (12, self._mail, "eml"), (12, self._word, "docx"),
            (15, self._pdf, "pdf"), (3, self._archive, "zip"), (7, self._copy, "txt"), (5, self._litter, ""),
            (4, self._broken, "pdf"),
        )  # fmt: skip
        order = [share for share in shares for _ in range(share[0])]
        for number in range(files):
            _, write, ending = order[number * 37 % len(order)]
            folder = self._inbox / f"Box {number // 200:03d}" / f"Folder {number % 200 // 40}"
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"file {number:05d}.{ending}"
            write(path)
            self._made.append(path)

    def words(self) -> str:
        """A record of about 120 words."""
        chance = self._chance
        title, body = chance.choice(KINDS)
        day = f"{chance.randint(2024, 2026)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        later = f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        lines = body.format(a=chance.choice(PEOPLE), b=chance.choice(PEOPLE), w=chance.choice(WORDS), e=later)
        prose = "\n".join(" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(7))
        return f"Bench Ltd.\n{title}\nDate: {day}\n{lines}{prose}\nRecord no. {chance.randrange(10**9)}\n"

    def _text(self, path: Path) -> None:
        path.write_text(self.words(), encoding="utf-8")

    def _table(self, path: Path) -> None:
        rows = [("Date", "Worker", "Course", "Expires")]
        rows += [(f"2026-0{self._chance.randint(1, 9)}-11", self._chance.choice(PEOPLE), self._chance.choice(WORDS),
                  f"2027-0{self._chance.randint(1, 9)}-11") for _ in range(12)]  # fmt: skip
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    def _mail(self, path: Path) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"] = "ana@bench.example", "bo@bench.example"
        mail["Subject"], mail["Date"] = "Records", "Mon, 02 Feb 2026 08:00:00 -0700"
        mail.set_content(self.words())
        if self._chance.random() < 0.5:
            mail.add_attachment(self.words(), filename=f"{path.stem}.txt")
        path.write_bytes(mail.as_bytes())

    def _word(self, path: Path) -> None:
        from docx import Document

        document = Document()
        for line in self.words().splitlines():
            document.add_paragraph(line)
        document.save(str(path))

    def _pdf(self, path: Path) -> None:
        from reportlab.lib.pagesizes import letter
        from reportlab.pdfgen.canvas import Canvas

        canvas = Canvas(str(path), pagesize=letter, invariant=True)
        for place, line in enumerate(self.words().splitlines()):
            canvas.drawString(60, 740 - 16 * place, line)
        canvas.save()

    def _archive(self, path: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(3):
                archive.writestr(f"part {number}.txt", self.words())
        path.write_bytes(out.getvalue())

    def _copy(self, path: Path) -> None:
        texts = [made for made in self._made[-400:] if made.suffix == ".txt"]
        path.write_bytes(self._chance.choice(texts).read_bytes() if texts else self.words().encode())

    def _litter(self, path: Path) -> None:
        path.with_name(f"{self._chance.choice(LITTER)}").write_bytes(bytes(self._chance.randbytes(64)))

    def _broken(self, path: Path) -> None:
        path.write_bytes(self._chance.choice((b"", b"%PDF-1.4\n1 0 obj\n", b"PK\x03\x04", self._chance.randbytes(300))))
