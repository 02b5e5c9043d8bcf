"""PDF to pages: embedded text where it can be trusted, recognition where it cannot, page by page."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, InputError, ToolError
from pipeline.extract.options import ReadOptions
from pipeline.extract.pdf_tables import PlumbedTables
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

# Numbers of the library's error codes (fpdfview.h).
_ERR_PASSWORD, _ERR_SECURITY = 4, 5

_TAIL_BYTES = 4096
_ASK_AGAIN = "Ask the client to send the file again; compare its size with the one on their side."
_WAIT = ("please wait", "veuillez patienter")
_BREAKS_OFF = "The file breaks off before its end, so what was on this page is lost."


class PdfReader:
    """Reads PDF files through pypdfium2."""

    media_types = ("application/pdf",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``."""
        with open_pdf(path, options) as pdf:
            return len(pdf)

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        broken_off = _breaks_off(Path(path))
        with open_pdf(path, options) as pdf, closing(PlumbedTables(path, options.passwords)) as tables:
            for number in range(first, min(last, len(pdf)) + 1):
                page = _page_or_failure(pdf, number, options)
                if isinstance(page, Page):
                    page = replace(page, tables=tables.better(page))
                    lost = broken_off and page.blank
                    failure = PageFailure(number, ExceptionClass.DAMAGED, _BREAKS_OFF) if lost else None
                    page = failure or _placeholder(pdf, page) or page
                yield page

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``."""
        import pypdfium2

        from pipeline.extract.pdf_page import picture_of

        try:
            with open_pdf(path, options) as pdf, open_page(pdf, page) as opened:
                return picture_of(opened, dpi, options.image_pixels, rotation, grey=False)
        except pypdfium2.PdfiumError as error:
            raise InputError(ExceptionClass.DAMAGED, "The page is damaged and cannot be shown.", _ASK_AGAIN) from error


def _placeholder(pdf: "pypdfium2.PdfDocument", page: Page) -> PageFailure | None:
    """A failure for the page that only says "please wait": the real form is built by Adobe's programs alone."""
    import pypdfium2.raw

    dynamic = pdf.get_formtype() == pypdfium2.raw.FORMTYPE_XFA_FULL
    if not dynamic or not page.text[:300].casefold().lstrip().startswith(_WAIT):
        return None
    return PageFailure(
        page.number,
        ExceptionClass.UNSUPPORTED,
        "The page is a dynamic form (XFA), which only Adobe's programs show; open it there and print it to a PDF.",
    )


def _page_or_failure(pdf: "pypdfium2.PdfDocument", number: int, options: ReadOptions) -> Page | PageFailure:
    """One page; whatever goes wrong with it is no reason to lose the next."""
    import pypdfium2

    from pipeline.extract.pdf_page import read_page

    try:
        with open_page(pdf, number) as page:
            return read_page(pdf, page, number, options)
    except pypdfium2.PdfiumError:
        return PageFailure(number, ExceptionClass.DAMAGED, "The page is damaged and cannot be opened.")
    except (InputError, ToolError) as error:
        return PageFailure(number, error.exception_class, error.message)
    except MemoryError:
        return PageFailure(number, ExceptionClass.OUT_OF_MEMORY, "The page needs more memory than a reader may use.")


@contextmanager
def open_pdf(path: str, options: ReadOptions) -> "Iterator[pypdfium2.PdfDocument]":
    """The document with its form fields, closed at the end.

    Raises:
        InputError: ``password_required``, ``damaged``, ``empty``.
    """
    pdf = _load(Path(path), options.passwords)
    try:
        _load_forms(pdf)
        yield pdf
    finally:
        pdf.close()


@contextmanager
def open_page(pdf: "pypdfium2.PdfDocument", number: int) -> "Iterator[pypdfium2.PdfPage]":
    """One page, closed at the end: open pages are what makes a long file grow in memory."""
    page = pdf[number - 1]
    try:
        yield page
    finally:
        page.close()


def _load(path: Path, passwords: tuple[str, ...]) -> "pypdfium2.PdfDocument":
    import pypdfium2

    refusal: pypdfium2.PdfiumError | None = None
    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError as error:
            refusal = error
            if error.err_code not in (_ERR_PASSWORD, _ERR_SECURITY):
                break
    raise _refusal(path, getattr(refusal, "err_code", None)) from refusal


def _refusal(path: Path, code: int | None) -> InputError:
    """Why a file was not opened, in the auditor's words."""
    if path.stat().st_size == 0:
        return InputError(ExceptionClass.EMPTY, "The file is empty (0 bytes).", _ASK_AGAIN)
    if _opens(path):
        return InputError(ExceptionClass.EMPTY, "The PDF has no pages.", _ASK_AGAIN)
    if code in (_ERR_PASSWORD, _ERR_SECURITY):
        return InputError(
            ExceptionClass.PASSWORD_REQUIRED,
            "The PDF is locked with a password.",
            "Ask the client for an unlocked copy or for the password, add it and run again.",
        )
    if _breaks_off(path):
        return InputError(
            ExceptionClass.DAMAGED, "The PDF is damaged: it breaks off before its end and cannot be opened.", _ASK_AGAIN
        )
    return InputError(ExceptionClass.DAMAGED, "The PDF is damaged and cannot be opened.", _ASK_AGAIN)


def _opens(path: Path) -> bool:
    """Whether the file is sound and merely has no page; the error number may be that of a file before."""
    import pypdfium2.raw as raw

    handle = raw.FPDF_LoadDocument(f"{path}\0".encode("utf-8", "surrogateescape"), None)
    if handle:
        raw.FPDF_CloseDocument(handle)
    return bool(handle)


def _load_forms(pdf: "pypdfium2.PdfDocument") -> None:
    """Makes fields readable; a broken form is no reason to lose the pages."""
    import pypdfium2

    try:
        pdf.init_forms()
    except pypdfium2.PdfiumError:
        return


def _breaks_off(path: Path) -> bool:
    """True when the mark that ends every PDF is missing: an upload or a copy that stopped half-way."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _TAIL_BYTES))
        tail = file.read()
    return b"%%EOF" not in tail and b"startxref" not in tail
