"""DOC and PPT (Office 97 to 2003) to pages: turned into DOCX and PPTX by pure readers, else their bare text."""

import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.docx import word_page
from pipeline.extract.flowing import Flow
from pipeline.extract.office import BROKEN, damaged, no_picture
from pipeline.extract.old_text import bare_presentation_text, bare_word_text, is_old_word
from pipeline.extract.options import ReadOptions
from pipeline.extract.pptx import count_slides, slide_pages
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    from PIL import Image

_DOC, _PPT = "Word 97-2003 document", "PowerPoint 97-2003 presentation"
_LEFT_OUT = "DEFERRED"  # ending of the converter's words for drawings and objects that it leaves out

# What the converters let through on broken files, beside their own errors.
_FAULTS = (*BROKEN, struct.error, OverflowError, RecursionError, ZeroDivisionError, AssertionError)
_DRAWINGS = "some drawings or objects in it were not read"
_BARE = "it is damaged or unusual: only its bare text was read, without tables, boxes and pictures"


class DocReader:
    """Reads Word 97 to 2003 documents."""

    media_types = ("application/msword",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``; a flowing document counts as one page."""
        if is_old_word(path):
            raise InputError(
                ExceptionClass.UNSUPPORTED,
                "The document was written by Word 95 or older, which this program cannot read.",
                "Open it in Word or LibreOffice, save it as DOCX or PDF, and add that.",
            )
        return 1

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        self.count(path, options)
        with _word_copy(path) as (copy, left_out):
            if copy is not None:
                page = word_page(copy, options, _DOC)
                yield replace(page, notes=(*page.notes, _DRAWINGS)) if left_out else page
                return
        text = bare_word_text(path)
        if not text:
            raise damaged(_DOC)
        flow = Flow(notes=[_BARE])
        flow.paragraph(text)
        yield flow.page()

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


class PptReader:
    """Reads PowerPoint 97 to 2003 presentations."""

    media_types = ("application/vnd.ms-powerpoint",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``: slides; a presentation of which only the bare text can be read counts as one page."""
        slides = _slides(path)
        if slides == 0:
            raise InputError(
                ExceptionClass.EMPTY, "The PowerPoint presentation has no slides.", "Open it by hand if it matters."
            )
        if slides is None and not bare_presentation_text(path):
            raise damaged(_PPT)
        return slides or 1

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        with _slides_copy(path) as copy:
            if copy is not None:
                yield from slide_pages(copy, first, last, options, _PPT)
                return
        lines = bare_presentation_text(path)
        if not lines:
            raise damaged(_PPT)
        yield Flow(lines=list(lines), notes=[_BARE]).page()

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


@contextmanager
def _word_copy(path: str) -> Iterator[tuple[str | None, bool]]:
    """A DOCX copy for as long as it is read, None if none can be made; and whether drawings were left out of it."""
    from doc2docx import convert
    from doc2docx.errors import Doc2DocxError

    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        copy = Path(folder) / "copy.docx"
        try:
            report = convert(path, copy).report
        except (Doc2DocxError, *_FAULTS):
            yield None, False
            return
        yield str(copy), any(entry.code.endswith(_LEFT_OUT) for entry in report.diagnostics)


def _slides(path: str) -> int | None:
    """How many slides it has, None if the converter cannot tell."""
    with _slides_copy(path) as copy:
        return None if copy is None else count_slides(copy, _PPT)


@contextmanager
def _slides_copy(path: str) -> Iterator[str | None]:
    """A PPTX copy for as long as it is read, None if none can be made."""
    from ppt2pptx import convert
    from ppt2pptx.errors import Ppt2PptxError

    with tempfile.TemporaryDirectory(prefix="ppt-") as folder:
        copy = Path(folder) / "copy.pptx"
        try:
            convert(path, copy)
        except (Ppt2PptxError, *_FAULTS):
            yield None
            return
        yield str(copy)
