"""A scanned page to the one picture it consists of, as it lies in the file.

Drawing such a page at the resolution it was scanned at gives the same pixels, only more slowly. So where there is any
doubt whether a page is its picture, there is no answer here, and the page is drawn.
"""

import mmap
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf_picture import COMFORTABLE_PIXELS

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

_POINTS = 72
_OFF_BY = 1.0  # points the picture's edges may lie from those of the page
_OTHER_SIZE = 0.03  # part by which its pixels may differ from those asked for
_MOST_OBJECTS = 2000  # invisible words over the picture among them

# Pictures with a mask, and things on layers: the dictionary of a picture is never packed away, so these are seen in the
# file itself. Linear: each starts with a fixed word, and its numbers are bounded.
_PARTLY_SHOWN = re.compile(rb"/S?Mask\b|/OC\s{0,9}(?:<<|\d{1,10}\s{1,9}\d{1,5}\s{1,9}R)")


class ScannedPages:
    """The pages of one file that consist of a picture each.

    Args:
        path: The file.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    def picture(self, page: "pypdfium2.PdfPage", dpi: int) -> "Image.Image | None":
        """The picture that is all of the page, in grey; None when more shows, or its resolution is another.

        Args:
            page: An open page.
            dpi: Wanted resolution.
        """
        import pypdfium2
        import pypdfium2.raw as raw

        item = _only_picture(raw, page.raw)
        if item is None or page.get_rotation() or not _covers(raw, page, item):
            return None
        scan = pypdfium2.PdfImage(item, page=page)
        if not _about(scan.get_px_size(), page.get_size(), dpi) or self._partly_shown:
            return None
        try:
            bitmap = scan.get_bitmap()
        except pypdfium2.PdfiumError:  # drawn, the page shows what can be shown of it
            return None
        if bitmap.format not in (raw.FPDFBitmap_Gray, raw.FPDFBitmap_BGR, raw.FPDFBitmap_BGRx):
            return None
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("L")

    @cached_property
    def _partly_shown(self) -> bool:
        """True when the file speaks of masks or of layers."""
        with self._path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return _PARTLY_SHOWN.search(content) is not None


def _only_picture(raw: Any, page: Any) -> Any | None:
    """The one thing that shows on a page, if it is a plain picture; None otherwise."""
    count = raw.FPDFPage_CountObjects(page)
    if not 0 < count <= _MOST_OBJECTS or raw.FPDFPage_GetAnnotCount(page):
        return None
    found = None
    for index in range(count):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item) if item else raw.FPDF_PAGEOBJ_UNKNOWN
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(item) != raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                return None
        elif kind == raw.FPDF_PAGEOBJ_IMAGE and found is None:
            found = item
        else:
            return None
    return found


def _about(pixels: tuple[int, int], points: tuple[float, float], dpi: int) -> bool:
    """True when so many pixels on so many points are about the resolution."""
    wanted = [size * dpi / _POINTS for size in points]
    near = all(abs(size - want) <= _OTHER_SIZE * want for size, want in zip(pixels, wanted, strict=True))
    return near and pixels[0] * pixels[1] <= COMFORTABLE_PIXELS


def _covers(raw: Any, page: "pypdfium2.PdfPage", item: Any) -> bool:
    """True for a picture that lies upright on all of the page, neither clipped nor see-through nor a stencil."""
    placed, about = raw.FS_MATRIX(), raw.FPDF_IMAGEOBJ_METADATA()
    if not raw.FPDFPageObj_GetMatrix(item, placed) or raw.FPDFPageObj_HasTransparency(item):
        return False
    if raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(item)) > 0:
        return False
    if not raw.FPDFImageObj_GetImageMetadata(item, page.raw, about) or about.colorspace == raw.FPDF_COLORSPACE_UNKNOWN:
        return False
    left, bottom, right, top = page.get_bbox()
    wanted = (right - left, 0.0, 0.0, top - bottom, left, bottom)
    found = (placed.a, placed.b, placed.c, placed.d, placed.e, placed.f)
    return all(abs(one - other) <= _OFF_BY for one, other in zip(found, wanted, strict=True))
