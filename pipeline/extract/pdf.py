"""PDF to pages: embedded text where it can be trusted, recognition where it cannot, page by page."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, InputError, ToolError
from pipeline.extract.options import ReadOptions
from pipeline.extract.pdf_opening import ASK_AGAIN, OpenedPdf, breaks_off, open_page, open_pdf
from pipeline.extract.pdf_tables import PlumbedTables
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

    from pipeline.extract.pdf_page import OpenFile

# What Adobe's programs put on the only page of a form that they alone can build, in English and French.
_WAIT = ("please wait", "veuillez patienter", "if this message is not eventually", "si ce message n")
_BREAKS_OFF = "The file breaks off before its end, so what was on this page is lost."
_END_LOST = "The file breaks off; this page and whatever stood behind it are lost."
_DYNAMIC = "The page is a dynamic form (XFA), which only Adobe's programs show; open it there and print it to a PDF."


class PdfReader:
    """Reads PDF files through pypdfium2."""

    media_types = ("application/pdf",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``."""
        with open_pdf(path, options) as opened:
            return opened.pages

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        from pipeline.extract.pdf_page import OpenFile
        from pipeline.extract.pdf_scan import ScannedPages
        from pipeline.extract.pdf_signatures import Signatures

        broken_off = breaks_off(Path(path))
        with open_pdf(path, options) as opened, closing(PlumbedTables(path, options.passwords)) as tables:
            file = OpenFile(opened.document, Signatures(path, options.passwords), tables, ScannedPages(path))
            for number in range(first, min(last, opened.pages) + 1):
                if opened.end_lost and number == opened.pages:
                    yield PageFailure(number, ExceptionClass.DAMAGED, _END_LOST)
                    continue
                page = _page_or_failure(file, number, options)
                if isinstance(page, Page):
                    lost = broken_off and page.blank
                    failure = PageFailure(number, ExceptionClass.DAMAGED, _BREAKS_OFF) if lost else None
                    page = failure or _placeholder(opened.document, page) or _claimed(opened, page)
                yield page

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``."""
        import pypdfium2

        from pipeline.extract.pdf_picture import picture_of

        try:
            with open_pdf(path, options) as opened, open_page(opened.document, page) as drawn:
                return picture_of(drawn, dpi, options.image_pixels, rotation, grey=False)
        except pypdfium2.PdfiumError as error:
            raise InputError(ExceptionClass.DAMAGED, "The page is damaged and cannot be shown.", ASK_AGAIN) from error


def _claimed(opened: OpenedPdf, page: Page) -> Page:
    """The last page that is there says so when the file claims more."""
    claimed = len(opened.document)
    if opened.end_lost or not page.number == opened.pages < claimed:
        return page
    claim = f"The file claims {claimed} pages; there is nothing behind this one."
    return replace(page, notes=(*page.notes, claim))


def _placeholder(pdf: "pypdfium2.PdfDocument", page: Page) -> PageFailure | None:
    """A failure for the page that only says "please wait": the real form is built by Adobe's programs alone."""
    import pypdfium2.raw

    if pdf.get_formtype() != pypdfium2.raw.FORMTYPE_XFA_FULL:
        return None
    start = page.text[:300].casefold().lstrip()
    notice = any(start.startswith(words) for words in _WAIT) or (page.blank and len(pdf) == 1)
    return PageFailure(page.number, ExceptionClass.UNSUPPORTED, _DYNAMIC) if notice else None


def _page_or_failure(file: "OpenFile", number: int, options: ReadOptions) -> Page | PageFailure:
    """One page; whatever goes wrong with it is no reason to lose the next."""
    import pypdfium2

    from pipeline.extract.pdf_page import read_page

    try:
        with open_page(file.pdf, number) as page:
            return read_page(file, page, number, options)
    except pypdfium2.PdfiumError:
        return PageFailure(number, ExceptionClass.DAMAGED, "The page is damaged and cannot be opened.")
    except (InputError, ToolError) as error:
        return PageFailure(number, error.exception_class, error.message)
    except MemoryError:
        return PageFailure(number, ExceptionClass.OUT_OF_MEMORY, "The page needs more memory than a reader may use.")
