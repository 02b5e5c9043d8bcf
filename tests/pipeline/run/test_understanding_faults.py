"""A file that trips, hangs or kills what understands it costs that file, never the report of all others."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import fault_understanding

from pipeline.errors import ExitCode
from pipeline.isolation.frames import JobFunction
from pipeline.run import (
    begin,
    finish,
    hold,
    open_workspace,
    read_batch,
    report_again,
    review_engagement,
    settle_items,
    stamp_of,
    understand_all,
    write_reports,
)
from pipeline.run.intake import utc_now
from tests.engagements import ENGINE, MINUTES, POLICY, TODAY, coverage, make, settings, states


@pytest.mark.parametrize(
    ("job", "kind"),
    [
        (fault_understanding.trips, "bug"),
        (fault_understanding.hangs, "timed_out"),
        (fault_understanding.hoards, "out_of_memory"),
        (fault_understanding.dies, "crashed"),
    ],
)
def test_the_others_are_reported_and_the_fault_is_a_row(tmp_path: Path, job: JobFunction, kind: str) -> None:
    folder = make(tmp_path / "e", {"minutes.txt": MINUTES, "policy.txt": POLICY})
    quick = settings(document_seconds=3.0, page_seconds=0.5)
    with hold(folder), open_workspace(folder, quick, TODAY, ENGINE) as workspace:
        intake = begin(workspace, utc_now())
        read_batch(workspace, intake.to_read, stamp_of(workspace))
        settle_items(workspace)
        understand_all(workspace, stamp_of(workspace), job)
        outcome = finish(workspace, intake, write_reports(workspace, intake, utc_now()))
        assert outcome.exit_code is ExitCode.WITH_EXCEPTIONS
        report = coverage(folder)
        (row,) = report["exceptions"]
        assert (row["class"], row["step"], row["file"], row["page"]) == (kind, "understand", "minutes.txt", None)
        assert row["message"].startswith("The file was read, but") and row["remedy"]
        assert states(folder) == {"minutes.txt": "processed", "policy.txt": "processed"}
        kinds = {one["file"]: (one["type"], one["restricted"]) for one in report["documents"]}
        assert kinds == {"minutes.txt": ("unknown", True), "policy.txt": ("hs_policy", False)}
        log = folder / "store" / "log" / "faults.txt"
        assert log.exists() is (kind == "bug")
        if kind == "bug":
            words = log.read_text(encoding="utf-8")
            assert "fault_understanding.py" in words and "words of the client" not in words
            assert report_again(workspace, utc_now()).exceptions == 1  # a mistake of ours stays on the books


def test_the_next_run_tries_again_what_may_pass(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"minutes.txt": MINUTES, "policy.txt": POLICY})
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        intake = begin(workspace, utc_now())
        read_batch(workspace, intake.to_read, stamp_of(workspace))
        settle_items(workspace)
        understand_all(workspace, stamp_of(workspace), fault_understanding.dies)
        finish(workspace, intake, write_reports(workspace, intake, utc_now()))
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        assert review_engagement(workspace, utc_now()).exit_code is ExitCode.COMPLETE
    assert coverage(folder)["exceptions"] == []
    assert {one["file"]: one["restricted"] for one in coverage(folder)["documents"]}["minutes.txt"] is False
