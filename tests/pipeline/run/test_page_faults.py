"""A page that takes its reader down costs that page: the others are read, the books balance, the next run tries it."""

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import fault_readers

from pipeline.errors import ExitCode
from pipeline.isolation.frames import JobFunction
from pipeline.run import (
    Outcome,
    begin,
    finish,
    hold,
    open_workspace,
    read_batch,
    review_engagement,
    settle_items,
    stamp_of,
    understand_all,
    write_reports,
)
from pipeline.run.intake import utc_now
from pipeline.run.reading import FAULTS_PER_FILE
from tests.engagements import ENGINE, POLICY, TODAY, coverage, digital_pdf, make, settings, states
from tests.processes import marked, wait_until_gone


def run_with(folder: Path, reader: JobFunction, **chosen: Any) -> Outcome:
    """As `review_engagement`, with another reader in the children."""
    with hold(folder), open_workspace(folder, settings(**chosen), TODAY, ENGINE) as workspace:
        intake = begin(workspace, utc_now())
        read_batch(workspace, intake.to_read, stamp_of(workspace), reader)
        settle_items(workspace)
        understand_all(workspace, stamp_of(workspace))
        return finish(workspace, intake, write_reports(workspace, intake, utc_now()))


def run(folder: Path) -> Outcome:
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        return review_engagement(workspace, utc_now())


@pytest.mark.parametrize(
    ("reader", "kind", "retryable", "lost"),
    [
        (fault_readers.hangs, "timed_out", True, [3]),
        (fault_readers.hangs_in_c, "timed_out", True, [3]),
        (fault_readers.runs_out_of_memory, "out_of_memory", True, [3]),
        (fault_readers.leaves_quietly, "crashed", True, [3]),
        (fault_readers.is_killed, "crashed", True, [3]),
        (fault_readers.segfaults, "crashed", True, [3]),
        (fault_readers.talks_garbage, "crashed", True, [3]),
        (fault_readers.says_half_a_line, "crashed", True, [3]),
        (fault_readers.says_bad_letters, "crashed", True, [3]),
        (fault_readers.leaves_an_orphan, "crashed", True, [3]),
        (fault_readers.trips, "bug", False, [3]),
        (fault_readers.shouts, None, None, []),  # nobody listens
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_the_other_pages_are_read(
    tmp_path: Path, reader: JobFunction, kind: str, retryable: bool, lost: list[int]
) -> None:
    folder = make(tmp_path / "e", {"six.pdf": digital_pdf(6), "next.pdf": digital_pdf(1), "policy.txt": POLICY})
    outcome = run_with(folder, reader, silence_seconds=3.0)
    report = coverage(folder)
    assert outcome.exit_code is (ExitCode.WITH_EXCEPTIONS if lost else ExitCode.COMPLETE)
    assert states(folder) == dict.fromkeys(("policy.txt", "six.pdf", "next.pdf"), "processed")
    rows = [(row["class"], row["file"], row["page"], row["retryable"]) for row in report["exceptions"]]
    assert rows == [(kind, "six.pdf", page, retryable) for page in lost]
    (six,) = (item for item in report["items"] if item["file"] == "six.pdf")
    read = [page["number"] for page in six["pages"] if page["text_origin"] == "embedded"]
    assert read == [page for page in range(1, 7) if page not in lost]
    pages = report["reconciliation"]["pages"]
    assert (pages["discovered"], pages["text"], pages["exception"]) == (8, 8 - len(lost), len(lost))
    assert not (folder / "store" / "scratch").exists(), "temporary files are left"
    assert wait_until_gone(marked(fault_readers.ORPHAN)) == set(), "a process is left"


def test_the_next_run_tries_the_lost_page_only(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"six.pdf": digital_pdf(6)})
    run_with(folder, fault_readers.segfaults)
    outcome = run(folder)
    assert (outcome.exit_code, outcome.changed) == (ExitCode.COMPLETE, True)
    assert coverage(folder)["exceptions"] == []


def test_a_file_that_kills_every_reader_is_an_exception_and_is_given_up(tmp_path: Path) -> None:
    pages = FAULTS_PER_FILE + 4
    folder = make(tmp_path / "e", {"evil.pdf": digital_pdf(pages), "policy.txt": POLICY})
    run_with(folder, fault_readers.dies_at_once)
    assert states(folder) == {"evil.pdf": "crashed", "policy.txt": "crashed"}
    totals = coverage(folder)["reconciliation"]
    assert (totals["exception"], totals["pages"]["exception"]) == (2, pages + 1)


def test_the_trace_of_our_own_mistake_is_kept_without_words_of_the_client(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"six.pdf": digital_pdf(6)})
    run_with(folder, fault_readers.trips)
    log = (folder / "store" / "log" / "faults.txt").read_text(encoding="utf-8")
    assert "fault_readers.py" in log and "words of the client" not in log
