"""Form fields, notes and signatures of PDF pages; text layers over pictures."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import FormField, Page, TextOrigin

PDF = "application/pdf"


def only(path: str | Path, options: ReadOptions) -> Page:
    (page,) = read_pages(str(path), PDF, 1, 1, options)
    assert isinstance(page, Page)
    return page


def test_fields_come_with_values_and_stand_in_the_text(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    def form(canvas: Canvas) -> None:
        canvas.drawString(72, 705, "Inspector:")
        fields = canvas.acroForm
        fields.textfield(name="inspector", x=150, y=698, width=200, height=20, value="Priya Nair")
        fields.textfield(name="remarks", x=150, y=660, width=200, height=20)
        fields.checkbox(name="guards", x=150, y=630, checked=True)
        fields.checkbox(name="exits", x=150, y=600, checked=False)
        fields.choice(name="site", x=150, y=560, width=120, height=20, value="North", options=["North", "South"])

    page = only(make_pdf(form), blind)
    assert [(field.name, field.value, field.kind) for field in page.fields] == [
        ("inspector", "Priya Nair", "text"),
        ("remarks", "", "text"),
        ("guards", "yes", "checkbox"),
        ("exits", "", "checkbox"),
        ("site", "North", "choice"),
    ]
    assert page.text.split("\n")[0].split() == ["Inspector:", "Priya", "Nair"]
    assert "[x]" in page.text
    box = page.fields[0].box
    assert box is not None and box.left == pytest.approx(150 / 612, abs=0.01)
    assert box.top == pytest.approx((792 - 718) / 792, abs=0.01)


def test_typed_notes_and_drawn_notes(make_pdf: Callable[..., str], blind: ReadOptions, tmp_path: Path) -> None:
    path = make_pdf(lambda canvas: canvas.drawString(72, 105, "Signed by:"))
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[0]
        typed = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_FREETEXT)
        raw.FPDFAnnot_SetRect(typed, raw.FS_RECTF(150, 120, 300, 100))
        text = "Tom Okafor\0".encode("utf-16-le")
        raw.FPDFAnnot_SetStringValue(typed, b"Contents", (raw.FPDF_WCHAR * (len(text) // 2)).from_buffer_copy(text))
        drawn = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_INK)
        raw.FPDFAnnot_SetRect(drawn, raw.FS_RECTF(320, 130, 420, 90))
        for note in (typed, drawn):
            raw.FPDFPage_CloseAnnot(note)
        pdf.save(tmp_path / "noted.pdf")
    page = only(tmp_path / "noted.pdf", blind)
    assert page.text == "Signed by:   Tom Okafor"
    (mark,) = page.marks
    assert mark.kind == "stroke" and mark.box.left == pytest.approx(320 / 612, abs=0.01)


SIGNATURE_PDF = """%PDF-1.6
1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R]/SigFlags 3>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Annots[ANNOTS]/Contents 7 0 R/Resources<<>>>>endobj
4 0 obj<</Type/Annot/Subtype/Widget/FT/Sig/T(director)/Rect[72 100 200 140]/V 6 0 R/F 4>>endobj
5 0 obj<</Type/Annot/Subtype/Widget/FT/Sig/T(witness)/Rect[300 100 430 140]/F 4>>endobj
6 0 obj<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Contents<00112233>/ByteRange[0 1 2 3]>>endobj
7 0 obj<</Length 20>>stream
72 200 m 540 200 l S
endstream endobj
"""


def signature_pdf(path: Path, annotations: str) -> Path:
    body = SIGNATURE_PDF.replace("ANNOTS", annotations)
    table = [f"{match.start():010d} 00000 n \n" for match in re.finditer(r"^\d 0 obj", body, re.M)]
    size = len(table) + 1
    xref = f"xref\n0 {size}\n0000000000 65535 f \n{''.join(table)}trailer<</Root 1 0 R/Size {size}>>\n"
    path.write_text(f"{body}{xref}startxref\n{len(body)}\n%%EOF\n")
    return path


def test_signature_fields_say_whether_they_are_signed(tmp_path: Path, blind: ReadOptions) -> None:
    page = only(signature_pdf(tmp_path / "signed.pdf", "4 0 R 5 0 R"), blind)
    assert [(field.name, field.value, field.kind) for field in page.fields] == [
        ("director", "signed", "signature"),
        ("witness", "", "signature"),
    ]


def test_a_signature_on_no_page_counts_on_the_first(tmp_path: Path, blind: ReadOptions) -> None:
    page = only(signature_pdf(tmp_path / "unseen.pdf", "5 0 R"), blind)
    assert page.fields[-1] == FormField("", "signed", "signature")


def scan_with_layer(path: Path, shown: str, layer: str) -> Path:
    """A scanned page with the invisible text layer of some recogniser."""
    picture = Image.new("L", (1700, 900), 255)
    draw = ImageDraw.Draw(picture)
    for row in range(6):
        draw.text((120, 120 + 80 * row), f"{shown} number {row}", font=ImageFont.load_default(size=40), fill=0)
    picture.save(path.with_suffix(".png"))
    canvas = Canvas(str(path), pagesize=(612, 324))
    canvas.drawImage(str(path.with_suffix(".png")), 0, 0, 612, 324)
    for row in range(6):
        text = canvas.beginText(43, 270 - 28 * row)
        text.setFont("Helvetica", 12)
        text.setTextRenderMode(3)
        text.textOut(f"{layer} number {row}")
        canvas.drawText(text)
    canvas.save()
    return path


def test_a_layer_that_says_what_the_picture_shows_is_kept(tmp_path: Path) -> None:
    words = "Toolbox meeting about ladders and slings"
    page = only(scan_with_layer(tmp_path / "right.pdf", words, words), ReadOptions())
    assert (page.text_origin, page.why) == (TextOrigin.EMBEDDED, "embedded_text")
    assert page.text.startswith(f"{words} number 0")


def test_a_layer_that_says_something_else_is_not(tmp_path: Path) -> None:
    shown, layer = "Toolbox meeting about ladders and slings", "Quarterly statement of accounts receivable"
    page = only(scan_with_layer(tmp_path / "wrong.pdf", shown, layer), ReadOptions())
    assert (page.text_origin, page.why) == (TextOrigin.OCR, "text_disagrees_with_picture")
    assert "ladders" in page.text and "accounts" not in page.text
    assert page.ocr_confidence is not None and page.ocr_confidence > 70
