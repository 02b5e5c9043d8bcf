"""Writes PDFs whose pages are pictures: pure scans, scans behind typed pages, a scan under a spoiled text layer."""

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from sample_docs.generator.draw import flow, prepare
from sample_docs.generator.marks import seeded
from sample_docs.generator.model import Doc, Scan
from sample_docs.generator.scan import jpeg

STRIP_OFFSETS, ROWS_PER_STRIP, STRIP_BYTES, PHOTOMETRIC = 273, 278, 279, 262


def group4(picture: Image.Image) -> tuple[bytes, bool]:
    """The bare fax-coded bytes of a black-and-white picture, and whether a zero bit is white."""
    out = io.BytesIO()
    picture.save(out, "TIFF", compression="group4", tiffinfo={ROWS_PER_STRIP: picture.height})
    tiff = Image.open(io.BytesIO(out.getvalue()))
    tags = tiff.tag_v2  # type: ignore[attr-defined]
    (offset,), (length,) = tags[STRIP_OFFSETS], tags[STRIP_BYTES]
    return out.getvalue()[offset : offset + length], tags[PHOTOMETRIC] == 0


def stream(picture: Image.Image, scan: Scan) -> tuple[str, bytes]:
    """The picture's dictionary entries and bytes in the scan's codec."""
    size = f"/Width {picture.width} /Height {picture.height}"
    if scan.codec == "g4":
        data, white_is_zero = group4(picture)
        black_is_1 = "false" if white_is_zero else "true"
        parms = f"<< /K -1 /Columns {picture.width} /Rows {picture.height} /BlackIs1 {black_is_1} >>"
        return f"{size} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms {parms}", data
    space = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
    return f"{size} /ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode", jpeg(picture, scan.quality, scan.dpi)


def scan_pdf(pictures: Sequence[Image.Image], scan: Scan) -> bytes:
    """A PDF as a scanner writes it: one picture a page, nothing else."""
    bodies: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{3 + 3 * index} 0 R" for index in range(len(pictures)))
    bodies.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pictures)} >>".encode())
    for index, picture in enumerate(pictures):
        number = 3 + 3 * index
        width, height = (round(side * 72 / scan.dpi, 2) for side in picture.size)
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {number + 1} 0 R "
            f"/Resources << /XObject << /Im0 {number + 2} 0 R >> >> >>".encode()
        )
        paint = f"q {width} 0 0 {height} 0 0 cm /Im0 Do Q".encode()
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(paint), paint))
        entries, data = stream(picture, scan)
        head = f"<< /Type /XObject /Subtype /Image {entries} /Length {len(data)} >>\nstream\n".encode()
        bodies.append(head + data + b"\nendstream")
    return assemble(bodies)


def assemble(bodies: Sequence[bytes]) -> bytes:
    """Numbered objects, cross-reference table and trailer."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start))
    return out.getvalue()


def place(canvas: Canvas, picture: Image.Image, scan: Scan) -> None:
    """Fills the canvas's page with the picture."""
    width, height = (side * 72 / scan.dpi for side in picture.size)
    canvas.setPageSize((width, height))
    canvas.drawImage(ImageReader(io.BytesIO(jpeg(picture, scan.quality, scan.dpi))), 0, 0, width, height)


def mixed_pdf(typed: Sequence[Doc], pictures: Sequence[Image.Image], scan: Scan) -> bytes:
    """Typed pages first, scanned pages behind."""
    prepare()
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for doc in typed:
        flow(canvas, doc, 1)
    for picture in pictures:
        place(canvas, picture, scan)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def garbage_pdf(pictures: Sequence[Image.Image], scan: Scan, seed: str) -> bytes:
    """Scans over an invisible text layer that a broken recogniser wrote: right amount, no sense."""
    prepare()
    out, dice = io.BytesIO(), seeded(seed)
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for picture in pictures:
        place(canvas, picture, scan)
        layer = canvas.beginText(60, canvas._pagesize[1] - 90)
        layer.setTextRenderMode(3)
        layer.setFont("Courier", 9)
        for _ in range(44):
            words = ["".join(dice.choices("~^|}{][%#@*+=<>jqxzvkwIl1;:,.$", k=dice.randint(1, 7))) for _ in range(11)]
            layer.textLine(" ".join(words))
        canvas.drawText(layer)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
