"""The commands as the contracts write them: options, outputs, JSON shapes."""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app.cli import build_parser, main
from tests.engagements import MINUTES, POLICY, coverage, digital_pdf, make, page_rows, put, states, zip_of

Say = Callable[..., tuple[int, str]]
INJURY = (
    "First aid record\nInjured worker: Zeb Quartermain\nDate of injury: 2026-01-12\n"
    "Nature of injury: cut left hand on band saw\nTreatment given: bandage\nFirst aider: A. Lee\n"
)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command here; its exit code and what it printed."""

    def run(*arguments: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        code = main([str(one) for one in arguments])
        return code, capsys.readouterr().out

    return run


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dump = zip_of([("minutes.txt", MINUTES), (".DS_Store", "x")])
    files = {"policy.txt": POLICY, "check.pdf": digital_pdf(2), "dump.zip": dump, "injury.txt": INJURY}
    folder = make(tmp_path_factory.mktemp("commands") / "e", files)
    assert main(["run", str(folder)]) == 0
    return folder


@pytest.fixture
def folder(run_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(run_once, tmp_path / "e"))


OPTIONS = {
    "init": {"directory", "--instrument", "--client", "--audit-date", "--head-count", "--site", "--purpose"},
    "run": {"directory", "--flow", "--workers", "--instrument", "--json"},
    "report": {"directory", "--json"},
    "verify": {"directory", "--json"},
    "inspect": {"files", "--workers", "--json"},
    "evaluate": {"labels", "--threshold", "--json"},
    "nightly": {"root", "--once", "--workers", "--json"},
    "doctor": {"--json"},
}


def parsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (actions,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return dict(actions.choices)


def test_options_are_those_of_the_contracts() -> None:
    found = {}
    for name, parser in parsers(build_parser()).items():
        if name == "instruments":
            assert {"list", "show"} <= set(parsers(parser))
            continue
        actions = [one for one in parser._actions if not isinstance(one, argparse._HelpAction)]
        found[name] = {one.option_strings[0] if one.option_strings else one.dest for one in actions}
    assert found == OPTIONS


def test_init_writes_what_it_was_told(tmp_path: Path, say: Say) -> None:
    client = 'Ødegård "Bros" \\ Söhne\t#1'
    code, out = say(
        "init", tmp_path / "new", "--instrument", "ab-aasp", "--client", client, "--audit-date", "2026-10-15",
        "--head-count", "40", "--site", "Yard", "--site", "Shop 'n' Co", "--purpose", "audit",
    )  # fmt: skip
    assert code == 0 and "cor-evidence run" in out
    written = tomllib.loads((tmp_path / "new" / "engagement.toml").read_text(encoding="utf-8"))
    assert (written["client"], written["head_count"], written["purpose"]) == (client, 40, "audit")
    assert [site["name"] for site in written["sites"]] == ["Yard", "Shop 'n' Co"]
    assert list((tmp_path / "new" / "inbox").iterdir()) == []


def test_run_ends_with_five_lines_or_json(folder: Path, say: Say) -> None:
    code, out = say("run", folder)
    lines = out.splitlines()
    assert lines[0] == "Nothing changed since the last run; nothing was read."
    assert [line.partition(":")[0] for line in lines[1:]] == [
        "Files in", "Documents", "Questions", "Exceptions", "Report",
    ]  # fmt: skip
    assert "located" in lines[3] and "partial" in lines[3] and "not located" in lines[3]
    assert Path(lines[5].partition(":")[2].strip()).is_file()
    code, out = say("run", folder, "--json")
    row = json.loads(out)
    assert code == row["exit_code"] == 0 and row["changed"] is False
    assert (row["files"], row["exceptions"]) == (len(states(folder)), 0)
    assert set(row["questions"]) == {"located", "partial", "not_located"}
    assert sum(row["questions"].values()) <= 68


def test_coverage_json_is_as_its_schema_says(folder: Path) -> None:
    schema = json.loads((folder / "report" / "coverage.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(coverage(folder), schema)


def test_report_is_written_again_without_reading(folder: Path, say: Say) -> None:
    rows = page_rows(folder)
    shutil.rmtree(folder / "report")
    for file in (folder / "inbox").iterdir():
        file.unlink()
    assert say("report", folder)[0] == 0
    assert page_rows(folder) == rows
    assert set(states(folder)) >= {"policy.txt", "dump.zip › minutes.txt"}


def test_sha256sum_accepts_the_manifest(folder: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("sha256sum is not installed")
    manifest = folder / "report" / "manifest-sha256.txt"
    done = subprocess.run(
        [program, "--check", "--strict", manifest.name], cwd=folder / "report", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    text = manifest.read_text(encoding="ascii")
    assert "policy.txt" not in text and "../store/originals/" in text
    policy = hashlib.sha256(POLICY.encode()).hexdigest()
    assert f"{policy}  ../store/originals/{policy}" in text


def flip(file: Path) -> None:
    """One byte of a file, its date kept."""

    facts, content = file.stat(), bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o644)
    file.write_bytes(content)
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("store/originals/*", "original"),
        ("inbox/policy.txt", "inbox"),
        ("inbox/dump.zip", "inbox"),
        ("report/index.html", "report"),
        ("report/coverage.xlsx", "report"),
        ("report/coverage.json", "report"),
        ("report/manifest-sha256.txt", "report"),
    ],
)
def test_verify_finds_one_changed_byte(folder: Path, say: Say, place: str, kind: str) -> None:
    assert say("verify", folder) == (0, "Everything is as it was recorded.\n")
    flip(sorted(folder.glob(place))[0])
    code, out = say("verify", folder, "--json")
    assert code == 10
    assert kind in {row["kind"] for row in json.loads(out)["differences"]}


def test_verify_finds_what_is_gone_and_what_came(folder: Path, say: Say) -> None:
    (folder / "inbox" / "policy.txt").unlink()
    put(folder, "new.txt", "new")
    (folder / "report" / "exceptions.csv").unlink()
    (folder / "report" / "notes.txt").write_text("mine")
    code, out = say("verify", folder)
    assert code == 10
    for line in ("inbox: policy.txt: was received and is no longer there", "inbox: new.txt: came after",
                 "report: exceptions.csv: is listed and not there", "report: notes.txt: is not listed"):  # fmt: skip
        assert line in out


def test_inspect_prints_one_object_a_line_members_behind_their_container(tmp_path: Path, say: Say) -> None:
    dump, policy = tmp_path / "dump.zip", tmp_path / "a policy.txt"
    dump.write_bytes(zip_of([("b.txt", MINUTES), ("a.txt", ""), ("injury.txt", INJURY)]))
    policy.write_text(POLICY, encoding="utf-8")
    code, out = say("inspect", dump, policy, "--json")
    rows: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    assert code == 4
    assert [(row["file"], row["state"], row["exception"]) for row in rows] == [
        (str(dump), "container", None),
        (f"{dump} › a.txt", "exception", "empty"),
        (f"{dump} › b.txt", "processed", None),
        (f"{dump} › injury.txt", "processed", None),
        (str(policy), "processed", None),
    ]
    for row in rows:
        assert set(row) == {"file", "sha256", "media_type", "state", "exception", "pages", "documents"}
    (known,) = rows[4]["documents"]
    assert known["file"] == str(policy) and rows[4]["pages"][0]["text_origin"] == "embedded"
    assert {"kind", "value", "page", "quote", "ambiguous"} == set(known["facts"][0])
    (hidden,) = rows[3]["documents"]
    assert hidden["restricted"] is True and hidden["facts"] is None
    assert "Quartermain" not in json.dumps(rows[3])
    code, out = say("inspect", policy)
    assert code == 0 and "hs_policy" in out


def test_evaluate_reads_texts_and_files(tmp_path: Path, say: Say) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "one.txt").write_text(POLICY, encoding="utf-8")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "two.pdf").write_bytes(digital_pdf(1))
    texts, files = tmp_path / "labels.jsonl", tmp_path / "files.jsonl"
    texts.write_text(json.dumps({"id": "one", "accept": ["policy"], "source": "s"}) + "\n", encoding="utf-8")
    row = {"path": "files/two.pdf", "accept": ["inspection"], "source": "t"}
    files.write_text(json.dumps(row) + "\n", encoding="utf-8")
    code, out = say("evaluate", texts, files, "--json")
    figures = json.loads(out)
    assert code == 0
    assert set(figures) == {
        "family", "abstained", "above_threshold", "false_alarms", "calibration_error", "per_source", "ambiguous",
        "confusion",
    }  # fmt: skip
    assert set(figures["family"]) == {"macro_f1", "per_class"} and set(figures["per_source"]) == {"s", "t"}
    assert figures["above_threshold"].keys() == {"precision", "answered"}
    code, out = say("evaluate", texts, "--threshold", "0.5")
    assert code == 0 and "documents          1" in out and "too few rows" in out
    texts.write_text('{"id": "one", "accept": "policy"}\n', encoding="utf-8")
    assert say("evaluate", texts)[0] == 2
    texts.write_text('{"id": "none", "accept": ["policy"]}\n', encoding="utf-8")
    assert say("evaluate", texts)[0] == 2


def test_doctor_says_what_is_there(say: Say) -> None:
    code, out = say("doctor", "--json")
    checks = json.loads(out)["checks"]
    assert code == 0, checks
    assert all(set(row) == {"name", "ok", "needed", "found", "remedy"} for row in checks)
    assert {"Tesseract", "Tesseract data 'fra'"} <= {row["name"] for row in checks}
