"""Bad input at the edge: one clear message, the exit code of the contracts, and nothing lost."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.cli import main
from pipeline.run import hold
from tests.conftest import run_cli
from tests.engagements import POLICY, SETTINGS, digital_pdf, make, put, states

Said = Callable[..., tuple[int, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Said:
    """Run a command here; its exit code and what it said on standard error, which is never a traceback."""

    def run(*arguments: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as ended:  # how argparse ends on a wrong option
            code = int(ended.code or 0)
        errors = capsys.readouterr().err
        assert "Traceback" not in errors
        return code, errors

    return run


def inbox_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "inbox").iterdir()}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make(tmp_path / "small", {"policy.txt": POLICY})


def test_unknown_keys_are_all_named_and_nothing_is_touched(tmp_path: Path, say: Said) -> None:
    folder = make(tmp_path / "e", {"a.txt": "a"}, SETTINGS + 'colour = "red"\n[[sites]]\nname = "Yard"\nnick = "Y"\n')
    code, errors = say("run", folder)
    assert code == 2
    assert "unknown key 'colour'" in errors and "unknown key 'sites.0.nick'" in errors
    assert sorted(path.name for path in folder.iterdir()) == ["engagement.toml", "inbox"]


def test_an_unknown_instrument_is_refused_before_anything_is_read(tmp_path: Path, say: Said) -> None:
    folder = make(tmp_path / "e", {"a.txt": "a"}, SETTINGS.replace("ab-aasp", "no-such"))
    code, errors = say("run", folder)
    assert code == 2 and "no-such" in errors and "ab-aasp" in errors
    assert list((folder / "store" / "originals").iterdir()) == []


def test_another_unknown_instrument_is_refused_before_anything_is_read(small: Path, say: Said) -> None:
    code, errors = say("run", small, "--instrument", "no-such")
    assert code == 2 and "no-such" in errors and "instruments list" in errors
    assert list((small / "store" / "originals").iterdir()) == []


def test_a_broken_pack_folder_names_every_problem(small: Path, tmp_path: Path, say: Said) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "instrument.toml").write_text('id = "x"\ncolour = "red"\n', encoding="utf-8")
    code, errors = say("run", small, "--instrument", pack)
    assert code == 2
    assert "colour" in errors and "questions.toml" in errors


def test_an_inbox_inside_the_report_is_refused(tmp_path: Path, say: Said) -> None:
    folder = make(tmp_path / "e", {"a.txt": "a"})
    (folder / "report").mkdir()
    (folder / "inbox").rename(folder / "report" / "inbox")
    (folder / "inbox").symlink_to(folder / "report" / "inbox")
    code, errors = say("run", folder)
    assert code == 9 and "inbox and the report" in errors
    assert inbox_of(folder) == {"a.txt": b"a"}


@pytest.mark.parametrize("command", ["run", "report", "verify"])
def test_a_folder_that_is_no_engagement_is_told_how_to_become_one(tmp_path: Path, say: Said, command: str) -> None:
    code, errors = say(command, tmp_path)
    assert code == 2 and "engagement.toml is missing" in errors and "cor-evidence init" in errors
    assert list(tmp_path.iterdir()) == []


def test_a_flow_over_no_engagement_leaves_nothing_behind(tmp_path: Path, say: Said) -> None:
    assert say("run", tmp_path, "--flow")[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_inspect_says_what_stands_there_instead_of_a_file(tmp_path: Path, say: Said) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file, words in (
        (tmp_path / "none.pdf", "no file"),
        (tmp_path / "pipe", "pipe or device"),
        (tmp_path, "a folder"),
    ):
        code, errors = say("inspect", file)
        assert code == 2 and words in errors


def test_missing_tesseract_says_how_to_install_it(
    small: Path, say: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("COR_EVIDENCE_OCR_ENGINE", "tesseract")  # without it the library beside Python would read
    for command in (("run", small), ("run", small, "--flow"), ("inspect", small / "inbox" / "policy.txt"), ("doctor",)):
        code, errors = say(*command)
        assert code == 3, command
        assert command == ("doctor",) or ("Tesseract" in errors and "install" in errors)
    assert inbox_of(small) == {"policy.txt": POLICY.encode()}


def test_a_second_run_at_once_is_refused(small: Path, say: Said) -> None:
    with hold(small):
        code, errors = say("run", small)
    assert code == 7 and "Another run" in errors
    assert say("run", small)[0] == 0


def test_nothing_readable_and_an_empty_inbox_say_so(tmp_path: Path, say: Said) -> None:
    folder = make(tmp_path / "e", {})
    code, errors = say("run", folder)
    assert code == 8 and "The inbox is empty" in errors
    put(folder, "empty.pdf", b"")
    code, errors = say("run", folder)
    assert code == 8 and "No file could be read" in errors
    assert states(folder) == {"empty.pdf": "empty"}
    assert say("run", folder)[0] == 8  # unchanged, and still so


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "{}", "--workers", "0"),
        ("run", "{}", "--workers", "many"),
        ("run", "{}", "--work", "2"),  # no abbreviations: scripts would break when an option is added
        ("init", "{}/new", "--instrument", "ab-aasp", "--client", "A", "--audit-date", "soon"),
        ("init", "{}/new", "--instrument", "ab-aasp", "--client", "", "--audit-date", "2026-10-15"),
        ("init", "{}/new", "--instrument", "zz", "--client", "A", "--audit-date", "2026-10-15"),
        ("init", "{}/new", "--instrument", "ab-aasp", "--client", "\udce9", "--audit-date", "2026-10-15"),
        ("init", "{}/new", "--instrument", "ab-aasp", "--client", "A", "--audit-date", "2026-10-15",
         "--head-count", "0"),
        ("init", "{}/new", "--instrument", "ab-aasp", "--client", "A", "--audit-date", "2026-10-15",
         "--site", "Yard", "--site", "Yard"),
        ("init", "{}", "--instrument", "ab-aasp", "--client", "A", "--audit-date", "2026-10-15"),
        ("init", "{}/engagement.toml", "--instrument", "ab-aasp", "--client", "A", "--audit-date", "2026-10-15"),
        ("evaluate", "{}/none.jsonl"),
        ("evaluate", "{}/engagement.toml", "--threshold", "7"),
        ("inspect", "{}/none.pdf"),
        ("instruments", "show", "zz"),
        ("nightly", "{}/none", "--once"),
        ("nightly", "{}/inbox", "--once"),
        ("report", "{}"),  # nothing was read yet
    ],
)  # fmt: skip
def test_wrong_options_are_usage_errors(small: Path, say: Said, arguments: tuple[str, ...]) -> None:
    code, errors = say(*(one.format(small) for one in arguments))
    assert code == 2 and errors.strip()
    assert not (small / "new").exists()


def test_a_setting_that_makes_no_sense_is_named(small: Path, say: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COR_EVIDENCE_OCR_DPI", "blurry")
    code, errors = say("run", small)
    assert code == 2 and "ocr_dpi" in errors


def test_a_missing_passwords_file_is_named(tmp_path: Path, say: Said) -> None:
    folder = make(tmp_path / "e", {"a.txt": "a"}, SETTINGS + 'passwords_file = "none.txt"\n')
    code, errors = say("run", folder)
    assert code == 2 and "none.txt" in errors


def test_a_fault_of_ours_says_where_its_trace_is(say: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    from app import commands
    from app.commands.command import Command

    def fail(_: object) -> int:
        raise LookupError("secret words of a client")

    broken = Command("break", "Breaks.", "cor-evidence break", lambda parser: None, fail)
    monkeypatch.setattr(commands, "COMMANDS", (broken,))
    code, errors = say("break")
    assert code == 1 and "secret" not in errors
    trace = Path(errors.rsplit("Trace: ", 1)[1].strip())
    assert "secret words" in trace.read_text(encoding="utf-8")
    assert trace.stat().st_mode & 0o077 == 0
    trace.unlink()


def test_a_store_that_cannot_be_written_is_a_disk_error(small: Path, say: Said) -> None:
    closed = Path("/sys/kernel")  # a place where not even root may make a folder
    if not closed.is_dir():
        pytest.skip("there is no folder here that refuses root")
    (small / "store").symlink_to(closed)
    code, errors = say("run", small)
    assert code == 6 and "cannot be written" in errors
    code, errors = say("init", closed / "e", "--instrument", "ab-aasp", "--client", "A", "--audit-date", "2026-10-15")
    assert code == 6


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of twelve megabytes, where this machine lets one be made."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=12m", "tmpfs", place], capture_output=True)
    if not made or made.returncode:
        pytest.skip("no right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True, capture_output=True)


def test_a_full_disk_stops_the_run_and_loses_nothing(tiny_disk: Path, say: Said) -> None:
    """More and more room: it ends in the ledger, at intake, in reading, in the report, and at last well."""
    folder = make(tiny_disk / "e", {f"{n}.pdf": digital_pdf(3, f"Topic {n}") for n in range(3)})
    ballast = tiny_disk / "ballast"
    codes = []
    for room in (10, 140, 250, 350, 5000):
        ballast.unlink(missing_ok=True)
        ballast.write_bytes(b"x" * (shutil.disk_usage(tiny_disk).free - (room << 10)))
        code, errors = say("run", folder)
        codes.append(code)
        assert code == 0 or "full" in errors or "free" in errors
        assert code == 0 or not (folder / "report").exists()
    assert codes[:3] == [6, 6, 6] and codes[-1] == 0
    assert set(states(folder).values()) == {"processed"}
    assert not list(folder.glob(".report-*"))


def test_a_read_only_disk_is_told_from_a_full_one(tiny_disk: Path, say: Said) -> None:
    folder = make(tiny_disk / "e", {"policy.txt": POLICY})
    subprocess.run(["mount", "-o", "remount,ro", tiny_disk], check=True, capture_output=True)
    code, errors = say("run", folder)
    assert code == 6 and "cannot be written" in errors


def test_a_file_size_limit_is_a_disk_error(small: Path, say: Said) -> None:
    import resource

    put(small, "long.txt", "word " * 60_000)
    done = run_cli("run", str(small), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
    assert done.returncode == 6, done.stderr
    assert "Traceback" not in done.stderr
    assert say("run", small)[0] == 0
