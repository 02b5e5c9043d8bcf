"""A page picture to a page: recognition with its tables, the same for pages of a PDF and for picture files."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.options import ReadOptions
from pipeline.model import Table

if TYPE_CHECKING:
    from PIL import Image

    from pipeline.ocr.recognise import RecognisedPage


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What recognition saw, with the tables its words stand in."""

    seen: "RecognisedPage"
    tables: tuple[Table, ...]

    @property
    def why_nothing(self) -> str:
        """Reason code of a page without a word."""
        return "blank" if self.seen.blank else "no_text_found"


def see(render: "Callable[[int], Image.Image]", options: ReadOptions, *, own_resolution: bool = False) -> SeenPage:
    """Recognises one page.

    Args:
        render: Gives the page as a grey picture at so many dots an inch.
        options: Engine, resolutions, limits.
        own_resolution: True for picture files, whose pixels say nothing of inches.

    Raises:
        ToolError: The engine failed on this page.
        SetupError: The engine is not installed.
    """
    from pipeline.ocr.engine import choose_engine
    from pipeline.ocr.recognise import recognise_page

    engine = choose_engine(options.engine, options.tessdata_folder)
    seen = recognise_page(render, engine, options.for_recognition(own_resolution))
    if not seen.words or seen.picture is None:
        return SeenPage(seen, ())
    from pipeline.extract.scanned_grid import scanned_tables

    return SeenPage(seen, scanned_tables(seen.picture, seen.words))
