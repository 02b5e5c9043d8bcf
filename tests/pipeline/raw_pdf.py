"""PDFs written object by object, for tests that need what no library would write."""

from collections.abc import Mapping
from pathlib import Path

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def build(objects: Mapping[int, str | bytes], trailer: str = "", header: bytes = HEADER) -> bytes:
    """A whole file; object 1 is the catalogue."""
    out, offsets = bytearray(header), {}
    for number, content in objects.items():
        offsets[number] = len(out)
        body = content.encode("latin-1") if isinstance(content, str) else content
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        known = number in offsets
        out += f"{offsets.get(number, 0):010d} {0 if known else 65535:05d} {'n' if known else 'f'} \n".encode()
    out += f"trailer\n<</Root 1 0 R/Size {size}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(content: str | bytes, entries: str = "") -> bytes:
    body = content.encode("latin-1") if isinstance(content, str) else content
    return f"<</Length {len(body)}{entries}>>\nstream\n".encode("latin-1") + body + b"\nendstream"


def one_page(
    content: str | bytes,
    page: str = "",
    catalogue: str = "",
    resources: str = "",
    more: Mapping[int, str | bytes] | None = None,
) -> bytes:
    """One letter page: objects 1 to 5 are taken; `page` and `catalogue` are further entries of these dictionaries."""
    objects: dict[int, str | bytes] = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>"
        f"{resources}>>{page}>>",
        4: stream(content),
        5: FONT,
    }
    return build({**objects, **(more or {})})


def text_at(x: float, y: float, text: str, size: int = 11) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


def put(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)
