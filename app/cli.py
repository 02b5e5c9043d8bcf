"""The command line: picks a command, turns errors into one clear message and an exit code."""

import argparse
import sys
from collections.abc import Callable, Sequence

# Only this module and the errors are loaded for --help; a command's own imports happen when it is chosen.
from pipeline.errors import CorEvidenceError, ExitCode

Configure = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (contracts, section 1)."""
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    try:
        code = int(chosen.command_run(chosen))
        sys.stdout.flush()
        return code
    except CorEvidenceError as error:
        _say(error)
        return int(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. What was read is kept; the same command carries on from here.\n")
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        return int(ExitCode.COMPLETE)
    except Exception:  # noqa: BLE001  # the one border of the program: a bug must say where its trace is
        return _bug()


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options; importing nothing heavy."""
    from app.commands import COMMANDS

    parser = argparse.ArgumentParser(
        prog="cor-evidence",
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


def _bug() -> int:
    """Write the trace to a file: it may hold file names, which do not belong on a shared screen."""
    import os
    import tempfile
    import traceback

    descriptor, name = tempfile.mkstemp(prefix="cor-evidence-", suffix=".trace")
    with os.fdopen(descriptor, "w", encoding="utf-8") as trace:
        traceback.print_exc(file=trace)
    sys.stderr.write(f"A fault of cor-evidence, not of your files. What was read is kept. Trace: {name}\n")
    return int(ExitCode.BUG)


if __name__ == "__main__":
    sys.exit(main())
