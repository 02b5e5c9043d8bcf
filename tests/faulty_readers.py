"""Readers that fail on one page of a real file, for children of a run; imported by the child by name."""

import os
import signal
import time
from collections.abc import Iterator

from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure


def dies_on_page_three(
    path: str, media_type: str, first: int, last: int, options: ReadOptions
) -> Iterator[Page | PageFailure]:
    for value in read_pages(path, media_type, first, last, options):
        if value.number == 3:
            os.kill(os.getpid(), signal.SIGSEGV)
        yield value


def hangs_on_page_three(
    path: str, media_type: str, first: int, last: int, options: ReadOptions
) -> Iterator[Page | PageFailure]:
    for value in read_pages(path, media_type, first, last, options):
        if value.number == 3:
            time.sleep(3600)
        yield value


def trips_on_page_three(
    path: str, media_type: str, first: int, last: int, options: ReadOptions
) -> Iterator[Page | PageFailure]:
    for value in read_pages(path, media_type, first, last, options):
        if value.number == 3:
            raise LookupError("words of the client")
        yield value


def dies_at_once(
    path: str, media_type: str, first: int, last: int, options: ReadOptions
) -> Iterator[Page | PageFailure]:
    os.kill(os.getpid(), signal.SIGSEGV)
    yield from ()
