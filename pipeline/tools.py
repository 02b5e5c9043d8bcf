"""The one place that starts external programs: with a time limit, in a process group of their own, output capped.

One exception stands elsewhere: pytesseract starts Tesseract itself (its temporary files, options and output belong
together and are well tested). It gets a time limit from us, and as it runs inside a reading child, the end of the
child is its end too.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.errors import ExceptionClass, SetupError, ToolError

OUTPUT_BYTES = 16 << 20
"""More output than this is cut off: nothing we ask a program for is longer."""

# "5.3.0", "v24.2", "1.5.2-rc1": first dotted number of a version line.
VERSION = re.compile(r"\d{1,6}(?:\.\d{1,8}){1,4}[0-9A-Za-z+-]{0,20}")


@dataclass(frozen=True, slots=True)
class Ran:
    """A program that ended by itself; the caller judges its exit code."""

    exit_code: int
    output: bytes
    errors: bytes


@dataclass(frozen=True, slots=True)
class Probe:
    """Whether a program is installed and which version it says it is."""

    program: str
    path: Path | None
    version: str | None


def run(
    command: Sequence[str],
    *,
    timeout: float,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Ran:
    """Runs a program to its end and returns what it printed.

    Args:
        command: Program and arguments; never a shell line.
        timeout: Seconds; afterwards the program and whatever it started are killed.
        folder: Working folder.
        environment: All variables of the program; None passes on ours.

    Raises:
        ToolError: ``timed_out``, or ``crashed`` when a signal ended the program.
        SetupError: The program is not installed or may not be run.
    """
    name = Path(command[0]).name
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = _start(command, output, errors, folder, environment)
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired as error:
            raise ToolError(
                ExceptionClass.TIMED_OUT, f"{name} needed more than {timeout:g} seconds and was stopped.", "Try again."
            ) from error
        finally:
            _kill_group(process)
        if code < 0:
            raise ToolError(ExceptionClass.CRASHED, f"{name} was ended by signal {-code}.", "Try again.")
        return Ran(code, _head(output), _head(errors))


def probe(program: str, arguments: Sequence[str] = ("--version",), timeout: float = 20.0) -> Probe:
    """Answers whether a program is here and which version; never raises for a program that is not."""
    found = shutil.which(program)
    if found is None:
        return Probe(program, None, None)
    try:
        ran = run([found, *arguments], timeout=timeout)
    except (ToolError, SetupError):
        return Probe(program, Path(found), None)
    match = VERSION.search((ran.output + b"\n" + ran.errors)[:2000].decode("utf-8", "replace"))
    return Probe(program, Path(found), match.group() if match else None)


def start_python(
    module: str, arguments: Sequence[str], *, environment: Mapping[str, str], kept: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Starts one of our own modules as a process and session of its own, with pipes for its input and output.

    Args:
        module: A module of this project with a ``__main__`` part.
        arguments: Its command line.
        environment: All its variables.
        kept: Open file descriptors it inherits.
    """
    # -P: never import from the working folder, which may be a client's. Warnings have nowhere to go.
    command = [sys.executable, "-P", "-W", "ignore", "-m", module, *arguments]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
        pass_fds=tuple(kept),
        start_new_session=True,
    )


def kill_session(leader: int) -> None:
    """Kills a session leader and everything that still belongs to its session, whatever group it is in."""
    if sys.platform == "win32":  # no sessions: the leader alone
        with suppress(OSError):
            os.kill(leader, signal.SIGTERM)
        return
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            kill(leader, signal.SIGKILL)
    for member in _session_members(leader):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(member, signal.SIGKILL)


def _session_members(leader: int) -> list[int]:
    """Processes of the session by the kernel's table; empty where there is no such table."""
    members = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            # "pid (name) state parent group session ...": the name may hold spaces and brackets, so cut after the last.
            fields = entry.read_bytes().rpartition(b")")[2].split()
            if int(fields[3]) == leader:
                members.append(int(entry.parent.name))
    return members


def _start(
    command: Sequence[str],
    output: IO[bytes],
    errors: IO[bytes],
    folder: Path | None,
    environment: Mapping[str, str] | None,
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            cwd=folder,
            env=None if environment is None else dict(environment),
            # A group, not a session: inside a reading child the program stays in the session that is killed with it.
            process_group=None if sys.platform == "win32" else 0,
        )
    except (FileNotFoundError, PermissionError) as error:
        name = Path(command[0]).name
        raise SetupError(f"The program {name} is not installed or may not be run.", f"Install {name}.") from error


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and what it left behind; the group outlives its leader as long as it has members."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(OUTPUT_BYTES)
