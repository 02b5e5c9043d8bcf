"""What goes wrong in every dump: archives in archives, litter, files that cannot be read."""

import zlib

from sample_docs.generator.draw import draw
from sample_docs.generator.fieldcards import ZIPPED_CARD
from sample_docs.generator.incidents import SECOND
from sample_docs.generator.model import FileSpec, Scan
from sample_docs.generator.people import SOUTH_TALK, TALKS

LITTER = "operating-system litter"


def litter(path: str, raw: bytes) -> FileSpec:
    """A file the operating system left behind."""
    return FileSpec(path, "raw", "operating-system litter", state="excluded", excluded_by=LITTER, raw=raw)


def truncated() -> bytes:
    """A PDF whose download stopped: no catalogue, no cross-reference table."""
    whole = draw(TALKS).data
    return whole[: int(len(whole) * 0.22)]


def drawing() -> bytes:
    """Bytes that begin like a CAD drawing."""
    noise = b"".join(zlib.crc32(bytes([index % 256, index // 256])).to_bytes(4, "big") for index in range(1500))
    return b"AC1032\x00\x00\x00\x00\x00\x05\x00" + noise


DUPLICATE = "01 Policies/PPE policy final v2.pdf"
INNER = FileSpec("More stuff.zip", "zip", "archive inside the archive", state="container", members=(
    FileSpec("talks/31 aug.pdf", "scan", "handwritten toolbox talk in the inner archive", (SOUTH_TALK,),
             Scan(200, "handwritten", quality=45)),
    FileSpec("Investigation rack 2.docx", "docx", "investigation without a manager's review, in the inner archive",
             (SECOND,)),
))  # fmt: skip
OUTER = FileSpec("From Gord/USB stick.zip", "zip", "archive with documents, litter and another archive",
                 state="container", members=(
    FileSpec("FLHA sept 10.pdf", "scan", "a Leduc card that came on Gord's stick", (ZIPPED_CARD,),
             Scan(200, "handwritten", quality=45)),
    FileSpec("PPE policy final v2.pdf", "copy", "exact copy of the unsigned policy", state="duplicate",
             same_as=DUPLICATE),
    litter("__MACOSX/._FLHA sept 10.pdf", b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        " + bytes(40)),
    INNER,
))  # fmt: skip

FILES = (
    OUTER,
    FileSpec("Toolbox/Toolbox May 2026.pdf", "raw", "a PDF that breaks off in the middle", state="exception",
             exception="damaged", raw=truncated()),
    FileSpec("Scans/Untitled.pdf", "raw", "nothing in it", state="exception", exception="empty"),
    FileSpec("11 Admin/yard layout.dwg", "raw", "a CAD drawing", state="excluded", excluded_by="drawing",
             raw=drawing()),
    litter(".DS_Store", b"\x00\x00\x00\x01Bud1" + bytes(120)),
    litter("02 Hazard Assessment/FLHA/Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
    litter("11 Admin/desktop.ini", b"[.ShellClassInfo]\r\nIconResource=C:\\WINDOWS\\System32\\SHELL32.dll,4\r\n"),
    FileSpec("06 Committee/~$nutes feb.docx", "raw", "a lock file of Word", state="excluded",
             excluded_by="office lock file", raw=b"\x0dJolene Abbott" + bytes(148)),
)  # fmt: skip
