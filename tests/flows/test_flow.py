"""The flow gives the report that the plain run gives, shows no client's words, and keeps to its own folder."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.conftest import run_cli
from tests.engagements import MINUTES, POLICY, SETTINGS, comparable, coverage, digital_pdf, make, zip_of
from tests.flows.conftest import Server, clean_environment

pytestmark = pytest.mark.prefect

SECRET_NAME = "quartermain-injury"
FILES = {
    f"{SECRET_NAME}.txt": POLICY,
    "<img src=x onerror=alert(1)> [x](javascript:1) \u202e.txt": MINUTES + "<script>alert(2)</script>\n",
    "dump.zip": zip_of([("minutes.txt", MINUTES), ("torn.pdf", "%PDF-1.4 torn")]),
    **{f"{number}.pdf": digital_pdf(1, f"Topic {number}") for number in range(17)},
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engagement before and after a plain run."""
    folder = make(tmp_path_factory.mktemp("plain") / "before", FILES)
    after = Path(shutil.copytree(folder, folder.with_name("after")))
    assert main(["run", str(after)]) == 4
    return folder.parent


def words_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def check_output(done: Any) -> None:
    """Five lines on standard output, the stages and our one caution on standard error; nothing of Prefect's."""
    assert done.returncode == 4, done.stderr
    assert [line.split(":")[0] for line in words_of(done.stdout)] == [
        "Files in", "Documents", "Questions", "Exceptions", "Report",
    ]  # fmt: skip
    said = words_of(done.stderr)
    cautions = [line for line in said if line.startswith("! ")]
    assert len(cautions) == 1 and "no head count" in cautions[0], done.stderr
    stages = [line.split(" (")[0] for line in said if line not in cautions]
    assert set(stages) <= {"intake", "identifying", "reading", "understanding", "coverage", "report"}, done.stderr
    assert stages[:4] == ["intake", "identifying", "reading", "understanding"]


def test_a_running_server_shows_counts_and_never_words(plain: Path, server: Server, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(plain / "before", tmp_path / "acme"))
    home = tmp_path / "home"
    home.mkdir()
    secret = f"sqlite:///{folder}/store/pass-word.sqlite"
    (folder / "store").mkdir(mode=0o700)
    done = run_cli(
        "run", str(folder), env=clean_environment(home, PREFECT_API_URL=server.url, COR_EVIDENCE_STORE_URL=secret)
    )
    check_output(done)
    assert comparable(coverage(folder)) == comparable(coverage(plain / "after"))
    assert list(home.iterdir()) == []

    keys = {one["key"] for one in server.ask("/artifacts/filter")}  # other tests of this process may use the server
    assert {key for key in keys if key.endswith("acme")} == {"coverage-acme", "exceptions-acme", "report-link-acme"}
    shown = "".join(
        json.dumps(server.ask(f"/{kind}/filter")) for kind in ("artifacts", "flow_runs", "task_runs", "logs")
    )
    for word in (
        SECRET_NAME,
        "torn.pdf",
        "minutes",
        "committed to safe work",
        "Jo Smith",
        "Topic",
        "pass-word",
        "onerror",
        "javascript:1",
    ):
        assert word not in shown, word
    assert "candidate" in shown and "damaged" in shown and "index.html" in shown
    assert 4 <= server.ask("/task_runs/count") <= 20


def test_without_a_server_everything_stays_in_the_engagement(plain: Path, server: Server, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(plain / "before", tmp_path / "acme"))
    home = tmp_path / "home"
    home.mkdir()
    seed_database(server.home, folder / "store" / ".prefect")
    done = run_cli("run", str(folder), "--flow", env=clean_environment(home))
    check_output(done)
    assert comparable(coverage(folder)) == comparable(coverage(plain / "after"))
    assert list(home.iterdir()) == []
    assert sorted(path.name for path in folder.iterdir()) == ["engagement.toml", "inbox", "report", "store"]

    again = run_cli("run", str(folder), "--flow", env=clean_environment(home))
    assert again.returncode == 4 and again.stdout.startswith("Nothing changed")
    assert [line[:2] for line in words_of(again.stderr)] == ["! "]


def seed_database(source: Path, target: Path) -> None:
    """A migrated, whole copy of the server's database: making a new one costs ten seconds and tests Prefect only."""
    target.mkdir(parents=True)
    with sqlite3.connect(source / "prefect.db") as live, sqlite3.connect(target / "prefect.db") as copy:
        live.backup(copy)


def test_one_broken_engagement_does_not_stop_the_night(server: Server, tmp_path: Path) -> None:
    root, home = tmp_path / "root", tmp_path / "home"
    home.mkdir()
    make(root / "1-good", {"policy.txt": POLICY})
    make(root / "2-bad-key", {"policy.txt": POLICY}, SETTINGS + "colour = 1\n")
    make(root / "3-nothing-readable", {"empty.txt": ""})
    make(root / "4-damaged", {"policy.txt": POLICY})
    (root / "4-damaged" / "store").mkdir()
    (root / "4-damaged" / "store" / "ledger.sqlite").write_bytes(b"no database at all" * 100)
    make(root / "5-good-too", {"policy.txt": POLICY, "torn.pdf": "%PDF-1.4 torn"})
    (root / "no-engagement").mkdir()
    env = clean_environment(home, PREFECT_API_URL=server.url)
    done = run_cli("nightly", str(root), "--once", "--json", env=env)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["engagement"], row["exit_code"], row["changed"]) for row in rows] == [
        ("1-good", 0, True), ("2-bad-key", 2, False), ("3-nothing-readable", 8, True), ("4-damaged", 6, False),
        ("5-good-too", 4, True),
    ]  # fmt: skip
    assert "unknown key 'colour'" in rows[1]["message"]
    assert done.returncode == 2, "the gravest"
    assert "Traceback" not in done.stderr and "prefect" not in done.stderr.casefold()
    assert list(home.iterdir()) == []
    assert (root / "5-good-too" / "report" / "index.html").is_file()
