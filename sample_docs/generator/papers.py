"""House styles: how the paper of each kind of document looks, with its printed head and foot."""

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import landscape, legal, letter
from reportlab.pdfgen.canvas import Canvas

from sample_docs.generator.plan import COMPANY


@dataclass(frozen=True)
class Sheet:
    """What a head or foot may print of the page it stands on."""

    title: str
    head: tuple[str, ...]
    number: int
    total: int

    def given(self, index: int) -> str:
        """A header field, or nothing when the document has none."""
        return self.head[index] if index < len(self.head) else ""


GREY = HexColor("#e2e2e2")
Printer = Callable[[Canvas, "Paper", Sheet], None]


def nothing(canvas: Canvas, paper: "Paper", sheet: Sheet) -> None:
    """Plain paper."""


@dataclass(frozen=True)
class Paper:
    """One house style; margins are left, top, right, bottom in points."""

    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 10
    leading: float = 13.5
    title_size: float = 16
    title_align: int = TA_LEFT
    accent: Color = black
    band: Color = GREY
    page: tuple[float, float] = letter
    margins: tuple[float, float, float, float] = (64, 72, 64, 60)
    columns: int = 1
    row_air: float = 2.5
    bullet: str = "•"
    top: Printer = nothing
    bottom: Printer = nothing


def letterhead(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """A drawn mark, the name and a rule, on every page."""
    width, height = paper.page
    canvas.setFillColor(HexColor("#31572c"))
    path = canvas.beginPath()
    for index, (x, y) in enumerate(((64, height - 52), (78, height - 30), (88, height - 44), (100, height - 52))):
        path.moveTo(x, y) if index == 0 else path.lineTo(x, y)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(108, height - 42, COMPANY)
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(108, height - 52, "Site grading  ·  road and yard maintenance  ·  snow and ice")
    canvas.line(64, height - 58, width - 64, height - 58)


def address(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """The address line and page number of letters and policies."""
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(64, 34, "4407 Airport Perimeter Road, Leduc, Alberta")
    canvas.drawRightString(paper.page[0] - 64, 34, f"Page {sheet.number} of {sheet.total}")


def control_box(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """The manual's box of four: company, section title, number and revision."""
    width, height = paper.page
    left, right, top = 60, width - 60, height - 34
    canvas.setLineWidth(0.8)
    canvas.rect(left, top - 38, right - left, 38)
    canvas.line(left + 170, top, left + 170, top - 38)
    canvas.line(right - 130, top, right - 130, top - 38)
    canvas.setFont("Times-Bold", 9.5)
    canvas.drawString(left + 6, top - 16, "Kestrel Coulee")
    canvas.setFont("Times-Roman", 8.5)
    canvas.drawString(left + 6, top - 29, "HSE Management System")
    canvas.setFont("Times-Bold", 9.5)
    canvas.drawCentredString((left + 170 + right - 130) / 2, top - 23, sheet.title[:52])
    canvas.setFont("Times-Roman", 8.5)
    canvas.drawString(right - 124, top - 16, sheet.given(0))
    canvas.drawString(right - 124, top - 29, sheet.given(1))


def control_foot(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """Uncontrolled-copy line of the manual."""
    canvas.setFont("Times-Italic", 8)
    canvas.drawString(60, 32, "Printed copies are for reference; the current issue is on the shared drive.")
    canvas.drawRightString(paper.page[0] - 60, 32, f"{sheet.number} / {sheet.total}")


def form_band(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """A dark band with the form's name in white, its number at the right."""
    width, height = paper.page
    canvas.setFillColor(HexColor("#2b2b2b"))
    canvas.rect(40, height - 62, width - 80, 26, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(50, height - 54, sheet.title)
    canvas.setFillColor(black)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(40, height - 30, COMPANY)
    canvas.drawRightString(width - 40, height - 30, sheet.given(0))


def form_foot(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """Where the sheet goes when it is done."""
    canvas.setFont("Helvetica", 7)
    canvas.drawString(40, 28, sheet.given(1))


def app_head(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """Export of the inspection app: tinted bar, template name."""
    width, height = paper.page
    canvas.setFillColor(HexColor("#dfe9f5"))
    canvas.rect(0, height - 50, width, 50, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#1f3f66"))
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(48, height - 30, sheet.title)
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(width - 48, height - 30, sheet.given(0))
    canvas.setFillColor(black)


def app_foot(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """Export line of the app."""
    canvas.setFont("Helvetica", 7)
    canvas.drawString(48, 26, f"Exported from YardCheck · record {sheet.given(1)}")
    canvas.drawRightString(paper.page[0] - 48, 26, f"{sheet.number}/{sheet.total}")


def tablet_head(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """Export of the forms app: form name left, status in a frame at the right."""
    width, height = paper.page
    canvas.setFont("Helvetica", 8)
    canvas.drawString(44, height - 28, f"FieldForms  ·  {COMPANY}")
    canvas.setFont("Helvetica-Bold", 8)
    canvas.roundRect(width - 122, height - 34, 78, 15, 4)
    canvas.drawCentredString(width - 83, height - 29, sheet.given(0))
    canvas.setStrokeColor(HexColor("#b36b00"))
    canvas.setLineWidth(1.5)
    canvas.line(44, height - 40, width - 44, height - 40)


def tablet_foot(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """Form number and export note."""
    canvas.setFont("Helvetica", 7)
    canvas.drawString(44, 24, f"{sheet.given(1)}  ·  created on a tablet, exported as PDF")


def certificate_border(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """A double border and the provider's name."""
    width, height = paper.page
    canvas.setLineWidth(3)
    canvas.rect(26, 26, width - 52, height - 52)
    canvas.setLineWidth(0.8)
    canvas.rect(34, 34, width - 68, height - 68)
    canvas.setFont("Times-Bold", 15)
    canvas.drawCentredString(width / 2, height - 74, sheet.given(0))


def supplier_head(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """Another firm's paper: its name right, its address below."""
    width, height = paper.page
    canvas.setFont("Helvetica-Bold", 17)
    canvas.drawRightString(width - 54, height - 50, sheet.given(0))
    canvas.setFont("Helvetica", 8.5)
    canvas.drawRightString(width - 54, height - 63, sheet.given(1))
    canvas.setLineWidth(2)
    canvas.line(54, height - 72, width - 54, height - 72)


def masthead(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """The newsletter's name across the first page, a thin line on the others."""
    width, height = paper.page
    if sheet.number == 1:
        canvas.setFillColor(HexColor("#31572c"))
        canvas.setFont("Times-BoldItalic", 34)
        canvas.drawString(50, height - 62, sheet.title)
        canvas.setFillColor(black)
        canvas.setFont("Times-Roman", 9)
        canvas.drawRightString(width - 50, height - 62, sheet.given(0))
    canvas.line(50, height - 72, width - 50, height - 72)


def binder_line(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """The section's name over a rule, from its second page on."""
    if sheet.number > 1:
        canvas.setFont("Times-Italic", 10)
        canvas.drawString(90, paper.page[1] - 56, sheet.title)
        canvas.line(90, paper.page[1] - 62, paper.page[0] - 78, paper.page[1] - 62)


def binder_number(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """Page of pages, centred."""
    canvas.setFont("Times-Roman", 10)
    canvas.drawCentredString(paper.page[0] / 2, 40, f"Page {sheet.number} of {sheet.total}")


def typist(canvas: Canvas, paper: Paper, sheet: Sheet) -> None:
    """The old typewritten pages: a number at the top from page 2."""
    if sheet.number > 1:
        canvas.setFont("Courier", 10)
        canvas.drawCentredString(paper.page[0] / 2, paper.page[1] - 44, f"- {sheet.number} -")


PAPERS = {
    "letter": Paper(margins=(64, 82, 64, 60), accent=HexColor("#31572c"), top=letterhead, bottom=address),
    "manual": Paper(
        "Times-Roman", "Times-Bold", 11, 14, 15, margins=(66, 88, 66, 56), top=control_box, bottom=control_foot
    ),
    "memo": Paper("Courier", "Courier-Bold", 10, 13, 12, margins=(80, 72, 72, 64), top=typist, bullet="-"),
    "plain": Paper("Times-Roman", "Times-Bold", 11.5, 15, 16, TA_CENTER, margins=(80, 76, 80, 70), bullet="-"),
    "form": Paper(
        size=9.5, leading=14, title_size=12, band=HexColor("#d5d5d5"), margins=(40, 76, 40, 44), top=form_band,
        bottom=form_foot, row_air=5.5,
    ),
    "card": Paper(size=11, leading=17, title_size=13, margins=(56, 60, 56, 50), row_air=7),
    "binder": Paper(
        "Times-Roman", "Times-Bold", 12, 17, 17, margins=(90, 84, 78, 70), top=binder_line, bottom=binder_number,
        bullet="-",
    ),
    "grid": Paper(
        size=9.5, leading=12.5, title_size=16, page=landscape(letter), margins=(40, 44, 40, 40),
        band=HexColor("#cfe0c8"), accent=HexColor("#203a1c"),
    ),
    "legal": Paper(size=8.5, leading=11, title_size=13, page=landscape(legal), margins=(36, 36, 36, 30)),
    "app": Paper(
        size=9.5, leading=13.5, title_size=15, accent=HexColor("#1f3f66"), band=HexColor("#eef3f9"),
        margins=(48, 66, 48, 44), top=app_head, bottom=app_foot, row_air=4,
    ),
    "tablet": Paper(
        size=9, leading=12, title_size=14, accent=HexColor("#7a4a00"), band=HexColor("#fdf0dc"),
        margins=(44, 52, 44, 40), top=tablet_head, bottom=tablet_foot, row_air=3,
    ),
    "certificate": Paper(
        "Times-Roman", "Times-Bold", 13, 19, 24, TA_CENTER, page=landscape(letter), margins=(80, 100, 80, 60),
        top=certificate_border,
    ),
    "supplier": Paper(size=9.5, leading=13, title_size=18, margins=(54, 92, 54, 54), top=supplier_head),
    "newsletter": Paper(
        "Times-Roman", "Times-Bold", 10, 12.5, 15, accent=HexColor("#31572c"), margins=(50, 86, 50, 46), columns=2,
        top=masthead,
    ),
}  # fmt: skip
