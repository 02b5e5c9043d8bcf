"""A day that later files of the dump settle: the paper is not read again, the report says which file told."""

from pathlib import Path
from typing import Any

from app.inspection import inspect_files
from pipeline.run import Outcome, hold, open_workspace, review_engagement
from pipeline.run.intake import utc_now
from tests.engagements import ENGINE, TODAY, Told, coverage, make, put, settings


def walk(day: str) -> str:
    return (
        f"WORKPLACE INSPECTION REPORT\nNobody Ltd.\nForm SF-31\nDate of inspection: {day}\nInspected by: Jane Doe\n"
        "Walkways clear: yes\nExtinguishers charged: yes\nLadders sound: no, rung loose\nFirst aid kit complete: yes\n"
    )


UNCLEAR, OTHERS = walk("01/02/2026"), {f"walk {day}.txt": walk(f"{day}/01/2026") for day in (14, 21, 28)}


def run(folder: Path, workers: int) -> tuple[Outcome, Told]:
    told = Told()
    with hold(folder), open_workspace(folder, settings(workers=workers), TODAY, ENGINE, told) as workspace:
        return review_engagement(workspace, utc_now()), told


def row(folder: Path) -> dict[str, Any]:
    """The unclear paper as the report has it, but for its number, which tells when it came."""
    found = next(one for one in coverage(folder)["documents"] if one["file"] == "unclear.txt")
    return {key: found[key] for key in ("evidence_date", "reasons", "type")}


def test_files_that_come_later_settle_a_day_and_are_cited(tmp_path: Path) -> None:
    folder = make(tmp_path / "grown", {"unclear.txt": UNCLEAR})
    run(folder, 2)
    assert row(folder)["evidence_date"]["state"] == "ambiguous"
    for name, text in OTHERS.items():
        put(folder, name, text)
    _, told = run(folder, 2)
    assert told.pages_read() == len(OTHERS)
    grown = row(folder)
    assert (grown["evidence_date"]["state"], grown["evidence_date"]["value"]) == ("read", "2026-02-01")
    assert "walk 14.txt, page 1" in grown["reasons"][-1]
    _, told = run(folder, 2)
    assert told.pages_read() == 0 and row(folder) == grown
    at_once = make(tmp_path / "at once", {**OTHERS, "unclear.txt": UNCLEAR})
    run(at_once, 1)
    assert row(at_once) == grown


def test_files_inspected_together_may_be_anybodys_and_settle_nothing(tmp_path: Path) -> None:
    files = [put(tmp_path, name, text) for name, text in {**OTHERS, "unclear.txt": UNCLEAR}.items()]
    found = inspect_files(files, settings(workers=2), ENGINE, TODAY)
    days = [one.documents[0].understanding.evidence_date.state for one in found]
    assert days == ["read", "read", "read", "ambiguous"]
