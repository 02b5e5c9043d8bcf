"""Spoilt files of every kind, in real children: detector, containers and readers end each with a declared error."""

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.containers.openers import CONTAINERS
from pipeline.extract.readers import READERS
from pipeline.model import Page
from tests.fuzz.fuzz_locked import locked_seeds
from tests.fuzz.fuzz_mutations import SPOILS, Spoil, Spoilt, spoilt
from tests.fuzz.fuzz_runs import Run, child, profile
from tests.fuzz.fuzz_seeds import SAME_AS, seeds

MEDIA_TYPES = tuple(sorted({media_type for reader in READERS for media_type in reader.media_types}))
CARRYING = tuple(sorted({media_type for container in CONTAINERS for media_type in container.media_types}))
DRAWN = tuple(one for one in MEDIA_TYPES if one == "application/pdf" or one.startswith("image/"))
REFUSED = "dynamic form.pdf"  # a program to draw a form with; nothing reads it, whole or spoilt
ANY_KIND = ("text.pdf", "text.docx", "text.txt", "one.png", "mail.eml")


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    with child() as made:
        yield made


@cache
def _by_type(run: Run) -> dict[str, list[str]]:
    """Names of the seeds of each media type, as the detector names them."""
    found: dict[str, list[str]] = {}
    for name, data in seeds().items():
        if known := run.identified(data, name):
            found.setdefault(known.media_type, []).append(name)
    return found


def _own(run: Run, media_type: str) -> list[str]:
    known = _by_type(run)
    return known.get(media_type) or known.get(SAME_AS.get(media_type, "")) or list(ANY_KIND)


def _bytes(change: Spoilt, other: str) -> bytes:
    return change.made(seeds()[change.seed], seeds()[other])


@profile(150)
@given(
    change=spoilt(sorted(seeds())),
    other=st.sampled_from(sorted(seeds())),
    name=st.sampled_from(sorted(seeds())) | st.text(min_size=1, max_size=60),
)
def test_the_detector_names_or_declines_every_spoilt_file(run: Run, change: Spoilt, other: str, name: str) -> None:
    run.identified(_bytes(change, other), name)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_every_reader_ends_every_spoilt_file_with_a_declared_error(run: Run, media_type: str) -> None:
    own = _own(run, media_type)

    @profile(24)
    @given(change=spoilt(own), other=st.sampled_from(sorted(seeds())))
    def spoil(change: Spoilt, other: str) -> None:
        run.read(_bytes(change, other), media_type)

    spoil()


@pytest.mark.parametrize("media_type", DRAWN)
def test_every_picture_of_a_spoilt_file_is_drawn_or_declined(run: Run, media_type: str) -> None:
    own = _own(run, media_type)

    @profile(12)
    @given(change=spoilt(own), other=st.sampled_from(sorted(seeds())))
    def spoil(change: Spoilt, other: str) -> None:
        run.drawn(_bytes(change, other), media_type)

    spoil()


@pytest.mark.parametrize("media_type", CARRYING)
def test_every_container_ends_every_spoilt_file_with_a_declared_error(run: Run, media_type: str) -> None:
    own = _own(run, media_type)

    @profile(24)
    @given(change=spoilt(own), other=st.sampled_from(sorted(seeds())))
    def spoil(change: Spoilt, other: str) -> None:
        run.opened(_bytes(change, other), media_type)

    spoil()


@pytest.mark.parametrize("name", sorted(locked_seeds()))
def test_every_lock_and_what_files_carry_end_with_a_declared_error(run: Run, name: str) -> None:
    """What one of the passwords opens, a signature, files attached, a form that is a program: spoilt, then as a run."""

    @profile(12)
    @given(change=SPOILS, other=st.sampled_from(sorted(locked_seeds())))
    def spoil(change: list[Spoil], other: str) -> None:
        data = Spoilt(name, None, tuple(change)).made(locked_seeds()[name], locked_seeds()[other])
        taken(run, data, name)

    opened = taken(run, locked_seeds()[name], name) > 0
    assert opened is (name != REFUSED), "what nobody spoilt is opened"
    spoil()


def taken(run: Run, data: bytes, name: str) -> int:
    """How many pages and members came out of a file."""
    known = run.identified(data, name)
    if known is None:
        return 0
    pages = run.read(data, known.media_type) if known.media_type in MEDIA_TYPES else []
    members = run.opened(data, known.media_type) if known.media_type in CARRYING else 0
    return len([page for page in pages if isinstance(page, Page)]) + members


def test_what_nobody_spoilt_is_opened(run: Run) -> None:
    known = _by_type(run)
    archives = {media_type for kind in CONTAINERS if not kind.is_document for media_type in kind.media_types}
    assert {"application/zip", "application/x-tar"} <= known.keys()
    for media_type in known.keys() & set(CARRYING):
        members = [run.opened(seeds()[name], media_type) for name in known[media_type]]
        assert all(members) or media_type not in archives


def test_what_nobody_spoilt_is_read(run: Run) -> None:
    """Else the tests above would only show that nothing is read at all."""
    known = _by_type(run)
    assert {"application/pdf", "text/plain", "image/png"} <= known.keys()
    for media_type in known.keys() & set(MEDIA_TYPES):
        for name in known[media_type]:
            assert any(isinstance(value, Page) for value in run.read(seeds()[name], media_type)), name


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_reader_given_another_kind_of_file_says_so(run: Run, media_type: str) -> None:
    for name in ("text.txt", "box.zip", "one.png", "text.pdf"):
        run.read(seeds()[name], media_type)
