"""What reading children are asked to do, as plain top-level functions; everything that opens client bytes is here.

Beside `run`, not in it: a child imports this module, and needs neither the ledger nor the report.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from pipeline.containers import ContainerLimits, Member
from pipeline.containers.openers import container_for, expand_container
from pipeline.containers.pdf_attachments import carries_files, is_portfolio
from pipeline.errors import ExceptionClass, InputError
from pipeline.extract import jobs
from pipeline.extract.frames import picture_note
from pipeline.extract.jobs import count_pages, picture
from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import READERS
from pipeline.identify import ENCRYPTED_OFFICE, OLD_OFFICE, PDF, identify
from pipeline.identifying.media import DOCX, PPTX, XLSB, XLSX
from pipeline.model import Identified, Page, PageFailure
from pipeline.remedies import refusal_of
from pipeline.unlock import unlocked

MAX_PAGES = 20_000  # a claim of more pages than this is an attack or a mistake, not a document
MAYBE_LOCKED = frozenset({*OLD_OFFICE, DOCX, XLSX, PPTX, XLSB, ENCRYPTED_OFFICE})

__all__ = ["can_open", "describe", "expand", "picture", "read_pages", "warm_up"]


def warm_up() -> None:
    """Load, once, in the process that children are forked from, what every one of them needs."""
    jobs.warm_up()


def can_open(media_type: str) -> bool:
    """Whether a reader or a container knows files of this kind."""
    return container_for(media_type) is not None or any(media_type in reader.media_types for reader in READERS)


def describe(path: str, name: str, options: ReadOptions) -> Iterator[Identified]:
    """Say what a file is, then how many pages it has: the kind is known even of files that cannot be read.

    Raises:
        InputError: Nothing can read it; the class says why.
    """
    for found in identify(path, name):
        yield found
        if not found.container:
            yield from _described(path, name, found, options)


def _described(path: str, name: str, found: Identified, options: ReadOptions) -> Iterator[Identified]:
    with _openable(path, found.media_type, options.passwords) as readable:
        if readable != path:
            # Under its lock it is something else; that is what readers and the register go by.
            inside = next(identify(readable, name))
            notes = (inside.note, "it was locked, and a known password opened it")
            found = replace(inside, encrypted=True, note="; ".join(one for one in notes if one))
            yield found
        if (refusal := refusal_of(found.media_type)) is not None:
            raise refusal
        pages = count_pages(readable, found.media_type, options)
    if pages > MAX_PAGES:
        raise InputError(ExceptionClass.TOO_LARGE, f"The file claims {pages} pages.")
    if found.media_type == PDF:
        found = replace(found, members=carries_files(path, options.passwords))
        if found.members and is_portfolio(path, options.passwords):
            yield replace(found, container=True, members=False)
            return
    if found.media_type.startswith("image/") and (note := picture_note(path)) is not None:
        found = replace(found, note="; ".join(one for one in (found.note, note) if one))
    yield replace(found, pages=pages)


def _openable(path: str, media_type: str, passwords: tuple[str, ...]) -> AbstractContextManager[str]:
    return unlocked(path, passwords) if media_type in MAYBE_LOCKED else nullcontext(path)


def read_pages(path: str, media_type: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
    """Pages ``first`` to ``last`` of a file, in order.

    Raises:
        InputError: The file as a whole cannot be read.
    """
    with _openable(path, media_type, options.passwords) as readable:
        yield from jobs.read_pages(readable, media_type, first, last, options)


def expand(
    path: str, media_type: str, scratch: str, limits: ContainerLimits, passwords: tuple[str, ...]
) -> Iterator[Member]:
    """Unpack a container into the scratch folder under numbers, never names.

    Raises:
        InputError: It cannot be unpacked, or not to its end; members yielded before stay valid.
    """
    yield from expand_container(path, media_type, scratch, limits, passwords)
