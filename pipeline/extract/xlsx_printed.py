"""What a sheet prints above and below its cells: company, number of the form, revision."""

import re

from pipeline.extract.clean import one_line
from pipeline.ocr.layout import COLUMN_GAP

TAGS = tuple(f"{pages}{where}" for pages in ("odd", "even", "first") for where in ("Header", "Footer"))
_LONGEST = 2_000

# Codes for fonts, colours, sizes and what the program fills in itself (page, date, file), as in
# &L&"Arial,Bold"&14Form 7&R&P of &N; two ampersands are one.
_CODE = re.compile(r"&(?:\"[^\"]{0,200}\"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|[A-Za-z&])")
_PARTED = frozenset("LCR")


def printed_line(text: str) -> str:
    """The words of a header or footer, its left, middle and right parted like columns; empty when it has none."""
    words = _CODE.sub(_plain, text[:_LONGEST])
    parts = [one_line(part) for part in words.split("\0")]
    return COLUMN_GAP.join(part for part in parts if any(map(str.isalnum, part)))


def _plain(code: re.Match[str]) -> str:
    letter = code.group()[1:]
    return "&" if letter == "&" else "\0" if letter.upper() in _PARTED else ""
