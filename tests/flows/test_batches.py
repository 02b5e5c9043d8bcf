"""The flow's plain parts: batches, the gravest exit code, the counts it shows."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.environment import prepare
from pipeline.errors import ExitCode, SetupError, UsageError
from tests.engagements import make


@pytest.fixture(scope="module", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Prefect makes its home when it is imported: not in ours."""
    before = dict(os.environ)
    prepare(tmp_path_factory.mktemp("home"))
    yield
    os.environ.clear()
    os.environ.update(before)


@given(st.lists(st.text("ab", max_size=3), max_size=200))
def test_batches_are_few_and_lose_nothing(hashes: list[str]) -> None:
    from flows.review import MOST_BATCHES, in_batches

    batches = in_batches(hashes)
    assert len(batches) <= MOST_BATCHES and all(batches)
    assert [one for batch in batches for one in batch] == hashes


@pytest.mark.parametrize(
    ("codes", "expected"),
    [((), 0), ((0, 0), 0), ((0, 4), 4), ((4, 2, 0), 2), ((8, 4), 8), ((7, 1, 6), 1)],
)
def test_the_gravest_exit_code_stands_for_the_night(codes: tuple[int, ...], expected: int) -> None:
    from flows.nightly import Night, worst

    assert worst(Night("n", ExitCode(code), True) for code in codes) == expected


def test_engagements_are_found_in_name_order_and_links_are_not_followed(tmp_path: Path) -> None:
    from flows.nightly import engagements_below

    for name in ("b", "a", "empty"):
        make(tmp_path / name, {})
    (tmp_path / "empty" / "engagement.toml").unlink()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert [folder.name for folder in engagements_below(tmp_path)] == ["a", "b"]


def test_prefect_lives_beside_the_ledger_and_sends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PREFECT_HOME", "PREFECT_PROFILES_PATH", "PREFECT_SERVER_ANALYTICS_ENABLED", "DO_NOT_TRACK"):
        monkeypatch.delenv(name, raising=False)
    folder = make(tmp_path / "e", {})
    prepare(folder)
    assert Path(os.environ["PREFECT_HOME"]) == folder / "store" / ".prefect"
    assert (os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"], os.environ["DO_NOT_TRACK"]) == ("false", "1")


def test_a_prefect_home_of_the_user_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", "/somewhere")
    prepare(tmp_path)
    assert os.environ["PREFECT_HOME"] == "/somewhere"


def test_a_server_that_does_not_answer_is_a_missing_dependency() -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.review import reach_server

    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}), pytest.raises(SetupError, match="reached"):
        reach_server()


def test_the_timetable_names_the_next_night() -> None:
    from flows.timetable import next_moment, sleep_until

    evening = datetime(2026, 2, 28, 22, 15, tzinfo=UTC)
    assert next_moment("30 3 * * *", evening) == datetime(2026, 3, 1, 3, 30, tzinfo=UTC)
    sleep_until(evening - timedelta(days=400))  # what lies behind us is not waited for


@pytest.mark.parametrize("cron", ["soon", "61 3 * * *", "0 0 31 2 *", ""])
def test_a_timetable_that_makes_no_sense_is_refused(cron: str) -> None:
    from flows.timetable import next_moment

    with pytest.raises(UsageError, match="timetable"):
        next_moment(cron, datetime(2026, 2, 28, tzinfo=UTC))
