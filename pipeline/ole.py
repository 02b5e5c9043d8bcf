"""The one way an OLE file is opened: not before its header was looked at, which may claim sectors of gigabytes."""

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from olefile import OleFileIO

SECTORS, SMALL_SECTOR = (9, 12), 6
"""Powers of two: the only sizes of sectors that the format knows; the library reads one whole, whatever it is told."""
_AT, _END = 30, 34


def open_ole(source: Path | BinaryIO) -> "OleFileIO":
    """Open an OLE file to read; close what is returned.

    Raises:
        OSError: It is none, or its header is wrong.
    """
    from olefile import OleFileIO

    if isinstance(source, Path):
        with source.open("rb") as file:
            header = file.read(_END)
        _check(header)
        return OleFileIO(str(source))
    source.seek(0)
    header = source.read(_END)
    source.seek(0)
    _check(header)
    return OleFileIO(source)


def _check(header: bytes) -> None:
    sector, small = (int.from_bytes(header[at : at + 2], "little") for at in range(_AT, _END, 2))
    if len(header) < _END or sector not in SECTORS or small != SMALL_SECTOR:
        raise OSError("not an OLE file, or its header is wrong")
