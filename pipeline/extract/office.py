"""What Office readers share: a look at the zip before it is opened, its parts as hardened XML, words for errors."""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeVar
from urllib.parse import unquote

from pipeline.errors import ExceptionClass, InputError

_Taken = TypeVar("_Taken")

MOST_BYTES = 256 << 20
MOST_PARTS = 20_000
_MOST_RATIO = 300
_SMALL = 8 << 20

CHARTS = frozenset({"chart", "chartEx"})  # kinds of links; the second is that of the newer kinds of charts
CHART = "a chart in it was not read"
_ASK_AGAIN = "Ask the client to send the file again; compare its size with the one on their side."

# What zip and XML libraries let through on broken packages.
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError,
          AttributeError, EOFError, RuntimeError, StopIteration, NotImplementedError, zipfile.LargeZipFile)  # fmt: skip


def damaged(kind: str) -> InputError:
    """The error for a package that its library cannot open."""
    return InputError(ExceptionClass.DAMAGED, f"The {kind} is damaged and cannot be opened.", _ASK_AGAIN)


def unpacked_bytes(path: Path, kind: str) -> int:
    """How large the package is unpacked.

    Raises:
        InputError: ``damaged`` if it is no package, ``too_large`` if it is a bomb.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except BROKEN as error:
        raise damaged(kind) from error
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    bomb = size > _SMALL and size > _MOST_RATIO * max(1, packed)
    if size > MOST_BYTES or len(parts) > MOST_PARTS or bomb:
        raise InputError(
            ExceptionClass.TOO_LARGE,
            f"Unpacked, the {kind} is far larger than any document ({size >> 20} MB).",
            "Open it by hand with care; if it is a real document, save it as PDF and add that.",
        )
    return size


def no_picture() -> InputError:
    """The error for a picture of a page that has no layout of its own."""
    return InputError(ExceptionClass.UNSUPPORTED, "Files of this kind have no pages to show.", "Open it by hand.")


def local(element: Any) -> str:
    """Name of an XML element without its namespace; empty for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Value of an attribute by its name without its namespace; empty without it."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def whole_number(text: str, otherwise: int, most: int) -> int:
    """A number an attribute claims, between 0 and ``most``."""
    try:
        return max(0, min(most, int(text)))
    except ValueError:
        return otherwise


def safe_xml(data: bytes, kind: str) -> Any:
    """The root of an XML part: no entities, no DTD, no network, bounded depth.

    Raises:
        InputError: ``damaged``: it is no XML, nests too deep, or declares entities of its own.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(kind) from error
    document = root.getroottree().docinfo
    if document.internalDTD is not None and next(iter(document.internalDTD.iterentities()), None) is not None:
        raise InputError(
            ExceptionClass.DAMAGED,
            f"The {kind} declares abbreviations (XML entities) of its own, as no Office program does.",
            "Open it by hand with care; if it is a real document, save it as PDF and add that.",
        )
    return root


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of one part to another part of the package.

    Args:
        kind: The last word of its type, e.g. "slide"; the same in old and "strict" files.
        target: Full name of the part.
    """

    id: str
    kind: str
    target: str


@dataclass(slots=True)
class Parts:
    """The parts of a package; relations to the outside are left out, so nothing remote can be asked for."""

    package: zipfile.ZipFile
    kind: str
    _names: dict[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the package holds a part of this name, whatever the case of its letters."""
        return self._real(name) is not None

    def data(self, name: str) -> bytes:
        """Bytes of a part.

        Raises:
            InputError: ``damaged``.
        """
        return self._taken(name, self.package.read)

    def stream(self, name: str) -> IO[bytes]:
        """A part to be read bit by bit.

        Raises:
            InputError: ``damaged``.
        """
        return self._taken(name, self.package.open)

    def _taken(self, name: str, take: Callable[[str], _Taken]) -> _Taken:
        real = self._real(name)
        if real is None:
            raise damaged(self.kind)
        try:
            return take(real)
        except BROKEN as error:
            raise damaged(self.kind) from error

    def xml(self, name: str) -> Any:
        """Root of an XML part; see ``safe_xml``."""
        return safe_xml(self.data(name), self.kind)

    def links(self, name: str) -> tuple[Link, ...]:
        """What a part is related to inside the package; "" asks for the package itself."""
        folder, _, file = name.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(rels):
            return ()
        return tuple(_links(self.xml(rels), folder))

    def linked(self, name: str, kind: str) -> Iterator[str]:
        """Names of the existing parts a part is related to in one way."""
        return (link.target for link in self.links(name) if link.kind == kind and self.has(link.target))

    def _real(self, name: str) -> str | None:
        if not self._names:
            self._names = {entry.casefold(): entry for entry in self.package.namelist()}
        return self._names.get(name.casefold())


def _links(root: Any, folder: str) -> Iterator[Link]:
    for child in root:
        if local(child) != "Relationship" or child.get("TargetMode") == "External":
            continue
        target = unquote(child.get("Target", "").partition("#")[0])
        full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield Link(child.get("Id", ""), child.get("Type", "").rpartition("/")[2], full)


@contextmanager
def opened_parts(path: str, kind: str) -> Iterator[Parts]:
    """The parts of an Office package.

    Raises:
        InputError: ``damaged`` or ``too_large``.
    """
    unpacked_bytes(Path(path), kind)
    try:
        package = zipfile.ZipFile(path)
    except BROKEN as error:
        raise damaged(kind) from error
    with package:
        yield Parts(package, kind)


def diagram_lines(root: Any) -> Iterator[str]:
    """What the boxes of a drawn diagram (SmartArt) say, one line each: organisation charts are often drawn so."""
    for point in root.iter():
        if local(point) == "pt":
            text = " ".join(child.text or "" for child in point.iter() if local(child) == "t").strip()
            if text:
                yield text
