"""engagement.toml and the folders around it."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.engagement import Folders, load_engagement, months_before
from pipeline.errors import UnsafeConfigurationError, UsageError

GOOD = 'client = "Acme"\ninstrument = "ab-aasp"\naudit_date = 2026-10-15\n'


def write(folder: Path, text: str) -> Path:
    (folder / "inbox").mkdir(exist_ok=True)
    (folder / "engagement.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_window_is_twelve_months_both_days_inclusive(tmp_path: Path) -> None:
    window = load_engagement(write(tmp_path, GOOD)).window()
    assert (window.first, window.last) == (date(2025, 10, 15), date(2026, 10, 15))


def test_own_window_dates_win(tmp_path: Path) -> None:
    window = load_engagement(write(tmp_path, GOOD + "window_from = 2026-01-01\nwindow_to = 2026-06-30\n")).window()
    assert (window.first, window.last) == (date(2026, 1, 1), date(2026, 6, 30))


def test_all_problems_come_in_one_message(tmp_path: Path) -> None:
    text = 'client = ""\ninstrument = "ab-aasp"\naudit_date = "soon"\ncolour = "red"\n[[sites]]\nnam = "Yard"\n'
    with pytest.raises(UsageError) as caught:
        load_engagement(write(tmp_path, text))
    for word in ("client", "audit_date", "unknown key 'colour'", "unknown key 'sites.0.nam'"):
        assert word in caught.value.message


@pytest.mark.parametrize("text", ["client = ", "client = 'a'\nclient = 'b'\n", "\xff"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "engagement.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageError, match=r"engagement\.toml"):
        load_engagement(tmp_path)


def test_an_inbox_inside_the_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report" / "inner").mkdir(parents=True)
    (tmp_path / "inbox").symlink_to(tmp_path / "report" / "inner")
    with pytest.raises(UnsafeConfigurationError):
        Folders(root=tmp_path).check()


def test_a_store_inside_the_inbox_is_refused(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "s").mkdir(parents=True)
    (tmp_path / "store").symlink_to(tmp_path / "inbox" / "s")
    with pytest.raises(UnsafeConfigurationError):
        Folders(root=tmp_path).check()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 10, 15), 12, date(2025, 10, 15)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 5), 2, date(2025, 11, 5)),
    ],
)
def test_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [("window_from = 2026-12-01", "window_from is after audit_date"), ("head_count = true", "head_count")],
)
def test_values_that_would_make_a_silent_nonsense_are_refused(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_engagement(write(tmp_path, GOOD + line + "\n"))
    assert said in caught.value.message
