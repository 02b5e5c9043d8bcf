"""A file that trips our own code while it is understood costs that file, never the report of all others."""

from pathlib import Path

from classifiers.model import Classification, Sample
from pipeline.errors import ExitCode
from pipeline.run import (
    begin,
    finish,
    hold,
    open_workspace,
    read_batch,
    report_again,
    settle_items,
    stamp_of,
    understand_all,
    write_reports,
)
from pipeline.run.intake import utc_now
from tests.engagements import ENGINE, MINUTES, POLICY, TODAY, coverage, make, settings, states


def trips_on_minutes(sample: Sample) -> Classification:
    if "Toolbox" in sample.text:
        raise LookupError("Toolbox words of the client")
    return Classification("hs_policy", "policy", 0.97, None, ("Its heading.",))


def test_the_others_are_reported_and_the_fault_is_a_row(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"minutes.txt": MINUTES, "policy.txt": POLICY})
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        intake = begin(workspace, utc_now())
        read_batch(workspace, intake.to_read, stamp_of(workspace))
        settle_items(workspace)
        understand_all(workspace, stamp_of(workspace), trips_on_minutes)
        outcome = finish(workspace, intake, write_reports(workspace, intake, utc_now()))
        assert outcome.exit_code is ExitCode.WITH_EXCEPTIONS
        report = coverage(folder)
        (row,) = report["exceptions"]
        assert (row["class"], row["step"], row["file"], row["page"]) == ("bug", "understand", "minutes.txt", None)
        assert states(folder) == {"minutes.txt": "processed", "policy.txt": "processed"}
        kinds = {one["file"]: (one["type"], one["restricted"]) for one in report["documents"]}
        assert kinds == {"minutes.txt": ("unknown", True), "policy.txt": ("hs_policy", False)}
        log = (folder / "store" / "log" / "faults.txt").read_text(encoding="utf-8")
        assert "trips_on_minutes" in log and "words of the client" not in log
        assert report_again(workspace, utc_now()).exceptions == 1  # the fault stays on the books
