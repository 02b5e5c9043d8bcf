"""Adds to a finished PDF what drawing cannot: attached files, a portfolio's list, a signature, a dynamic form."""

import re
import zlib
from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from sample_docs.generator.draw import draw, prepare
from sample_docs.generator.model import Doc
from sample_docs.generator.papers import PAPERS

CATALOG = re.compile(rb"/Root (\d+) 0 R")
COUNT = re.compile(rb"/Size (\d+)")
START = re.compile(rb"startxref\s+(\d+)")
WHEN = "D:20261001090000-06'00'"
SIGNATURE_ROOM = 1024


def body_of(pdf: bytes, number: int) -> bytes:
    """The dictionary of an object, without its outer brackets."""
    found = re.search(rb"(?:^|\n)%d 0 obj\s*<<(.*?)>>\s*endobj" % number, pdf, re.S)
    assert found is not None
    return found[1]


def last(pattern: re.Pattern[bytes], pdf: bytes) -> int:
    """The number that a pattern finds last."""
    return int(pattern.findall(pdf)[-1])


def first_page(pdf: bytes) -> int:
    """The object number of the first page."""
    found = re.search(rb"(\d+) 0 obj\s*<<[^>]*?/Type /Page\b(?!s)", pdf, re.S)
    found = found or re.search(rb"/Kids \[\s*(\d+) 0 R", pdf)
    assert found is not None
    return int(found[1])


def appended(pdf: bytes, objects: dict[int, bytes]) -> bytes:
    """The PDF with objects added or replaced behind its end, as programs do that save only what changed."""
    out = bytearray(pdf.rstrip() + b"\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % pair for pair in sorted(places.items()))
    size = max(last(COUNT, pdf), *(number + 1 for number in objects))
    out += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, last(CATALOG, pdf), last(START, pdf), start,
    )  # fmt: skip
    return bytes(out)


def stream(entries: bytes, data: bytes) -> bytes:
    """A packed stream."""
    packed = zlib.compress(data, 9)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def with_files(pdf: bytes, files: Sequence[tuple[str, bytes]], portfolio: bool = False) -> bytes:
    """The PDF with files attached; as a portfolio, viewers that can show their list instead of its pages."""
    root, number = last(CATALOG, pdf), last(COUNT, pdf)
    objects: dict[int, bytes] = {}
    names = []
    for name, data in sorted(files):
        entries = b"/Type /EmbeddedFile /Params << /Size %d /ModDate (%s) >>" % (len(data), WHEN.encode())
        objects[number] = stream(entries, data)
        words = name.encode("utf-16-be").hex().upper().encode()
        objects[number + 1] = b"<< /Type /Filespec /F <FEFF%s> /UF <FEFF%s> /EF << /F %d 0 R >> >>" % (
            words,
            words,
            number,
        )
        names.append(b"<FEFF%s> %d 0 R" % (words, number + 1))
        number += 2
    extra = b" /Names << /EmbeddedFiles << /Names [%s] >> >>" % b" ".join(names)
    if portfolio:
        extra += b" /Collection << /Type /Collection /View /D >>"
    objects[root] = b"<<%s%s >>" % (body_of(pdf, root), extra)
    return appended(pdf, objects)


def signed(pdf: bytes, name: str, when: str, reason: str) -> bytes:
    """The PDF with a signature dictionary and its field; the seal itself is empty: nobody may call it valid."""
    root, page, number = last(CATALOG, pdf), first_page(pdf), last(COUNT, pdf)
    seal = b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name (%s) /M (%s) /Reason (%s) " % (
        name.encode(), when.encode(), reason.encode(),
    )  # fmt: skip
    seal += b"/ByteRange [0 0000000001 0000000002 0000000003] /Contents <%s> >>" % (b"00" * SIGNATURE_ROOM)
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /V %d 0 R /P %d 0 R /F 132 "
    field += b"/Rect [330 120 540 160] >>"
    objects = {
        number: seal,
        number + 1: field % (number, page),
        root: b"<<%s /AcroForm << /Fields [%d 0 R] /SigFlags 3 >> >>" % (body_of(pdf, root), number + 1),
        page: b"<<%s /Annots [%d 0 R] >>" % (body_of(pdf, page), number + 1),
    }
    return with_range(appended(pdf, objects))


def with_range(pdf: bytes) -> bytes:
    """The signature's byte range: all but the seal."""
    opens = pdf.rindex(b"/Contents <") + len(b"/Contents ")
    closes = opens + 2 * SIGNATURE_ROOM + 2
    for mark, value in ((1, opens), (2, closes), (3, len(pdf) - closes)):
        pdf = pdf.replace(b"000000000%d" % mark, b"%010d" % value, 1)
    return pdf


FORM = """<?xml version="1.0"?><xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template
xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="claim"><field name="litres"/></subform></template>
<datasets xmlns="http://www.xfa.org/schema/xfa-data/1.0/"><data><claim><litres>18240</litres></claim></data></datasets>
</xdp:xdp>"""


def dynamic_form(notice: Doc) -> bytes:
    """A page that only says to wait, around a form that only its maker's programs show."""
    pdf = draw([notice]).data
    root, number = last(CATALOG, pdf), last(COUNT, pdf)
    extra = b" /NeedsRendering true /AcroForm << /Fields [] /XFA %d 0 R >>" % number
    return appended(pdf, {number: stream(b"", FORM.encode()), root: b"<<%s%s >>" % (body_of(pdf, root), extra)})


def fillable(
    title: str, head: str, fields: Sequence[tuple[str, str, bool]], ticked: Sequence[tuple[str, bool]]
) -> bytes:
    """A form whose boxes somebody filled in on a screen: label, value, and whether the box has several lines."""
    prepare()
    paper = PAPERS["form"]
    out = BytesIO()
    canvas = Canvas(out, pagesize=paper.page, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    width, y = paper.page[0], paper.page[1] - 60
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(50, y, title)
    canvas.setFont("Helvetica", 9)
    canvas.drawRightString(width - 50, y, head)
    y -= 30
    for at, (label, value, several) in enumerate(fields):
        high = 48 if several else 18
        canvas.drawString(50, y + 4, label)
        y -= high
        canvas.acroForm.textfield(
            name=f"field{at}", tooltip=label, value=value, x=50, y=y, width=width - 100, height=high, fontSize=10,
            borderWidth=0.5, fieldFlags="multiline" if several else "", maxlen=400,
        )  # fmt: skip
        y -= 22
    for at, (label, on) in enumerate(ticked):
        canvas.acroForm.checkbox(name=f"box{at}", tooltip=label, checked=on, x=50 + 130 * at, y=y, size=14)
        canvas.drawString(70 + 130 * at, y + 3, label)
    canvas.save()
    return out.getvalue()
