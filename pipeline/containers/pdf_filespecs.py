"""An attached file of a PDF that the usual library names but does not hand out: its bytes by its name."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.containers.limits import shown_name

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

_MOST_OBJECTS = 50_000
_STREAMS = ("UF", "F", "DOS", "Unix", "Mac")

# What pdfminer lets escape on damaged files.
GIVES_UP = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


def tidy_name(name: str) -> str:
    """An attached file's name as data, without the edges that name a folder."""
    return shown_name(name).replace("\0", "\ufffd").strip("/ ")


def file_named(path: str, passwords: tuple[str, ...], name: str) -> bytes | None:
    """The bytes of the attached file of that name; None where there are none.

    Files are described by dictionaries that may write their name under one key and their bytes under another.
    """
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    for password in ("", *passwords):
        try:
            with Path(path).open("rb") as file:
                for described, data in _described(PDFDocument(PDFParser(file), password)):
                    if tidy_name(described) == name:
                        return data
        except (*GIVES_UP, PSException):
            continue
    return None


def _described(document: "PDFDocument") -> Iterator[tuple[str, bytes]]:
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdftypes import PDFStream, resolve1
    from pdfminer.utils import decode_text

    for number in _numbers(document):
        try:
            one: Any = document.getobj(number)
        except PDFException:
            continue
        streams = resolve1(one.get("EF")) if isinstance(one, dict) else None
        if not isinstance(streams, dict):
            continue
        names = [resolve1(one.get(key)) for key in ("UF", "F")]
        name = next((decode_text(each) for each in names if isinstance(each, bytes)), "")
        held = next((found for key in _STREAMS if isinstance(found := resolve1(streams.get(key)), PDFStream)), None)
        if held is not None:
            yield name, held.get_data()


def _numbers(document: "PDFDocument") -> list[int]:
    numbers: dict[int, None] = {}
    for table in document.xrefs:
        for number in table.get_objids():
            numbers[number] = None
            if len(numbers) >= _MOST_OBJECTS:
                return list(numbers)
    return list(numbers)
