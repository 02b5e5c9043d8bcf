"""What reading children are asked to do, as plain top-level functions; everything that opens client bytes is here.

Beside `run`, not in it: a child imports this module, and needs neither the ledger nor the report.
"""

from collections.abc import Iterator

from pipeline.containers import ContainerLimits, Member, expand_zip
from pipeline.errors import ExceptionClass, InputError
from pipeline.extract import jobs
from pipeline.extract.jobs import count_pages, picture, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.identify import identify
from pipeline.model import Identified

MAX_PAGES = 20_000  # a claim of more pages than this is an attack or a mistake, not a document

__all__ = ["describe", "expand", "picture", "read_pages", "warm_up"]


def warm_up() -> None:
    """Load, once, in the process that children are forked from, what every one of them needs."""
    jobs.warm_up()


def describe(path: str, name: str, options: ReadOptions) -> Iterator[Identified]:
    """Say what a file is and how many pages it has.

    Raises:
        InputError: Nothing can read it; the class says why.
    """
    for found in identify(path, name):
        if found.container:
            yield found
            continue
        pages = count_pages(path, found.media_type, options)
        if pages > MAX_PAGES:
            raise InputError(ExceptionClass.TOO_LARGE, f"The file claims {pages} pages.")
        yield Identified(found.media_type, pages, found.encrypted, found.container, found.note)


def expand(path: str, scratch: str, limits: ContainerLimits) -> Iterator[Member]:
    """Unpack an archive into the scratch folder under numbers, never names."""
    return expand_zip(path, scratch, limits)
