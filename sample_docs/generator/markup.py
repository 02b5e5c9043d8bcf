"""Turns the small mark-up of the documents' bodies into things a page can be filled with.

Lines: ``# title``, ``## heading``, ``### heading``, ``- bullet``, ``1. step``, ``^ centred``, ``>> right``, ``>
small``, ``| cell | cell`` (table; a line ``!cols 2 1 1 [nohead] [plain] [small]`` before it sets widths), ``@ Label:
value | ...`` (form fields), ``% caption | mark | date`` (signature line), ``---`` rule, ``!space 12``, ``===`` new
page. Inside text: ``**bold**``, ``~written by hand~``. A cell may be ``{sig Name}``, ``{scrawl seed}`` or a row of
``[x] Yes [ ] No`` boxes.
"""

import re
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, HRFlowable, PageBreak, Paragraph, Spacer, Table

from sample_docs.generator.marks import Scrawl, Signature, Ticks
from sample_docs.generator.papers import Paper

HAND_INK = "#1b2a6b"
# People print dates with more care than the rest of a form.
CAREFUL_HAND = "delius"
BOLD = re.compile(r"\*\*([^*]{1,300})\*\*")
HAND = re.compile(r"~([^~]{1,300})~")
DATE_LIKE = re.compile(r"\b20\d\d\b|\d\d/\d\d/")
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})?[.)]|[a-h]\))\s+(.*)")
MARK = re.compile(r"\{(sig|scrawl) ([^}]{1,60})\}$")
BOX = re.compile(r"\[( |x)\] ([^\[]{1,40})")


class Builder:
    """Builds the flowables of one document in one house style."""

    def __init__(self, paper: Paper, hand: str | None, width: float) -> None:
        self.paper, self.hand, self.width = paper, hand, width
        self.hand_size = paper.size + 4
        base = ParagraphStyle("body", fontName=paper.font, fontSize=paper.size, leading=paper.leading, spaceAfter=5)
        head = {"fontName": paper.bold, "textColor": paper.accent}
        self.styles = {
            "body": base,
            "cell": ParagraphStyle("cell", parent=base, spaceAfter=0, leading=paper.leading),
            "small": ParagraphStyle("small", parent=base, fontSize=paper.size - 1.5, leading=paper.leading - 1.5),
            "centre": ParagraphStyle("centre", parent=base, alignment=TA_CENTER),
            "right": ParagraphStyle("right", parent=base, alignment=TA_RIGHT),
            "title": ParagraphStyle(
                "title", parent=base, fontSize=paper.title_size, leading=paper.title_size * 1.25,
                alignment=paper.title_align, spaceAfter=8, **head,
            ),
            "h2": ParagraphStyle("h2", parent=base, fontSize=paper.size + 2, spaceBefore=8, spaceAfter=4, **head),
            "h3": ParagraphStyle("h3", parent=base, spaceBefore=4, spaceAfter=3, **head),
            "bullet": ParagraphStyle("bullet", parent=base, leftIndent=15, bulletIndent=4, spaceAfter=3),
            "step": ParagraphStyle("step", parent=base, leftIndent=16, firstLineIndent=-12, spaceAfter=4),
        }  # fmt: skip

    def inline(self, text: str) -> str:
        """Escaped text with bold and handwriting as reportlab tags."""
        marked = BOLD.sub(rf'<font name="{self.paper.bold}">\1</font>', escape(text))
        return HAND.sub(self._written, marked)

    def _written(self, found: re.Match[str]) -> str:
        font, size = self.hand or self.paper.font, self.hand_size if self.hand else self.paper.size
        if self.hand and DATE_LIKE.search(found[1]):
            font, size = CAREFUL_HAND, self.hand_size - 1
        return f'<font name="{font}" size="{size}" color="{HAND_INK}">{found[1]}</font>'

    def paragraph(self, text: str, style: str = "body", bullet: str | None = None) -> Paragraph:
        """A paragraph in one of the styles."""
        return Paragraph(self.inline(text), self.styles[style], bulletText=bullet)

    def cell(self, text: str, style: str = "cell") -> Flowable | list[Flowable]:
        """A cell: a mark of a pen, boxes, or words."""
        text = text.strip()
        if mark := MARK.search(text):
            pen = Signature(mark[2]) if mark[1] == "sig" else Scrawl(mark[2])
            return [self.paragraph(text[: mark.start()], style), pen] if mark.start() else pen
        if boxes := BOX.findall(text):
            return Ticks(tuple((tick == "x", label.strip()) for tick, label in boxes), by_hand=self.hand is not None)
        return self.paragraph(text, style)

    def table(self, lines: list[str], options: list[str]) -> Table:
        """A ruled table; the first row is its header unless told otherwise."""
        rows = [line.strip().strip("|").split("|") for line in lines]
        shares = [float(word) for word in options if word.replace(".", "").isdigit()] or [1.0] * len(rows[0])
        widths = [self.width * share / sum(shares) for share in shares]
        head = "nohead" not in options
        style = "small" if "small" in options else "cell"
        bold = [[f"**{text.strip()}**" if text.strip() else "" for text in row] for row in rows[:1]]
        cells = [[self.cell(text, style) for text in row] for row in ((bold if head else rows[:1]) + rows[1:])]
        rules: list[tuple[object, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), self.paper.row_air),
            ("BOTTOMPADDING", (0, 0), (-1, -1), self.paper.row_air + 1),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        if "plain" not in options:
            rules.append(("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#555555")))
        if head and "plain" not in options:
            rules.append(("BACKGROUND", (0, 0), (-1, 0), self.paper.band))
        return Table(cells, colWidths=widths, style=rules, repeatRows=1 if head else 0, spaceAfter=7)

    def fields(self, line: str) -> Table:
        """A row of labelled boxes."""
        pairs = [part.partition(":") for part in line.split("|")]
        cells = []
        for label, _, value in pairs:
            cells.append(self.cell(f"**{label.strip()}:** {value.strip()}"))
        widths = [self.width / len(cells)] * len(cells)
        rules = [("GRID", (0, 0), (-1, -1), 0.6, colors.HexColor("#444444")), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        air = self.paper.row_air
        rules += [("TOPPADDING", (0, 0), (-1, -1), air), ("BOTTOMPADDING", (0, 0), (-1, -1), air + 1.5)]
        return Table([cells], colWidths=widths, style=rules, rowHeights=None)

    def signature(self, line: str) -> Table:
        """A line to sign on with its caption, and one for the date when the text gives it a place."""
        caption, mark, *when = [part.strip() for part in line.split("|")]
        shares = [0.55, 0.08, 0.37] if when else [0.55, 0.45]
        captions = [self.paragraph(caption, "small"), ""] + ([self.paragraph("Date", "small")] if when else [])
        top = [self.cell(mark) if mark else Spacer(1, 20), ""] + ([self.cell(when[0])] if when else [])
        rules = [("LINEBELOW", (0, 0), (0, 0), 0.7, colors.black), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")]
        rules += [("TOPPADDING", (0, 1), (-1, 1), 1), ("BOTTOMPADDING", (0, 0), (-1, 0), 2)]
        if when:
            rules.append(("LINEBELOW", (2, 0), (2, 0), 0.7, colors.black))
        if not when:
            captions, top = captions[:2], top[:2]
        return Table([top, captions], colWidths=[self.width * share for share in shares], style=rules, spaceBefore=6)

    def build(self, body: str) -> list[Flowable]:
        """All flowables of a body in order; a line that starts with no sign goes on with the one before it."""
        story: list[Flowable] = []
        rows: list[str] = []
        words: list[str] = []
        options: list[str] = []
        looks: list[str | None] = ["body", None]

        def flush() -> None:
            if rows:
                story.append(self.table(list(rows), list(options)))
                rows.clear()
                options.clear()
            if words:
                story.append(self.paragraph(" ".join(words), looks[0] or "body", looks[1]))
                words.clear()
            looks[:] = ["body", None]

        for raw in body.strip().splitlines():
            line = raw.strip()
            if line.startswith("|"):
                if words:
                    flush()
                rows.append(line)
                continue
            started = self.starts(line)
            if rows or not line or started or line[0] in "#-!@%^>=":
                flush()
            if line.startswith("!cols"):
                options.extend(line.split()[1:])
            elif started:
                looks[:] = [started[0], started[1]]
                words.append(started[2])
            elif line:
                made = self.lone(line)
                if made is None:
                    words.append(line)
                else:
                    story.append(made)
        flush()
        return story

    def starts(self, line: str) -> tuple[str, str | None, str] | None:
        """Style, bullet and first words of a line that opens a list item or small print."""
        if line.startswith("> "):
            return "small", None, line[2:]
        if line.startswith("- "):
            return "bullet", self.paper.bullet, line[2:]
        if step := NUMBERED.match(line):
            return "step", None, f"{step[1]} {step[2]}"
        return None

    def lone(self, line: str) -> Flowable | None:
        """A line that stands for itself, or None for running text."""
        for sign, style in (("### ", "h3"), ("## ", "h2"), ("# ", "title"), ("^ ", "centre"), (">> ", "right")):
            if line.startswith(sign):
                return self.paragraph(line[len(sign) :], style)
        if line == "---":
            return HRFlowable(
                width="100%", thickness=0.6, color=colors.HexColor("#666666"), spaceAfter=6, spaceBefore=3
            )
        if line == "===":
            return PageBreak()
        if line.startswith("!space"):
            return Spacer(1, float(line.split()[1]))
        if line.startswith("@ "):
            return self.fields(line[2:])
        if line.startswith("% "):
            return self.signature(line[2:])
        return None
