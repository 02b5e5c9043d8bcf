"""A PDF file to an open document, with the engagement's passwords; or to the reason why it does not open."""

import stringprep
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.options import ReadOptions
from pipeline.extract.pdf_mended import mended

if TYPE_CHECKING:
    import pypdfium2

# Numbers of the library's error codes (fpdfview.h).
_ERR_PASSWORD, _ERR_SECURITY = 4, 5

_TAIL_BYTES = 4096
ASK_AGAIN = "Ask the client to send the file again; compare its size with the one on their side."
_WITHOUT = "ask the client for a copy without a password and add that."


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """An open document.

    Args:
        pages: How many there are to read, a lost one behind the others among them.
        end_lost: The list of pages is lost, so nobody knows how many followed those that were found.
    """

    document: "pypdfium2.PdfDocument"
    pages: int
    end_lost: bool = False


@contextmanager
def open_pdf(path: str, options: ReadOptions) -> Iterator[OpenedPdf]:
    """The document with its form fields, closed at the end.

    Raises:
        InputError: ``password_required``, ``unsupported``, ``damaged``, ``empty``.
    """
    pdf, end_lost = _load(Path(path), options.passwords)
    try:
        _load_forms(pdf)
        yield OpenedPdf(pdf, _pages_in(pdf, Path(path)) + end_lost, end_lost)
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


def _pages_in(pdf: "pypdfium2.PdfDocument", path: Path) -> int:
    """How many pages there are to read: those claimed, unless the file has not even a byte for each of them.

    Raises:
        InputError: ``damaged``: of an impossible number not even the first is there.
    """
    import pypdfium2

    claimed = len(pdf)
    if claimed <= path.stat().st_size:
        return claimed
    for number in range(1, claimed + 1):
        try:
            with open_page(pdf, number):
                continue
        except pypdfium2.PdfiumError:
            if number > 1:
                return number - 1
            break
    raise InputError(ExceptionClass.DAMAGED, f"The PDF claims {claimed} pages, and not one can be opened.", ASK_AGAIN)


def breaks_off(path: Path) -> bool:
    """True when the mark that ends every PDF is missing: an upload or a copy that stopped half-way."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _TAIL_BYTES))
        tail = file.read()
    return b"%%EOF" not in tail and b"startxref" not in tail


def _load(path: Path, passwords: tuple[str, ...]) -> "tuple[pypdfium2.PdfDocument, bool]":
    """The document, and whether its end is lost."""
    import pypdfium2

    given = tuple(password for password in passwords if password)
    refusal: pypdfium2.PdfiumError | None = None
    for password in (None, *_spellings(given)):
        try:
            return pypdfium2.PdfDocument(path, password=password), False
        except pypdfium2.PdfiumError as error:
            refusal = error
            if error.err_code != _ERR_PASSWORD:
                break
    why = _refusal(path, getattr(refusal, "err_code", None), bool(given))
    if why.exception_class is ExceptionClass.DAMAGED and (copy := mended(path)) is not None:
        with suppress(pypdfium2.PdfiumError):
            return pypdfium2.PdfDocument(copy.content), copy.broken_off
    raise why from refusal


def _spellings(passwords: tuple[str, ...]) -> list[str]:
    """Every password as it is written, and as the program that locked the file may have prepared it."""
    spelled = dict.fromkeys(passwords)
    for password in passwords:
        spelled[unicodedata.normalize("NFC", password)] = None
        spelled[_prepared(password)] = None
    # The library takes C strings: one with a zero in it cannot be asked for.
    return [password for password in spelled if password and "\0" not in password and _encodes(password)]


def _prepared(password: str) -> str:
    """SASLprep (RFC 4013), by which AES-256 files lock: odd spaces to plain ones, unseen signs dropped, then NFKC."""
    mapped = "".join(
        " " if stringprep.in_table_c12(sign) else sign for sign in password if not stringprep.in_table_b1(sign)
    )
    return unicodedata.normalize("NFKC", mapped)


def _encodes(password: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in password)


def _refusal(path: Path, code: int | None, given: bool) -> InputError:
    """Why a file was not opened, in the auditor's words."""
    if path.stat().st_size == 0:
        return InputError(ExceptionClass.EMPTY, "The file is empty (0 bytes).", ASK_AGAIN)
    if _opens(path):
        return InputError(ExceptionClass.EMPTY, "The PDF has no pages.", ASK_AGAIN)
    if code == _ERR_PASSWORD:
        return _locked(given)
    if code == _ERR_SECURITY:
        return InputError(
            ExceptionClass.UNSUPPORTED,
            "The PDF is locked with a certificate or by a rights service, not with a password; it cannot be read here.",
            "Open it in the program it was made for and print it to a new PDF, or ask the client for an unlocked copy.",
        )
    if breaks_off(path):
        return InputError(
            ExceptionClass.DAMAGED, "The PDF is damaged: it breaks off before its end and cannot be opened.", ASK_AGAIN
        )
    return InputError(ExceptionClass.DAMAGED, "The PDF is damaged and cannot be opened.", ASK_AGAIN)


def _locked(given: bool) -> InputError:
    if given:
        return InputError(
            ExceptionClass.PASSWORD_REQUIRED,
            "The PDF is locked, and none of the passwords in the engagement's password file opens it.",
            f"Ask the client for the right password and add it to the password file, or {_WITHOUT}",
        )
    return InputError(
        ExceptionClass.PASSWORD_REQUIRED,
        "The PDF is locked with a password, and the engagement has no password to try.",
        f"Put the password into the engagement's password file, or {_WITHOUT}",
    )


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
