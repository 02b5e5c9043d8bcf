"""Old Office file to whether its chains of sectors end: libraries that follow one in a circle eat all memory."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.extract.office import damaged
from pipeline.ole import open_ole

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_endless_chains(path: Path, what: str) -> None:
    """Let a file pass whose sector chains all end, and one that is no OLE file.

    Raises:
        InputError: ``damaged``: a chain runs in a circle, or the tables cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            return
    from olefile.olefile import OleFileError

    try:
        with open_ole(path) as ole:
            ole.loadminifat()
            endless = circular(ole.fat) or circular(ole.minifat)
    except (OleFileError, OSError, ValueError, IndexError, OverflowError, TypeError) as error:
        raise damaged(what) from error
    if endless:
        raise damaged(what)


def circular(following: Sequence[int]) -> bool:
    """Whether somewhere a chain comes back to itself; each entry names the next one, or none of the table."""
    known = bytearray(len(following))  # 0 not seen, 1 on the present chain, 2 known to end
    for start in range(len(following)):
        chain = []
        place = start
        while 0 <= place < len(following) and not known[place]:
            known[place] = 1
            chain.append(place)
            place = following[place]
        if 0 <= place < len(following) and known[place] == 1:
            return True
        for one in chain:
            known[one] = 2
    return False
