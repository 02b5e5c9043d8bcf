"""Pages that are to be read to jobs for children: long files first, jobs that get smaller towards the end.

The longest job is what the other children wait for at the end, so that a range may only be as long as a share of what
is left; and a page of a scan takes a hundred times as long as a typed one, which nobody knows before it is read.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_SHARES = 2
"""A job takes at most one of so many shares a worker of the pages that are left."""


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages ``first`` to ``last`` of one content.

    Args:
        divisible: Its pages may be read in several jobs; False where every job would have to read the whole file.
    """

    sha256: str
    first: int
    last: int
    divisible: bool = True

    @property
    def id(self) -> str:
        """Its name as a job."""
        return f"{self.sha256}:{self.first}-{self.last}"

    @property
    def pages(self) -> int:
        """How many."""
        return self.last - self.first + 1


def ranges_of(sha256: str, numbers: Sequence[int], *, divisible: bool = True) -> list[PageRange]:
    """Ascending page numbers as ranges without gaps."""
    ranges: list[PageRange] = []
    for number in numbers:
        if ranges and ranges[-1].last == number - 1:
            ranges[-1] = replace(ranges[-1], last=number)
        else:
            ranges.append(PageRange(sha256, number, number, divisible))
    return ranges


class PageQueue:
    """Ranges waiting to be read.

    Args:
        ranges: In any order; those of the file with the most pages come first.
        workers: Children at work at once.
        most: Pages of the longest job.
    """

    def __init__(self, ranges: Iterable[PageRange], workers: int, most: int) -> None:
        self._workers, self._most = workers, most
        every = list(ranges)
        waiting: dict[str, int] = {}
        for part in every:
            waiting[part.sha256] = waiting.get(part.sha256, 0) + part.pages
        self._ranges = deque(sorted(every, key=lambda part: -waiting[part.sha256]))
        self._left = sum(waiting.values())

    def __bool__(self) -> bool:
        return bool(self._ranges)

    @property
    def pages(self) -> int:
        """Pages waiting."""
        return self._left

    def put(self, ranges: Iterable[PageRange]) -> None:
        """Let them wait at the end."""
        for part in ranges:
            self._ranges.append(part)
            self._left += part.pages

    def drop(self, sha256: str) -> list[PageRange]:
        """Take out what waits of one file."""
        dropped = [part for part in self._ranges if part.sha256 == sha256]
        self._ranges = deque(part for part in self._ranges if part.sha256 != sha256)
        self._left -= sum(part.pages for part in dropped)
        return dropped

    def jobs(self) -> Iterator[PageRange]:
        """The next job each time one is asked for, until nothing waits; never two files in one."""
        while self._ranges:
            part = self._ranges.popleft()
            job = replace(part, last=min(part.last, part.first + self._size(part) - 1))
            if job.last < part.last:
                self._ranges.appendleft(replace(part, first=job.last + 1))
            self._left -= job.pages
            yield job

    def _size(self, part: PageRange) -> int:
        if not part.divisible:
            return part.pages
        return max(1, min(self._most, self._left // (_SHARES * self._workers)))
