"""Old files that no reader of ours could read → pages, through LibreOffice: the job of a reading child."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from pipeline.errors import InputError
from pipeline.extract.libreoffice import converted
from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import reader_for
from pipeline.model import Page, PageFailure
from pipeline.unlock import unlocked

_OPEN = "application/vnd.openxmlformats-officedocument"
_WORD = ("docx", f"{_OPEN}.wordprocessingml.document")
_EXCEL = ("xlsx", f"{_OPEN}.spreadsheetml.sheet")
_POWERPOINT = ("pptx", f"{_OPEN}.presentationml.presentation")
WAYS = {
    "application/msword": ("doc", *_WORD),
    "application/vnd.wordperfect": ("wpd", *_WORD),
    "application/vnd.ms-works": ("wps", *_WORD),
    "application/vnd.ms-excel": ("xls", *_EXCEL),
    "application/vnd.ms-powerpoint": ("ppt", *_POWERPOINT),
}
"""What LibreOffice is asked to open: the ending it is given, and what it is turned into."""

_TOGETHER_SECONDS, _ALONE_SECONDS = 40.0, 25.0  # a child is given up after a minute without a sign of life


@dataclass(frozen=True, slots=True)
class OldFile:
    """A file for a second try."""

    sha256: str
    path: str
    media_type: str


@dataclass(frozen=True, slots=True)
class SecondPage:
    """A page of a file that LibreOffice opened.

    Args:
        pages: How many pages the file has.
    """

    sha256: str
    pages: int
    page: Page | PageFailure


@dataclass(frozen=True, slots=True)
class NotOpened:
    """A file that LibreOffice does not open either."""

    sha256: str


def read_through_libreoffice(files: tuple[OldFile, ...], options: ReadOptions) -> Iterator[SecondPage | NotOpened]:
    """Converts the files of one kind in one call and reads the copies; one that stops the call is tried alone."""
    with ExitStack() as locks:
        paths: dict[str, str] = {}
        for file in files:
            try:
                paths[file.sha256] = locks.enter_context(unlocked(file.path, options.passwords))
            except InputError:
                yield NotOpened(file.sha256)
        kinds = {file.sha256: file.media_type for file in files}
        batches = [paths] if paths else []
        while batches:
            batch = batches.pop()
            seconds = _TOGETHER_SECONDS if len(batch) > 1 else _ALONE_SECONDS
            read = _Batch(batch, kinds[next(iter(batch))], options, seconds)
            yield from read.pages()
            left = {sha256: path for sha256, path in batch.items() if sha256 not in read.done}
            if len(batch) > 1 and not read.ended:
                batches.extend({sha256: path} for sha256, path in left.items())
            else:
                for sha256 in left:
                    yield NotOpened(sha256)


@dataclass(slots=True)
class _Batch:
    """Files of one kind, converted in one call."""

    paths: dict[str, str]
    media_type: str
    options: ReadOptions
    seconds: float
    done: set[str] = field(default_factory=set)
    ended: bool = False

    def pages(self) -> Iterator[SecondPage]:
        """The pages of what could be converted and read."""
        ending, target, new_type = WAYS[self.media_type]
        reader = reader_for(new_type)
        with converted(self.paths, ending, target, self.seconds) as found:
            self.ended = found.ended
            for sha256, copy in found.copies.items():
                try:
                    pages = reader.count(str(copy), self.options)
                    for page in reader.read(str(copy), 1, pages, self.options):
                        self.done.add(sha256)
                        yield SecondPage(sha256, pages, page)
                except InputError:
                    continue
