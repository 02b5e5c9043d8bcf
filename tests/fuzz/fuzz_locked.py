"""Files with locks, signatures and files inside them, to be spoilt; the passwords that open them."""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile_archives import aes_zip, locked_zip
from tests.pipeline.raw_pdf import one_page, put, stream, text_at

OWN = Path(__file__).parents[1] / "pipeline" / "extract" / "files"
SAMPLE = Path(__file__).parents[2] / "sample_docs" / "inbox"
PASSWORDS = ("one", "open sesame")


@cache
def locked_seeds() -> Mapping[str, bytes]:
    """Every seed by name."""
    members = {"a.txt": b"Toolbox meeting minutes" * 20, "b.txt": b"Ladders"}
    return {
        "locked.xlsx": _workbook(),
        **{name: (OWN / name).read_bytes() for name in ("minutes_locked.doc", "register_locked.xls")},
        "minutes_locked.odt": (OWN / "minutes_locked.odt").read_bytes(),
        "locked40.pdf": _pdf(40),
        "locked128.pdf": _pdf(128),
        "locked.zip": locked_zip(members, b"one"),
        "aes.zip": aes_zip(members, b"one"),
        "attached.pdf": _with_files(),
        "stamped.pdf": _stamped(),
        "signed.pdf": (SAMPLE / "05 Training" / "Abbott FA e-certificate.pdf").read_bytes(),
        "dynamic form.pdf": (SAMPLE / "11 Admin" / "Fuel tax claim 2026.pdf").read_bytes(),
        "portfolio.pdf": (SAMPLE / "From Gord" / "Portfolio1.pdf").read_bytes(),
    }


def _workbook() -> bytes:
    import msoffcrypto
    from openpyxl import Workbook

    plain, locked = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(["Worker", "A. Lee"])
    book.save(plain)
    msoffcrypto.OfficeFile(plain).encrypt("one", locked)
    return locked.getvalue()


def _pdf(bits: int) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("one", "owner", strength=bits), invariant=True)
    canvas.drawString(72, 700, "Toolbox meeting minutes of the third of February")
    canvas.save()
    return out.getvalue()


def _stamped() -> bytes:
    look = "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 5 0 R>>>>"
    note = "<</Type/Annot/Subtype/Stamp/Rect[60 600 260 620]/AP<</N 7 0 R>>>>"
    more = {6: note, 7: stream("BT /F1 10 Tf 9 6 Td (APPROVED by Bo Roy) Tj ET", look)}
    return one_page(text_at(72, 700, "Toolbox meeting minutes"), "/Annots[6 0 R]", more=more)


def _with_files() -> bytes:
    from pypdfium2 import PdfDocument

    with TemporaryDirectory() as folder:
        plain = put(Path(folder), "plain.pdf", one_page(text_at(72, 700, "Toolbox meeting minutes")))
        with PdfDocument(plain) as document:
            for name in ("a.txt", "b.csv"):
                document.new_attachment(name).set_data(b"Date,Worker\n2026-02-03,A. Lee\n")
            document.save(Path(folder) / "attached.pdf")
        return (Path(folder) / "attached.pdf").read_bytes()
