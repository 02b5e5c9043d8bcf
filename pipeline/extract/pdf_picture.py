"""One PDF page to a picture of it, at a size that was checked before anything is drawn."""

from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, InputError

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

_POINTS = 72
COMFORTABLE_PIXELS = 40_000_000
"""No more are drawn or decoded at once."""

_LONGEST_SIDE = 30_000  # pixels: a picture so long holds no line of text that anybody could read


def picture_of(
    page: "pypdfium2.PdfPage", dpi: int, most_pixels: int, rotation: int = 0, *, grey: bool = True, notes: bool = True
) -> "Image.Image":
    """A picture of the page as a viewer shows it; large sheets get a lower resolution.

    Args:
        page: An open page.
        dpi: Resolution.
        most_pixels: Checked before anything is drawn.
        rotation: Degrees clockwise to turn it further.
        grey: Without colours.
        notes: With what was put on top of the page.

    Raises:
        InputError: ``too_large`` even at the lowest useful resolution.
    """
    width, height = page.get_size()
    square_inches = width * height / _POINTS**2
    # Comparisons with "not a number" are false, so such a page is refused too.
    if not (0 < square_inches * _POINTS**2 <= most_pixels and max(width, height) <= _LONGEST_SIDE):
        raise InputError(
            ExceptionClass.TOO_LARGE,
            f"The page measures {width / _POINTS:.0f} by {height / _POINTS:.0f} inches; no picture of it can be made.",
            "Ask the client for a PDF at paper size.",
        )
    if square_inches * dpi**2 > COMFORTABLE_PIXELS:
        dpi = max(_POINTS, int((COMFORTABLE_PIXELS / square_inches) ** 0.5))
    dpi = max(_POINTS, min(dpi, int(_LONGEST_SIDE * _POINTS / max(width, height))))
    bitmap = page.render(scale=dpi / _POINTS, rotation=rotation, grayscale=grey, draw_annots=notes)
    image: Image.Image = bitmap.to_pil()
    return image
