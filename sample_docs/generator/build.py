"""Makes every file of the dump from its specification, and remembers what a reader of the truth needs to know."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PIL import Image

from sample_docs.generator.draw import Drawn, draw
from sample_docs.generator.imagepdf import garbage_pdf, mixed_pdf, scan_pdf
from sample_docs.generator.model import Doc, FileSpec, Scan
from sample_docs.generator.office import docx, xlsx, zipped
from sample_docs.generator.scan import jpeg, page_texts, photographed, render, scanned

ENCRYPTION_PASSWORD = "kc2026"
"""Nobody wrote it into the passwords file: what it locks stays locked."""


@dataclass(frozen=True)
class Built:
    """One made file: its bytes, page ranges and reference text.

    Args:
        shown: The path through its archives, as reports print it.
        ranges: First and last page of each document.
        texts: Reference text of each page, for scans.
        members: What an archive holds.
    """

    spec: FileSpec
    shown: str
    data: bytes
    ranges: tuple[tuple[int, int], ...] = ()
    texts: tuple[str, ...] = ()
    members: tuple["Built", ...] = field(default=())

    @property
    def pages(self) -> int:
        """How many pages a viewer counts."""
        return self.ranges[-1][1] if self.ranges else 0


def spans(counts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Page counts as ranges, 1-based and inclusive."""
    ranges, first = [], 1
    for count in counts:
        ranges.append((first, first + count - 1))
        first += count
    return tuple(ranges)


def pictures(pdf: bytes, scan: Scan, seed: str) -> list[Image.Image]:
    """Every page through the scanner."""
    return [scanned(page, scan, f"{seed}#{number}") for number, page in enumerate(render(pdf, scan.dpi), 1)]


def build(spec: FileSpec, shown: str, elsewhere: dict[str, bytes]) -> Built:
    """Makes one file; ``elsewhere`` holds what was made before, for exact copies."""
    match spec.kind:
        case "raw":
            return Built(spec, shown, spec.raw, ((1, 1),) if spec.docs else ())
        case "copy":
            assert spec.same_as is not None
            return Built(spec, shown, elsewhere[spec.same_as])
        case "zip" | "packed":
            return build_container(spec, shown, elsewhere)
        case "made":
            return build_made(spec, shown)
        case "docx":
            return Built(spec, shown, docx(spec.docs[0]), ((1, 1),))
        case "xlsx":
            return Built(spec, shown, xlsx(spec.sheets), spans([1] * len(spec.sheets)))
        case "pdf":
            drawn = draw(spec.docs)
            return Built(spec, shown, drawn.data, spans(drawn.pages))
        case "encrypted":
            return Built(spec, shown, draw(spec.docs, ENCRYPTION_PASSWORD).data)
        case _:
            return build_pictures(spec, shown)


def build_container(spec: FileSpec, shown: str, elsewhere: dict[str, bytes]) -> Built:
    """Makes the members, then what holds them; a mail or a PDF with files in it has pages of its own."""
    members = tuple(build(member, f"{shown} › {member.path}", elsewhere) for member in spec.members)
    packer = spec.packer or zipped
    data = packer([(made.spec.path, made.data) for made in members])
    return Built(spec, shown, data, spans(page_counts(spec)), members=members)


def build_made(spec: FileSpec, shown: str) -> Built:
    """Makes a file of a format of its own; where it holds pictures of pages, the drawing tells their words."""
    assert spec.maker is not None
    ranges = spans(page_counts(spec))
    texts = page_texts(draw(spec.docs).data) if spec.scan is not None and spec.scan.measure else []
    pages = ranges[-1][1] if ranges else 0
    if len(texts) == 2 * pages:  # two drawn pages on each side
        texts = [left + right for left, right in zip(texts[::2], texts[1::2], strict=True)]
    return Built(spec, shown, spec.maker(), ranges, tuple(texts))


def page_counts(spec: FileSpec) -> tuple[int, ...]:
    """Pages of each document, one where nothing else is said; what ends as an exception shows none."""
    return spec.counts or (1,) * len(spec.docs)


def build_pictures(spec: FileSpec, shown: str) -> Built:
    """Makes a file whose pages are pictures, in part or whole."""
    assert spec.scan is not None
    drawn = draw(spec.docs)
    texts, ranges = tuple(page_texts(drawn.data)), spans(drawn.pages)
    if spec.kind == "photo":
        return Built(spec, shown, photo(drawn, spec.scan, spec.path), ranges, texts)
    shots = pictures(drawn.data, spec.scan, spec.path)
    if spec.kind == "tiff":
        return Built(spec, shown, tiff(shots, spec.scan.dpi), ranges, texts)
    if spec.kind == "garbage":
        return Built(spec, shown, garbage_pdf(shots, spec.scan, spec.path), ranges, texts)
    if spec.kind == "mixed":
        typed: Sequence[Doc] = spec.docs[:1]
        return Built(spec, shown, mixed_pdf(typed, shots[spec.typed_pages :], spec.scan), ranges, texts)
    return Built(spec, shown, scan_pdf(shots, spec.scan), ranges, texts)


def photo(drawn: Drawn, scan: Scan, seed: str) -> bytes:
    """The first page as a phone saw it."""
    shot = photographed(render(drawn.data, scan.dpi, grey=False)[0], seed)
    return jpeg(shot, scan.quality, scan.dpi)


def tiff(shots: Sequence[Image.Image], dpi: int) -> bytes:
    """A fax-coded TIFF of several frames."""
    out = io.BytesIO()
    shots[0].save(out, "TIFF", save_all=True, append_images=shots[1:], compression="group4", dpi=(dpi, dpi))
    return out.getvalue()


def everything(specs: Sequence[FileSpec]) -> Iterator[Built]:
    """All files in order; copies find what they copy."""
    made: dict[str, bytes] = {}
    for spec in specs:
        built = build(spec, spec.path, made)
        for one in (built, *descendants(built)):
            made[one.shown] = one.data
        yield built


def descendants(built: Built) -> Iterator[Built]:
    """Members of members, depth first."""
    for member in built.members:
        yield member
        yield from descendants(member)
