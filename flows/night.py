"""How one engagement fared in a night, and the lines by which its process says so."""

import json
from dataclasses import asdict, dataclass

from pipeline.errors import CorEvidenceError, ExitCode, keep_trace
from pipeline.run import Outcome
from pipeline.run.progress import Step

MOST_LINE = 1 << 20
ENDED = "The review of this engagement was ended from outside{how}. What was read is kept; the next night carries on."


@dataclass(frozen=True, slots=True)
class Night:
    """One line of the night.

    Args:
        message: What went wrong, without document text; empty when it ended well.
    """

    name: str
    exit_code: ExitCode
    changed: bool
    message: str = ""


def night_of(name: str, ended: object) -> Night:
    """The line for an outcome or an error."""
    if isinstance(ended, Outcome):
        return Night(name, ended.exit_code, ended.changed)
    if isinstance(ended, CorEvidenceError):
        return Night(name, ended.exit_code, False, f"{ended.message} {ended.remedy}".strip())
    trace = keep_trace(ended) if isinstance(ended, BaseException) else "none"
    return Night(name, ExitCode.BUG, False, f"A fault of cor-evidence. Trace: {trace}")


def cut_short(name: str, code: int) -> Night:
    """The line of an engagement whose process ended without one."""
    how = f" (signal {-code}; too little memory on this machine is the usual cause)" if code < 0 else ""
    return Night(name, ExitCode.INTERRUPTED, False, ENDED.format(how=how))


def as_line(told: Night | Step) -> str:
    """One line of JSON."""
    kind = "night" if isinstance(told, Night) else "step"
    return json.dumps({kind: asdict(told)}) + "\n"


def from_line(line: str) -> Night | Step | None:
    """What a line says; None for anything else that a library may have printed."""
    try:
        row = json.loads(line)
        if "night" in row:
            found = row["night"]
            return Night(found["name"], ExitCode(found["exit_code"]), found["changed"], found["message"])
        return Step(**{**row["step"], "in_flight": tuple(row["step"]["in_flight"])})
    except (ValueError, TypeError, KeyError):
        return None
