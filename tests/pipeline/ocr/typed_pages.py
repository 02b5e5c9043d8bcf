"""Pages typed here, drawn by reportlab, turned to pictures by pypdfium2: the ground truth of the recognition tests."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

PROSE = (
    "Working at heights procedure",
    "Purpose: this procedure protects every worker who may fall three metres or more.",
    "It applies to the Red Deer yard, the Leduc shop and all temporary work sites of the company.",
    "Before work starts the supervisor walks the area with the crew and writes down each hazard.",
    "Workers inspect the harness, the lanyard and the anchor before each use and report damage at once.",
    "Damaged equipment is tagged, removed from service and replaced within 24 hours.",
    "A rescue plan is kept in the site office; phone numbers are posted beside the first aid kit.",
    "Ladders are tied off at the top, set at a slope of 4 to 1 and extend 1.0 m above the landing.",
    "Guardrails stand 920 mm to 1,070 mm high with a middle rail and a toe board of 100 mm.",
    "The foreman reviews this procedure with new hires on their first day and again every year.",
    "Approved by K. Oyelaran, operations manager, on 14 March 2026. Next review: March 2027.",
)

FRENCH = (
    "Compte rendu de la réunion de sécurité",
    "Date de la réunion : le 12 février 2026, à l'atelier de Saint-Rémi.",
    "Présents : Hélène Côté, Benoît Lévesque, Françoise Tremblay et André Bélanger.",
    "Les travailleurs ont signalé que les échelles près de l'entrée étaient endommagées.",
    "Le contremaître a retiré les échelles du service et a commandé du matériel neuf.",
    "Une inspection des extincteurs a été effectuée ; aucune anomalie n'a été relevée.",
    "Les équipements de protection individuelle doivent être portés en tout temps sur le chantier.",
    "La prochaine réunion aura lieu le 12 mars 2026 à sept heures trente.",
)

FORM = (
    ("Company", "Larkspur Fabrication Ltd."), ("Location", "Bay 4, Leduc shop"), ("Date", "2026-01-19"),
    ("Inspected by", "Tomasz Wieczorek"), ("Equipment", "Overhead crane 2"), ("Serial number", "OC-58813"),
    ("Capacity", "5,000 kg"), ("Hook latch", "Good"), ("Wire rope", "Two broken strands"), ("Limit switch", "Good"),
    ("Pendant", "Label worn"), ("Brake", "Good"), ("Horn", "Does not sound"), ("Out of service", "Yes"),
    ("Reported to", "Maria Quesnel"), ("Work order", "WO-2231"),
)  # fmt: skip

TABLE = (
    ("Name", "Course", "Completed", "Expires"),
    ("Amara Nwosu", "Fall protection", "2025-05-02", "2028-05-02"),
    ("Bertil Lindqvist", "First aid level C", "2024-11-18", "2027-11-18"),
    ("Chioma Adeyemi", "Lift truck operator", "2025-09-30", "2028-09-30"),
    ("Devon MacPhail", "WHMIS", "2026-01-08", "2027-01-08"),
    ("Esther Two Rivers", "Confined space entry", "2023-06-21", "2026-06-21"),
    ("Farid Haddad", "H2S awareness", "2025-02-14", "2028-02-14"),
    ("Gwen O'Sullivan", "Transport of goods", "2025-07-07", "2028-07-07"),
    ("Hiro Tanabe", "Aerial work platform", "2024-03-27", "2027-03-27"),
    ("Ines Carvalho", "Ground disturbance", "2025-10-16", "2028-10-16"),
    ("Jonas Friesen", "Chainsaw safety", "2022-12-05", "2025-12-05"),
)


ITEMS = (
    "Exits clear", "First aid kit full", "Lighting works in the shop and yard", "Guards on saws and grinders",
    "Extinguishers charged and tagged", "Ladders free of cracks", "Cords and plugs without cuts",
    "Slings inspected this quarter", "Eyewash flushed this week", "Waste oil drums closed", "Aisles marked and free",
    "Emergency numbers posted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypedPage:
    """A page as PDF with the text that is typed on it."""

    pdf: bytes
    text: str

    def at(self, dpi: int) -> Image.Image:
        document = pdfium.PdfDocument(self.pdf)
        picture = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        document.close()
        return picture


def _draw(body: Callable[[Canvas], str]) -> TypedPage:
    target = BytesIO()
    canvas = Canvas(target, pagesize=letter, invariant=True)
    text = body(canvas)
    canvas.save()
    return TypedPage(target.getvalue(), text)


def prose(lines: tuple[str, ...], font: str = "Times-Roman", size: float = 11.5, times: int = 2) -> TypedPage:
    """Lines of running text, the whole repeated to fill the page as real ones are."""

    def body(canvas: Canvas) -> str:
        shown: list[str] = []
        for number, line in enumerate(lines * times):
            canvas.setFont(font, size + 4 if line is lines[0] else size)
            canvas.drawString(64, 720 - number * 24, line)
            shown.append(line)
        return "\n".join(shown)

    return _draw(body)


def form(signature: bool = True) -> TypedPage:
    """A boxed form, label left and entry right, with a drawn signature below."""

    def body(canvas: Canvas) -> str:
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(64, 730, "Crane pre-use inspection")
        shown = ["Crane pre-use inspection"]
        for number, (label, entry) in enumerate(FORM):
            top = 700 - number * 26
            canvas.rect(60, top - 8, 170, 26)
            canvas.rect(230, top - 8, 310, 26)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(66, top, label)
            canvas.setFont("Helvetica", 10)
            canvas.drawString(236, top, entry)
            shown.append(f"{label} {entry}")
        canvas.drawString(66, 200, "Signature")
        canvas.line(130, 198, 330, 198)
        if signature:
            scribble(canvas, 140, 200)
        return "\n".join([*shown, "Signature"])

    return _draw(body)


def scribble(canvas: Canvas, x: float, y: float) -> None:
    """A signature nobody can read."""
    canvas.setLineWidth(1.6)
    path = canvas.beginPath()
    path.moveTo(x, y)
    for step in range(9):
        at = x + step * 16
        path.curveTo(at + 4, y + 34 - step * 2, at + 9, y - 12, at + 16, y + (step % 3) * 8)
    canvas.drawPath(path)
    canvas.setLineWidth(1)


def table() -> TypedPage:
    """A ruled table with four columns."""

    def body(canvas: Canvas) -> str:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(54, 730, "Training matrix 2026")
        shown = ["Training matrix 2026"]
        for number, row in enumerate(TABLE * 2):
            top = 700 - number * 22
            for column, cell in enumerate(row):
                canvas.rect(50 + column * 128, top - 7, 128, 22)
                canvas.setFont("Helvetica-Bold" if row is TABLE[0] else "Helvetica", 9.5)
                canvas.drawString(55 + column * 128, top, cell)
            shown.append(" ".join(row))
        return "\n".join(shown)

    return _draw(body)


ACTIONS = (
    ("Parking zone in site plans", "Priya Shah", ("September 30,", "2026"), ("September 24,", "2026")),
    ("Name deputies for inspections", "Marcel Roy", ("September 18,", "2026"), ("September 17,", "2026")),
    ("Crane pad at lot 14", "Gordon Petit", ("September 4,", "2026"), ()),
)


def actions() -> TypedPage:
    """Minutes with an action table: dates on two lines beside names on one."""

    def body(canvas: Canvas) -> str:
        canvas.setFont("Times-Roman", 11)
        shown: list[str] = []
        for number, line in enumerate(PROSE[1:4]):
            canvas.drawString(72, 700 - number * 16, line)
            shown.append(line)
        for number, (action, who, *dates) in enumerate(ACTIONS):
            top = 640 - number * 32
            for left, width in ((70, 190), (260, 90), (350, 75), (425, 75)):
                canvas.rect(left, top - 32, width, 32)
            canvas.drawString(74, top - 20, action)
            canvas.drawString(264, top - 20, who)
            for column, lines in enumerate(dates):
                for at, piece in enumerate(lines):
                    canvas.drawString(354 + 75 * column, top - 13 - 13 * at, piece)
            shown.append(" ".join([action, who, *(piece for lines in dates for piece in lines)]))
        canvas.drawString(72, 510, "The meeting ended at 2:20 pm.")
        return "\n".join([*shown, "The meeting ended at 2:20 pm."])

    return _draw(body)


def scanned(picture: Image.Image, slant: float = 0.0, seed: int = 7) -> Image.Image:
    """The picture as a scanner gives it: a little blur, grain, paper that is not quite white, perhaps slanted."""
    noise = np.random.default_rng(seed)
    if slant:
        picture = picture.rotate(slant, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    grey = 20 + grey * (225 / 255) + noise.normal(0, 6, grey.shape)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def peppered(picture: Image.Image, share: float = 0.01, seed: int = 3) -> Image.Image:
    """Salt and pepper on ``share`` of the pixels."""
    noise = np.random.default_rng(seed)
    grey = np.array(picture)
    chance = noise.random(grey.shape)
    grey[chance < share / 2] = 0
    grey[chance > 1 - share / 2] = 255
    return Image.fromarray(grey)


def photographed(picture: Image.Image, seed: int = 5) -> Image.Image:
    """The page on a dark desk under a lamp from one side, as a phone sees it."""
    noise = np.random.default_rng(seed)
    wide, tall = round(picture.width * 1.12), round(picture.height * 1.1)
    desk = Image.new("L", (wide, tall), 70)
    desk.paste(picture, ((wide - picture.width) // 2, (tall - picture.height) // 2))
    desk = desk.rotate(1.4, resample=Image.Resampling.BICUBIC, fillcolor=70).filter(ImageFilter.GaussianBlur(0.8))
    light = np.linspace(0.45, 0.95, wide)[None, :] * np.linspace(1.0, 0.8, tall)[:, None]
    grey = np.asarray(desk, dtype=np.float32) * light + noise.normal(0, 4, (tall, wide))
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def tick_form() -> TypedPage:
    """Rows of boxes before OK, Fix and N/A; the first of each even row is ticked."""

    def body(canvas: Canvas) -> str:
        canvas.setFont("Helvetica", 10.5)
        canvas.drawString(60, 735, "HEADED PAPER: OHIO HOODS, BOOTH D")
        shown = ["HEADED PAPER: OHIO HOODS, BOOTH D"]
        for number, item in enumerate(ITEMS):
            top = 690 - number * 30
            canvas.drawString(60, top, item)
            for place, label in enumerate(("OK", "Fix", "N/A")):
                left = 260 + place * 70
                canvas.rect(left, top - 1, 9, 9)
                if place == 0 and number % 2 == 0:
                    canvas.line(left + 1, top + 4, left + 4, top)
                    canvas.line(left + 4, top, left + 11, top + 10)
                canvas.drawString(left + 13, top, label)
            shown.append(f"{item} OK Fix N/A")
        for number, line in enumerate(PROSE[1:7]):
            canvas.drawString(60, 300 - number * 18, line)
            shown.append(line)
        return "\n".join(shown)

    return _draw(body)


def bracket_form() -> TypedPage:
    """Rows of boxes typed as brackets, ticked and empty in turns."""

    def body(canvas: Canvas) -> str:
        canvas.setFont("Helvetica", 10)
        shown = []
        for number, item in enumerate(ITEMS[:6]):
            one, other = ("[x]", "[ ]") if number % 2 else ("[ ]", "[x]")
            shown.append(f"{item} {one} Yes {other} No [ ] N/A")
            canvas.drawString(60, 700 - number * 16, shown[-1])
        return "\n".join(shown)

    return _draw(body)


def two_columns() -> TypedPage:
    """A newsletter: the same running text left and right of a gutter."""

    def body(canvas: Canvas) -> str:
        shown: list[str] = []
        for column, source in enumerate((PROSE[1:], PROSE[:0:-1])):
            words, line, top = " ".join(source * 2).split(), "", 740.0
            canvas.setFont("Times-Roman", 10.5)
            for word in [*words, ""]:
                if word and canvas.stringWidth(f"{line} {word}", "Times-Roman", 10.5) < 225:
                    line = f"{line} {word}".strip()
                    continue
                canvas.drawString(60 + column * 255, top, line)
                shown.append(line)
                line, top = word, top - 14
        return "\n".join(shown)

    return _draw(body)
