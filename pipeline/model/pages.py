"""Pages as read: text, words with their places, tables, fields and marks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pipeline.errors import ExceptionClass

CARRIES = "Attachments: "
"""How the line of a mail's page begins that names what it carries."""


class TextOrigin(StrEnum):
    """Where a page's text came from."""

    EMBEDDED = "embedded"
    OCR = "ocr"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on an upright page, as fractions of its width and height from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word, or a run of embedded text on one line, with its place.

    Args:
        confidence: The engine's, 0 to 100; None for embedded text.
        line: Number of the line of the page it stands on, 0-based, equal to the line's index in ``Page.text``.
    """

    text: str
    box: Box
    line: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class FormField:
    """A filled-in or empty field of an electronic form."""

    name: str
    value: str
    kind: Literal["text", "checkbox", "choice", "signature"]
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn that no word accounts for: handwriting nobody could read, a signature, a stamp, a picture.

    Args:
        kind: "stroke" is one line of a pen, drawn in the file or seen on a scan; "ink" is all else on a scan.
        wound: Its line, or the line a picture shows, turns as often as a written name's: no ring, tick or stain does.
    """

    box: Box
    kind: Literal["ink", "stroke", "image"]
    density: float
    wound: bool = False


Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    r"""One page as read.

    Args:
        number: 1-based, as a viewer prints it; a sheet, frame or whole flowing document counts as a page.
        text: Lines separated by "\n"; empty when ``text_origin`` is NONE.
        why: Reason code of the origin, e.g. "embedded_text", "no_text_layer", "blank" (see ``pipeline.ocr.decide``).
        ocr_confidence: Mean of the engine's word confidences, 0 to 100; None without recognition.
        width, height: Points of the upright page; 0 where the format has no paper size.
        rotation: Degrees clockwise the page was turned before recognition: 0, 90, 180, 270.
        skew: Degrees of slant that were corrected.
        name: Sheet name and the like.
        head_lines: For mails, how many lines at the top say who sent it and what it carries; None for anything else.
        notes: What of the page was not read, or is shown otherwise than it was, in the auditor's words without any of
            the document's text; it joins the note of the file.
    """

    number: int
    text: str
    text_origin: TextOrigin
    why: str
    ocr_confidence: float | None = None
    width: float = 0.0
    height: float = 0.0
    words: tuple[Word, ...] = ()
    tables: tuple[Table, ...] = ()
    fields: tuple[FormField, ...] = ()
    marks: tuple[Mark, ...] = ()
    rotation: int = 0
    skew: float = 0.0
    language: str | None = None
    name: str | None = None
    notes: tuple[str, ...] = ()
    head_lines: int | None = None

    @property
    def blank(self) -> bool:
        """True for a page with nothing on it: neither words nor ink."""
        return self.why == "blank"


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that could not be read."""

    number: int
    exception_class: ExceptionClass
    message: str
