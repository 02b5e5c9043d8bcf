"""Small good files of every kind, to be spoilt: made here, or taken from the sample where nothing here writes them."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from tests.pipeline.extract.heic_made import heic
from tests.pipeline.extract.xlsb_made import xlsb

SAMPLE = Path(__file__).parents[2] / "sample_docs" / "inbox"
OLE = b"\xd0\xcf\x11\xe0"
OLD_OFFICE = (".doc", ".xls", ".ppt", ".msg")
FROM_SAMPLE = (".doc", ".xls", ".ppt", ".msg", ".7z", ".rar", ".tif", ".mht")
LARGEST = 700_000
TEXT = "Toolbox meeting minutes\nDate: 2026-02-03\nAttendees: A. Lee, B. Roy\nSigned: A. Lee\n"


def _pdf() -> bytes:
    from reportlab.lib.pagesizes import letter
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=True, pageCompression=0)
    for number in range(2):
        for line, text in enumerate(TEXT.splitlines()):
            canvas.drawString(72, 700 - 20 * line, text)
        canvas.acroForm.textfield(name=f"date{number}", value="2026-02-03", x=72, y=500, width=120, height=20)
        canvas.acroForm.checkbox(name=f"ok{number}", checked=True, x=72, y=460)
        for step in range(4):
            canvas.line(72, 300 + 20 * step, 300, 300 + 20 * step)
            canvas.line(72 + 76 * step, 300, 72 + 76 * step, 360)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page() -> Image.Image:
    page = Image.new("L", (160, 200), 255)
    ImageDraw.Draw(page).text((10, 10), "First aid", fill=0)
    return page


def _picture(kind: str) -> bytes:
    page = _page()
    out = io.BytesIO()
    extra = {"save_all": True, "append_images": [page.convert("RGB")]} if kind in ("TIFF", "MPO") else {}
    page.convert("RGB").save(out, kind, **extra)  # type: ignore[arg-type]
    return out.getvalue()


def _docx() -> bytes:
    from docx import Document

    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Worker", "A. Lee"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (("Date", "Worker"), ("2026-02-03", "A. Lee"), (45000.5, "=1+1")):
        sheet.append(row)
    sheet.merge_cells("A4:B4")
    book.create_sheet("Other").append(("x", 1))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _pptx() -> bytes:
    from pptx import Presentation

    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Toolbox meeting"
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _opendocument(kind: str, body: str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:text="{office}:text:1.0" xmlns:table="{office}:table:1.0" xmlns:draw="{office}:drawing:1.0" '
        f'office:version="1.2"><office:body><office:{kind}>{body}</office:{kind}></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana@bench.example", "bo@bench.example", "Minutes =?utf-8?q?=C3=A9?="
    mail["Date"] = "Mon, 02 Feb 2026 08:00:00 -0700"
    mail.set_content(TEXT)
    mail.add_alternative(f"<p>{TEXT}</p>", subtype="html")
    mail.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="a.txt")
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("inner text")
    mail.add_attachment(inner)
    return mail.as_bytes()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "folder/b.txt", "c.eml"):
            archive.writestr(name, TEXT * 3)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("a.txt", "folder/b.txt"):
            entry = tarfile.TarInfo(name)
            entry.size = len(TEXT)
            archive.addfile(entry, io.BytesIO(TEXT.encode()))
    return out.getvalue()


ROW = '<table:table table:name="S"><table:table-row><table:table-cell><text:p>Date</text:p></table:table-cell></table:table-row></table:table>'  # noqa: E501 - one piece of XML
RTF = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0\fs24 Toolbox meeting\par Date: 2026-02-03 \'e9\u233?\par\trowd\cell A\cell\row}"  # noqa: E501 - one document
HTML = f"<html><head><title>x</title><style>p{{}}</style></head><body><h1>Minutes</h1><table><tr><td>a<td>b</table><p>{TEXT}</p></body></html>"  # noqa: E501 - one document
MAKERS: Mapping[str, Callable[[], bytes]] = {
    "text.pdf": _pdf,
    "one.png": lambda: _picture("PNG"),
    "one.jpg": lambda: _picture("JPEG"),
    "two.tif": lambda: _picture("TIFF"),
    "one.gif": lambda: _picture("GIF"),
    "one.bmp": lambda: _picture("BMP"),
    "one.webp": lambda: _picture("WEBP"),
    "one.jp2": lambda: _picture("JPEG2000"),
    "one.avif": lambda: _picture("AVIF"),
    "one.heic": lambda: heic(_page()),
    "two.mpo": lambda: _picture("MPO"),
    "text.docx": _docx,
    "book.xlsx": _xlsx,
    "show.pptx": _pptx,
    "text.odt": lambda: _opendocument("text", f"<text:h>Minutes</text:h><text:p>{TEXT}</text:p>"),
    "book.ods": lambda: _opendocument("spreadsheet", ROW),
    "show.odp": lambda: _opendocument("presentation", f'<draw:page draw:name="1"><text:p>{TEXT}</text:p></draw:page>'),
    "text.rtf": RTF.encode,
    "text.html": HTML.encode,
    "text.txt": TEXT.encode,
    "table.csv": lambda: b'Date,Worker\n2026-02-03,"A. Lee"\n',
    "mail.eml": _mail,
    "box.mbox": lambda: b"From ana@bench.example Mon Feb  2 08:00:00 2026\n" + _mail() + b"\n\nFrom x\n" + _mail(),
    "page.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n"
        + HTML.encode()
        + b"\n--x--\n"
    ),
    "book.xlsb": lambda: xlsb({0: {0: "Worker", 1: "Due"}, 2: {0: "A. Lee", 1: 46056.0}}),
    "box.zip": _zip,
    "box.tar": _tar,
    "one.gz": lambda: gzip.compress(TEXT.encode(), mtime=0),
    "box.tgz": lambda: gzip.compress(_tar(), mtime=0),
    "one.bz2": lambda: bz2.compress(TEXT.encode()),
    "one.xz": lambda: lzma.compress(TEXT.encode()),
}


@cache
def seeds() -> Mapping[str, bytes]:
    """Every seed by name: made ones, the smallest of the sample where none can be made, and a folder of one's own.

    COR_EVIDENCE_FUZZ_SEEDS names that folder, for long sessions.
    """
    found = {name: make() for name, make in MAKERS.items()}
    for ending in FROM_SAMPLE:
        files = [path for path in SAMPLE.rglob("*") if path.is_file() and path.suffix.lower() == ending]
        # Old Office by its bytes: a name that lies is a seed of what it really is.
        good = [data for path in files if (data := path.read_bytes())[:4] == OLE or ending not in OLD_OFFICE]
        found |= {f"sample{ending}": data for data in sorted(good, key=len)[:1] if len(data) <= LARGEST}
    if own := os.environ.get("COR_EVIDENCE_FUZZ_SEEDS"):
        files = [path for path in sorted(Path(own).rglob("*")) if path.is_file() and path.stat().st_size <= LARGEST]
        found |= {f"own-{number}{path.suffix.lower()}": path.read_bytes() for number, path in enumerate(files)}
    return found


# Names that one kind of file also goes by, and kinds so near to another that its seeds will do.
SAME_AS: Mapping[str, str] = {
    "application/rtf": "text/rtf",
    "application/xhtml+xml": "text/html",
    "application/vnd.oasis.opendocument.graphics": "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.presentation-template": "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet-template": "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text-template": "application/vnd.oasis.opendocument.text",
    "image/heif": "image/heic",
    "image/heic-sequence": "image/heic",
    "image/heif-sequence": "image/heic",
    "image/jpx": "image/jp2",
    "image/mpo": "image/jpeg",
    "image/x-ms-bmp": "image/bmp",
}
