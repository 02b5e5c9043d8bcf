"""Small pictures of a PDF page: is one a signature that somebody cut out and pasted."""

import ctypes
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2

MOST_SMALL = 6
"""Pictures of a signature's size that are looked at on one page."""

_MOST_PIXELS = 3_000_000
_OPAQUE_MODES = ("L", "RGB", "RGBX")


def scribbled(page: "pypdfium2.PdfPage", item: Any) -> bool:
    """Whether a picture shows a line that winds as a signature does; one that cannot be drawn shows nothing.

    Args:
        page: The open page.
        item: The raw picture on it, which is left as it is.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    wide, tall = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(item, wide, tall) or not 0 < wide.value * tall.value <= _MOST_PIXELS:
        return False
    try:
        picture = pypdfium2.PdfImage(item, page=page).get_bitmap(render=True).to_pil()
    except pypdfium2.PdfiumError:
        return False
    from PIL import Image

    from pipeline.ocr.strokes import is_scribble

    if picture.mode not in _OPAQUE_MODES:
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture.convert("RGBA"))
    return is_scribble(picture.convert("L"))
