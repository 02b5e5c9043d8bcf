"""A person's work in the report folder outlives the next run, and a report that is not whole is written again."""

from pathlib import Path

from pipeline.run import Outcome, hold, open_workspace, review_engagement
from pipeline.run.intake import utc_now
from tests.engagements import ENGINE, MINUTES, POLICY, TODAY, Told, make, put, settings


def run(folder: Path) -> Outcome:
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE, Told()) as workspace:
        return review_engagement(workspace, utc_now())


def test_an_edited_report_is_moved_aside_and_never_deleted(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"policy.txt": POLICY})
    run(folder)
    put(folder, "second.txt", MINUTES)
    run(folder)
    assert not list(folder.glob("report-edited-*")), "nobody worked in it"

    workbook = folder / "report" / "coverage.xlsx"
    workbook.write_bytes(workbook.read_bytes() + b" decided")
    put(folder, "third.txt", MINUTES + "more\n")
    run(folder)
    assert (folder / "report-edited-1" / "coverage.xlsx").read_bytes().endswith(b" decided")
    assert not workbook.read_bytes().endswith(b" decided")

    (folder / "report" / "my notes.txt").write_text("call the client")
    put(folder, "fourth.txt", MINUTES + "still more\n")
    run(folder)
    assert (folder / "report-edited-2" / "my notes.txt").read_text() == "call the client"


def test_a_report_that_lacks_a_file_is_written_again(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"policy.txt": POLICY})
    run(folder)
    (folder / "report" / "coverage.xlsx").unlink()
    assert run(folder).changed
    assert (folder / "report" / "coverage.xlsx").is_file()
    assert not run(folder).changed
