"""Every reader of step 3: which formats can be read, and by what."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.docx import DocxReader
from pipeline.extract.html import HtmlReader
from pipeline.extract.images import ImageReader
from pipeline.extract.mail import EmlReader, MsgReader
from pipeline.extract.odf import OdfReader
from pipeline.extract.old_office import DocReader, PptReader
from pipeline.extract.options import ReadOptions
from pipeline.extract.pdf import PdfReader
from pipeline.extract.pptx import PptxReader
from pipeline.extract.rtf import RtfReader
from pipeline.extract.text import CsvReader, TextReader
from pipeline.extract.xls import XlsReader
from pipeline.extract.xlsx import XlsxReader
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    from PIL import Image


class Reader(Protocol):
    """Reads files of a few media types; every method raises InputError for a file it cannot read."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """What it reads; no two readers claim the same."""
        ...

    def count(self, path: str, options: ReadOptions) -> int:
        """How many pages the file has, at least 1."""
        ...

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """Pages ``first`` to ``last`` in order, a failure in place of every page that cannot be read."""
        ...

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """A picture of one page as a viewer shows it, turned clockwise by ``rotation``."""
        ...


READERS: tuple[Reader, ...] = (
    PdfReader(),
    ImageReader(),
    DocxReader(),
    XlsxReader(),
    PptxReader(),
    OdfReader(),
    DocReader(),
    XlsReader(),
    PptReader(),
    RtfReader(),
    HtmlReader(),
    TextReader(),
    CsvReader(),
    EmlReader(),
    MsgReader(),
)
"""A new format is one file and one line here."""


def reader_for(media_type: str) -> Reader:
    """The reader of a media type.

    Raises:
        InputError: No reader reads it: ``unsupported``, or ``password_required`` for locked Office files.
    """
    for reader in READERS:
        if media_type in reader.media_types:
            return reader
    if media_type == "application/x-encrypted-office":
        raise InputError(
            ExceptionClass.PASSWORD_REQUIRED,
            "The Office file is locked with a password.",
            "Ask the client for a copy without a password, or save one yourself, and add it.",
        )
    raise InputError(
        ExceptionClass.UNSUPPORTED,
        f"Files of this kind ({media_type}) cannot be read.",
        "Open it by hand; if it matters, save or print it as PDF and add that.",
    )
