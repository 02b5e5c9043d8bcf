"""How pages are handed out: every page once, long files first, and no long job while the others have nothing left."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.page_ranges import PageQueue, PageRange, ranges_of


def jobs(pages: dict[str, int], workers: int = 2, most: int = 8) -> list[PageRange]:
    return list(PageQueue((PageRange(name, 1, count) for name, count in pages.items()), workers, most).jobs())


def test_numbers_become_ranges_without_gaps() -> None:
    assert ranges_of("a", [1, 2, 3, 5, 8, 9]) == [PageRange("a", 1, 3), PageRange("a", 5, 5), PageRange("a", 8, 9)]
    assert ranges_of("a", []) == []


def test_one_long_file_is_cut_and_ends_in_single_pages() -> None:
    sizes = [job.pages for job in jobs({"a": 300})]
    assert sizes[:10] == [8] * 10
    assert sizes[-4:] == [1, 1, 1, 1]
    assert sizes == sorted(sizes, reverse=True)


def test_the_longest_file_is_begun_first_and_small_ones_keep_their_order() -> None:
    assert list(dict.fromkeys(job.sha256 for job in jobs({"b": 1, "a": 1, "c": 40, "d": 1}))) == ["c", "b", "a", "d"]


def test_a_file_is_never_joined_with_another() -> None:
    assert [(job.sha256, job.first, job.last) for job in jobs({"a": 3, "b": 2}, workers=1)] == [
        ("a", 1, 2), ("a", 3, 3), ("b", 1, 1), ("b", 2, 2)
    ]  # fmt: skip


def test_a_file_that_must_be_read_whole_is_one_job() -> None:
    queue = PageQueue([PageRange("sheets", 1, 40, divisible=False), PageRange("scan", 1, 3)], 2, 8)
    assert [job.pages for job in queue.jobs()] == [40, 1, 1, 1]


def test_what_waits_of_one_file_can_be_given_up() -> None:
    queue = PageQueue([PageRange("a", 1, 9), PageRange("b", 1, 1), PageRange("a", 11, 12)], 1, 4)
    handed = queue.jobs()
    assert next(handed) == PageRange("a", 1, 4)
    assert queue.drop("a") == [PageRange("a", 5, 9), PageRange("a", 11, 12)]
    assert queue.pages == 1
    assert [job.id for job in handed] == ["b:1-1"]


def test_what_is_put_back_waits_at_the_end() -> None:
    queue = PageQueue([PageRange("a", 1, 2), PageRange("b", 1, 1)], 2, 8)
    handed = queue.jobs()
    assert next(handed) == PageRange("a", 1, 1)
    queue.put([PageRange("c", 7, 7)])
    assert [job.id for job in handed] == ["a:2-2", "b:1-1", "c:7-7"]
    assert not queue
    queue.put([PageRange("c", 9, 9)])
    assert [job.id for job in queue.jobs()] == ["c:9-9"]


@given(
    pages=st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 90), max_size=8),
    workers=st.integers(1, 9),
    most=st.integers(1, 30),
)
def test_every_page_is_handed_out_once_and_no_job_is_too_long(pages: dict[str, int], workers: int, most: int) -> None:
    given_out = jobs(pages, workers, most)
    read = sorted((job.sha256, number) for job in given_out for number in range(job.first, job.last + 1))
    assert read == sorted((name, number) for name, count in pages.items() for number in range(1, count + 1))
    left = sum(pages.values())
    for job in given_out:
        assert job.pages <= max(1, min(most, left // (2 * workers)))
        left -= job.pages
