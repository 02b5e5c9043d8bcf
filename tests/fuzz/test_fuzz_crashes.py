"""Every file that once broke something: it is identified, read and opened again, and ends with a declared error."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.containers.openers import container_for
from pipeline.extract.ole_chains import circular
from pipeline.extract.readers import READERS
from tests.fuzz.fuzz_runs import Run, child

CRASHES = Path(__file__).parent / "crashes"
FILES = sorted(path for path in CRASHES.iterdir() if path.suffix != ".md")


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    with child() as made:
        yield made


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_what_once_broke_something_ends_well(run: Run, file: Path) -> None:
    data, media_type = file.read_bytes(), file.name.partition("--")[0].replace("_", "/", 1)
    run.identified(data, file.name)
    if any(media_type in reader.media_types for reader in READERS):
        run.read(data, media_type)
        run.drawn(data, media_type)
    if container_for(media_type) is not None:
        run.opened(data, media_type)


def test_every_file_is_in_the_table() -> None:
    table = (CRASHES / "README.md").read_text(encoding="utf-8")
    assert FILES and all(f"| `{file.name}` |" in table for file in FILES)
    assert all(file.stat().st_size < 200_000 for file in FILES)


@pytest.mark.parametrize(
    ("following", "is_one"),
    [([], False), ([1, 2, -2], False), ([1, 0], True), ([0], True), ([-1, -2, 99], False), ([3, 3, 3, -2], False)],
)
def test_a_circle_is_told_from_chains_that_meet(following: list[int], is_one: bool) -> None:
    assert circular(following) is is_one
