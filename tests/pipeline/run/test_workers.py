"""How many read at once changes nothing: one and three workers give the same report but for times."""

from datetime import UTC, datetime
from pathlib import Path

from pipeline.run import hold, open_workspace, review_engagement
from pipeline.run.progress import silent
from tests.engagements import ENGINE, MINUTES, POLICY, TODAY, comparable, coverage, digital_pdf, make, settings, zip_of

FILES = {
    "b/policy.txt": POLICY,
    "a/minutes.txt": MINUTES,
    "dump.zip": zip_of([("minutes.txt", MINUTES), ("torn.pdf", "%PDF-1.4 torn"), ("deep.pdf", digital_pdf(3))]),
    **{f"{number}.pdf": digital_pdf(2, f"Topic {number}") for number in range(5)},
}


def test_one_and_three_workers_give_the_same_report(tmp_path: Path) -> None:
    reports = []
    for workers in (1, 3):
        folder = make(tmp_path / str(workers), FILES)
        chosen = settings(workers=workers)
        with hold(folder), open_workspace(folder, chosen, TODAY, ENGINE, silent) as workspace:
            review_engagement(workspace, datetime(2026, 3, 1, 9, tzinfo=UTC))
        reports.append(comparable(coverage(folder)))
    assert len(reports[0]["documents"]) >= 8
    assert reports[0] == reports[1]
