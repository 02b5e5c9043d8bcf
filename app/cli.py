"""The command line: picks a command, turns errors into one clear message and an exit code."""

import argparse
import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn

# Only this module and the errors are loaded for --help; a command's own imports happen when it is chosen.
from pipeline.errors import CorEvidenceError, ExitCode, keep_trace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (contracts, section 1)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a letter gets its code, never a crash
            stream.reconfigure(errors="backslashreplace")
    try:
        _end_as_when_interrupted()
        chosen = build_parser().parse_args(arguments)
        code = int(chosen.command_run(chosen))
        sys.stdout.flush()
        return code
    except CorEvidenceError as error:
        _say(error)
        return int(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. What was read is kept; the same command carries on from here.\n")
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.COMPLETE)
    except Exception as error:  # noqa: BLE001  # the one border of the program: a bug must say where its trace is
        return _disk(error) or _bug(error)


def _end_as_when_interrupted() -> None:
    """SIGTERM, which a machine sends that is shut down, ends a run as Ctrl-C does: children ended, work kept, said."""

    def stop(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options; importing nothing heavy."""
    from app.commands import COMMANDS

    parser = argparse.ArgumentParser(
        prog="cor-evidence",
        allow_abbrev=False,
        description="Locates the evidence for COR and SECOR audits in a client's documents. A named human decides.",
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        sub = commands.add_parser(
            command.name,
            help=command.summary,
            description=command.summary,
            epilog=f"example:\n  {command.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.configure(sub)
        sub.set_defaults(command_run=command.run)
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("cor-evidence")
    except PackageNotFoundError:
        return "unknown"


def _say(error: CorEvidenceError) -> None:
    from pipeline.report.safe_text import terminal_safe

    sys.stderr.write(terminal_safe(error.message) + "\n")
    if error.remedy:
        sys.stderr.write(terminal_safe(error.remedy) + "\n")


def _disk(error: Exception) -> int | None:
    """A full or closed disk met at a place that expected none of it, told like any other; None for everything else."""
    from pipeline.inbox import CLOSED, FULL, disk_error

    if not isinstance(error, OSError) or error.errno not in CLOSED | FULL:
        return None
    _say(disk_error(error))
    return int(ExitCode.STORE_OR_DISK)


def _bug(error: Exception) -> int:
    sys.stderr.write(f"A fault of cor-evidence, not of your files. What was read is kept. Trace: {keep_trace(error)}\n")
    return int(ExitCode.BUG)


if __name__ == "__main__":
    sys.exit(main())
