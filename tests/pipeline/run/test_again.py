"""A second run reads only what is new, and says so when nothing is."""

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.engagement import load_engagement
from pipeline.errors import ExitCode, UsageError
from pipeline.run import Outcome, begin, hold, open_workspace, report_again, review_engagement, switch
from pipeline.run.custody import differences
from pipeline.run.intake import utc_now
from pipeline.run.memory import OUTCOME
from rules.load import PACKS
from tests.engagements import (
    ENGINE,
    MINUTES,
    POLICY,
    SETTINGS,
    TODAY,
    Told,
    comparable,
    coverage,
    digital_pdf,
    make,
    page_rows,
    put,
    settings,
    states,
    zip_of,
)


def run(folder: Path, *instruments: str, **chosen: object) -> tuple[Outcome, Told]:
    told = Told()
    with hold(folder), open_workspace(folder, settings(**chosen), TODAY, ENGINE, told) as workspace:
        return review_engagement(workspace, utc_now(), instruments), told


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome, Told]:
    """A small engagement after its first run; read once for all tests."""
    dump = zip_of([("HR/minutes.txt", MINUTES), ("inner.zip", zip_of([("deep.txt", "Deep in the dump")]))])
    files = {"policy.txt": POLICY, "check.pdf": digital_pdf(3), "dump.zip": dump}
    made = make(tmp_path_factory.mktemp("first") / "e", files)
    return made, *run(made)


@pytest.fixture
def folder(first: tuple[Path, Outcome, Told], tmp_path: Path) -> Path:
    """A copy of it, dates and all."""
    return Path(shutil.copytree(first[0], tmp_path / "e"))


def test_nothing_is_read_twice(folder: Path, first: tuple[Path, Outcome, Told]) -> None:
    _, before, told = first
    assert (before.exit_code, before.changed) == (ExitCode.COMPLETE, True)
    assert (told.files_identified(), told.pages_read()) == (3, 6)
    rows, report = page_rows(folder), (folder / "report" / "coverage.json").read_bytes()

    again, told = run(folder)
    assert again == replace(before, changed=False, report=folder / "report")
    assert told.steps == []
    assert (page_rows(folder), (folder / "report" / "coverage.json").read_bytes()) == (rows, report)


def test_an_added_file_is_the_only_one_read(folder: Path) -> None:
    rows = page_rows(folder)
    put(folder, "new.txt", "Emergency response plan\n")
    outcome, told = run(folder)
    after = page_rows(folder)
    assert outcome.changed and (told.files_identified(), told.pages_read()) == (1, 1)
    assert rows.items() <= after.items() and len(after) == len(rows) + 1
    assert {"kind": "file", "subject": "new.txt", "before": None, "after": "processed"} in coverage(folder)["changes"]


def test_evidence_numbers_never_change(folder: Path) -> None:
    before = {item["sha256"]: item["evidence_number"] for item in coverage(folder)["items"]}
    put(folder, "0-first-in-order.txt", "Visitor log\n")
    run(folder)
    after = {item["sha256"]: item["evidence_number"] for item in coverage(folder)["items"]}
    assert before.items() <= after.items()
    assert sorted(number for number in after.values() if number) == list(range(1, len(after) + 1))


def test_a_removed_file_is_shown_gone_and_nothing_is_read(folder: Path) -> None:
    (folder / "inbox" / "policy.txt").unlink()
    outcome, told = run(folder)
    assert outcome.changed and told.pages_read() == 0
    assert "policy.txt" not in states(folder)
    gone = {"kind": "file", "subject": "policy.txt", "before": "processed", "after": None}
    assert gone in coverage(folder)["changes"]


def test_a_changed_engagement_is_mapped_anew_without_reading(folder: Path) -> None:
    rows = page_rows(folder)
    (folder / "engagement.toml").write_text(SETTINGS + "head_count = 40\n", encoding="utf-8")
    outcome, told = run(folder)
    assert outcome.changed and told.pages_read() == 0 and page_rows(folder) == rows
    assert coverage(folder)["engagement"]["head_count"] == 40


def test_a_file_that_comes_while_a_run_works_is_seen_by_the_next(folder: Path) -> None:
    def arrive(step: object) -> None:
        if not (folder / "inbox" / "late.txt").exists() and getattr(step, "stage", "") == "understanding":
            put(folder, "late.txt", "Incident investigation report\n")

    put(folder, "new.txt", "Visitor log\n")
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE, arrive) as workspace:
        review_engagement(workspace, utc_now())
    assert "late.txt" not in states(folder)
    run(folder)
    assert states(folder)["late.txt"] == "processed"


def test_report_again_reads_nothing_and_hides_no_new_file(folder: Path) -> None:
    rows = page_rows(folder)
    put(folder, "new.txt", "Emergency response plan\n")
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        report_again(workspace, utc_now())
    assert page_rows(folder) == rows and "new.txt" not in states(folder)
    assert run(folder)[0].changed
    assert states(folder)["new.txt"] == "processed"


def test_report_again_leaves_an_unchanged_engagement_unchanged(folder: Path) -> None:
    before = comparable(coverage(folder))
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        report_again(workspace, utc_now())
        assert differences(workspace) == ()
    assert comparable(coverage(folder)) == before
    assert not run(folder)[0].changed


def test_report_needs_a_run_that_ended(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"policy.txt": POLICY})
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        with pytest.raises(UsageError, match="Nothing has been read"):
            report_again(workspace, utc_now())
        begin(workspace, utc_now())
        with pytest.raises(UsageError, match="did not end"):
            report_again(workspace, utc_now())


def test_another_instrument_is_mapped_from_what_is_read_and_kept_up_to_date(folder: Path, tmp_path: Path) -> None:
    own_pack = copied_pack(tmp_path / "mine")
    rows = page_rows(folder)
    outcome, told = run(folder, str(own_pack))
    assert outcome.changed and told.pages_read() == 0 and page_rows(folder) == rows
    assert coverage(folder, "mine")["instrument"]["id"] == "mine"
    assert coverage(folder)["instrument"]["id"] == load_engagement(folder).instrument
    assert not run(folder)[0].changed  # asked without it: its report stands and is as good as the other
    put(folder, "new.txt", "Emergency response plan\n")
    run(folder)
    assert [item["file"] for item in coverage(folder, "mine")["items"]] == sorted(states(folder))
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        assert differences(workspace) == ()


def test_another_instrument_leaves_the_report_that_stands_alone(folder: Path) -> None:
    report = folder / "report"
    before = {path.name: path.stat().st_mtime_ns for path in report.iterdir()}
    outcome, told = run(folder, "ab-secor")
    assert told.pages_read() == 0 and told.files_identified() == 0
    assert {path.name: path.stat().st_mtime_ns for path in report.iterdir() if path.name != "ab-secor"} == before
    (counts,) = outcome.others
    statuses = [row["status"] for row in coverage(folder, "ab-secor")["questions"]]
    assert (counts.instrument, counts.located, counts.partial) == (
        "ab-secor",
        statuses.count("candidate"),
        statuses.count("partial"),
    )
    assert not run(folder, "ab-secor")[0].changed and not run(folder)[0].changed
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        assert differences(workspace) == ()


def test_what_an_earlier_version_noted_of_its_run_is_not_read_once_something_differs(folder: Path) -> None:
    put(folder, "new.txt", POLICY)
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        workspace.ledger.remember(OUTCOME, json.dumps({"retry": False, "counts": [0] * 6, "exit_code": 0}))
        assert switch(workspace, utc_now(), ["ab-secor"]) is None


def test_a_report_on_another_instrument_that_went_away_is_made_again_when_asked_for(folder: Path) -> None:
    run(folder, "ab-secor")
    shutil.rmtree(folder / "report" / "ab-secor")
    assert run(folder, "ab-secor")[0].changed
    assert (folder / "report" / "ab-secor" / "index.html").is_file()


def test_an_own_pack_edited_under_its_name_is_mapped_again(folder: Path, tmp_path: Path) -> None:
    own = copied_pack(tmp_path / "mine")
    run(folder, str(own))
    assert not run(folder, str(own))[0].changed
    file = own / "questions.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("One plan", "Just one plan"), encoding="utf-8")
    assert run(folder, str(own))[0].changed
    assert any("Just one plan" in row["requirement"] for row in coverage(folder, "mine")["questions"])


def test_two_packs_of_one_id_are_refused_and_one_named_twice_is_one(folder: Path, tmp_path: Path) -> None:
    own, other = copied_pack(tmp_path / "mine"), copied_pack(tmp_path / "other")
    outcome, _ = run(folder, str(own), str(other))
    assert [one.instrument for one in outcome.others] == ["mine"]
    file = other / "instrument.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Partnerships COR", "Another COR"), encoding="utf-8")
    with pytest.raises(UsageError, match="Two instruments have the id mine"):
        run(folder, str(own), str(other))


def copied_pack(target: Path) -> Path:
    """The shipped pack under another name, as a partner's own edition would come."""
    shutil.copytree(PACKS / "ab-aasp", target)
    file = target / "instrument.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('id = "ab-aasp"', 'id = "mine"', 1), encoding="utf-8")
    return target


def test_a_locked_file_is_tried_again_when_its_password_comes(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("open sesame", strength=128))
    canvas.drawString(72, 700, "Emergency response plan")
    canvas.save()
    passwords = SETTINGS + 'passwords_file = "passwords.txt"\n'
    folder = make(tmp_path / "e", {"locked.pdf": out.getvalue(), "policy.txt": POLICY}, passwords)
    (folder / "passwords.txt").write_text("wrong\n", encoding="utf-8")
    run(folder)
    assert states(folder) == {"locked.pdf": "password_required", "policy.txt": "processed"}
    rows = page_rows(folder)
    assert not run(folder)[0].changed
    (folder / "passwords.txt").write_text("wrong\nopen sesame\n", encoding="utf-8")
    _, told = run(folder)
    assert (told.files_identified(), told.pages_read()) == (1, 1) and rows.items() <= page_rows(folder).items()
    assert states(folder)["locked.pdf"] == "processed"
    assert "open sesame" not in json.dumps(coverage(folder))


def test_what_a_killed_run_left_behind_is_cleared(folder: Path) -> None:
    for left in ("store/scratch/child-x/page.pgm", "store/originals/.incoming-1", ".report-1/index.html"):
        (folder / left).parent.mkdir(parents=True, exist_ok=True)
        (folder / left).write_text("half")
    put(folder, "new.txt", "Visitor log\n")
    run(folder)
    assert not (folder / "store/scratch/child-x").exists()
    assert not list(folder.rglob(".incoming-*")) and not list(folder.glob(".report-*"))


def test_a_lost_original_is_received_again_from_the_inbox(folder: Path) -> None:
    with open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        lost = next(item for item in workspace.ledger.items() if item.path == ("policy.txt",))
    original = folder / "store" / "originals" / str(lost.sha256)
    original.unlink()
    outcome, _ = run(folder)
    assert outcome.changed
    assert original.read_bytes() == (folder / "inbox" / "policy.txt").read_bytes()


def test_an_instrument_that_went_away_says_how_to_be_rid_of_it(folder: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(PACKS / "ab-aasp", tmp_path / "own"))
    text = (own / "instrument.toml").read_text(encoding="utf-8")
    (own / "instrument.toml").write_text(text.replace('id = "ab-aasp"', 'id = "own"', 1), encoding="utf-8")
    run(folder, str(own))
    assert (folder / "report" / "own" / "coverage.json").is_file()
    shutil.rmtree(own)
    with pytest.raises(UsageError) as caught:
        run(folder)
    assert "report/own" in caught.value.remedy
