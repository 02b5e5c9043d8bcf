"""PDFs made to hang, to burst or to reach out; written by hand, each a few kilobytes at most."""

import zlib
from collections.abc import Callable

from tests.pipeline.raw_pdf import build, one_page, stream, text_at

WORDS = text_at(72, 700, "Fire drill record of the north yard, held in March")
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"


def tree(pages: str, *more: str) -> bytes:
    return build({1: "<</Type/Catalog/Pages 2 0 R>>", 2: pages, **dict(enumerate(more, 3))})


def form(content: str, names: str) -> bytes:
    return stream(content, f"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<<{names}>>>>")


def deflated(content: bytes, entries: str = "") -> bytes:
    return stream(zlib.compress(content, 9), f"/Filter/FlateDecode{entries}")


def claiming(pages: int) -> bytes:
    """A file of one page that says it has so many."""
    return tree(f"<</Type/Pages/Kids[3 0 R]/Count {pages}>>", PAGE)


def forms_in_forms(depth: int) -> bytes:
    more = {number: form("/X Do", f"/X {number + 1} 0 R") for number in range(6, 6 + depth)}
    more[6 + depth] = form(WORDS, "")
    return one_page(WORDS + "/X Do", resources="/XObject<</X 6 0 R>>", more=more)


def forms_doubling(depth: int) -> bytes:
    """Each draws the next ten times: ten to the power of the depth."""
    more = {number: form("/X Do " * 10, f"/X {number + 1} 0 R") for number in range(6, 6 + depth)}
    more[6 + depth] = form("0 0 1 1 re f", "")
    return one_page(WORDS + "/X Do", resources="/XObject<</X 6 0 R>>", more=more)


def picture(width: int, height: int, data: bytes = b"") -> bytes:
    entries = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 1"
    content = f"q 612 0 0 792 0 0 cm /I Do Q {WORDS}"
    return one_page(content, resources="/XObject<</I 6 0 R>>", more={6: deflated(data or bytes(1000), entries)})


def boxed(box: str, more: str = "") -> bytes:
    return one_page("10 10 50 50 re f", page=f"/CropBox[{box}]/MediaBox[{box}]{more}")


def in_object_stream(padding: int) -> bytes:
    """The page tree inside a compressed object that unfolds to a lot of nothing."""
    first = "2 0 3 60 "
    content = f"{first:60}<</Type/Pages/Kids[3 0 R]/Count 1>>".encode().ljust(120) + PAGE.encode()
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 4: deflated(content + b" " * padding, "/Type/ObjStm/N 2/First 60")}
    return build(objects)


def many_notes(count: int) -> bytes:
    note = "<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(again)>>"
    return one_page(WORDS, page=f"/Annots[{'6 0 R ' * count}]", more={6: note})


def looping_fields() -> bytes:
    more = {
        6: "<</FT/Tx/T(a)/Kids[7 0 R 6 0 R]/Parent 7 0 R>>",
        7: "<</FT/Sig/T(b)/Kids[6 0 R 7 0 R]/Parent 6 0 R/Subtype/Widget/Rect[10 10 90 30]/V 8 0 R>>",
        8: "<</Type/Sig/Contents<00>/Name(Nobody)/ByteRange[0 0 0 0]/Reference 8 0 R>>",
    }
    return one_page(WORDS, page="/Annots[7 0 R 6 0 R]", catalogue="/AcroForm<</Fields[6 0 R 7 0 R]>>", more=more)


def endless_fields(count: int) -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(6, 6 + count))
    field = "<</FT/Tx/T(f)/V(v)/Subtype/Widget/Rect[10 10 90 30]>>"
    more: dict[int, str | bytes] = {number: field for number in range(6, 6 + count)}
    return one_page(WORDS, page=f"/Annots[{kids}]", catalogue=f"/AcroForm<</Fields[{kids}]>>", more=more)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a page tree that holds itself": lambda: tree("<</Type/Pages/Kids[2 0 R 3 0 R]/Count 3>>", PAGE),
    "a page that is its own parent": lambda: tree(
        "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 3 0 R/Kids[3 0 R]>>"
    ),
    "a page tree without an end": lambda: tree(
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        *(f"<</Type/Pages/Kids[{number} 0 R]/Count 1>>" for number in range(4, 3000)),
    ),
    "a claim of no pages": lambda: tree("<</Type/Pages/Kids[3 0 R]/Count -7>>", PAGE),
    "a claim of 4000 pages": lambda: claiming(4000),
    "a claim of 1000000 pages": lambda: claiming(1_000_000),
    "a page named a million times": lambda: tree(f"<</Type/Pages/Kids[{'3 0 R ' * 1_000_000}]/Count 1000000>>", PAGE),
    "a form that draws itself": lambda: one_page(
        WORDS + "/X Do", resources="/XObject<</X 6 0 R>>", more={6: form("/X Do " * 50, "/X 6 0 R")}
    ),
    "forms in forms": lambda: forms_in_forms(2000),
    "forms that double": lambda: forms_doubling(6),
    "states without an end": lambda: one_page("q " * 200_000 + WORDS),
    "brackets without an end": lambda: one_page("[" * 100_000 + WORDS + "]" * 100_000),
    "dictionaries without an end": lambda: one_page(WORDS, page=f"/Deep {'<</A ' * 20_000}1{'>>' * 20_000}"),
    "an enormous page": lambda: boxed("0 0 1e9 1e9"),
    "an enormous unit": lambda: boxed("0 0 612 792", "/UserUnit 100000000"),
    "a page as long as a street": lambda: boxed("0 0 1 14400000"),
    "a page of no size": lambda: boxed("0 0 0 0"),
    "a page of a hair's size": lambda: boxed("0 0 0.00001 0.00001"),
    "a page upside down": lambda: boxed("612 792 0 0"),
    "a page beyond numbers": lambda: boxed("0 0 9999999999999999999999999999999999999999 nan"),
    "a picture of ten gigapixels": lambda: picture(100_000, 100_000),
    "a picture beyond numbers": lambda: picture(2_000_000_000, 2_000_000_000),
    "a compressed object of padding": lambda: in_object_stream(50_000_000),
    "a page of padding": lambda: build(
        {
            1: "<</Type/Catalog/Pages 2 0 R>>",
            2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            4: deflated(WORDS.encode() + b" " * 100_000_000),
            5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        }
    ),
    "notes without an end": lambda: many_notes(300_000),
    "fields that hold each other": looping_fields,
    "fields without an end": lambda: endless_fields(3_500),
    "a table of objects that points at itself": lambda: one_page(WORDS).replace(b"trailer\n<<", b"trailer\n<</Prev 9 "),
}
"""Name to file."""
