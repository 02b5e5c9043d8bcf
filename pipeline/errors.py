"""The error taxonomy: every class carries its exit code and speaks to the auditor."""

from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """Process exit codes (contracts, section 1)."""

    COMPLETE = 0
    BUG = 1
    BAD_INPUT = 2
    MISSING_DEPENDENCY = 3
    WITH_EXCEPTIONS = 4
    NOT_RECONCILED = 5
    STORE_OR_DISK = 6
    BUSY = 7
    NOTHING_READABLE = 8
    UNSAFE_CONFIGURATION = 9
    DIFFERENCE_FOUND = 10
    INTERRUPTED = 130


class ExceptionClass(StrEnum):
    """Why a file (or one page of it) could not be read; the closed list of the contracts."""

    PASSWORD_REQUIRED = "password_required"
    DAMAGED = "damaged"
    UNSUPPORTED = "unsupported"
    EMPTY = "empty"
    NO_TEXT = "no_text"
    PARTIAL = "partial"
    CONTAINER_LIMIT = "container_limit"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    TOO_LARGE = "too_large"
    UNSAFE_PATH = "unsafe_path"
    CODEC_MISSING = "codec_missing"
    PERMISSION = "permission"
    BUG = "bug"


RETRYABLE = frozenset(
    {
        ExceptionClass.TIMED_OUT,
        ExceptionClass.OUT_OF_MEMORY,
        ExceptionClass.CRASHED,
        ExceptionClass.PERMISSION,
        ExceptionClass.CODEC_MISSING,
        ExceptionClass.PASSWORD_REQUIRED,
    }
)
"""Classes where another try can help, by itself or once the auditor has done what the remedy says."""


class CorEvidenceError(Exception):
    """Base of every declared error.

    Args:
        message: What happened, in the auditor's words, without any document text.
        remedy: What to do about it.
    """

    exit_code: ExitCode = ExitCode.BUG

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class InputError(CorEvidenceError):
    """This file (or page) cannot be read; it is recorded and the run goes on."""

    exit_code = ExitCode.WITH_EXCEPTIONS

    def __init__(self, exception_class: ExceptionClass, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.exception_class = exception_class


class ToolError(CorEvidenceError):
    """An external program failed on one file; the caller decides what that costs."""

    exit_code = ExitCode.WITH_EXCEPTIONS

    def __init__(self, exception_class: ExceptionClass, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.exception_class = exception_class


class UsageError(CorEvidenceError):
    """What was asked cannot be done as asked: a wrong option, an unknown key, an unknown instrument."""

    exit_code = ExitCode.BAD_INPUT


class SetupError(CorEvidenceError):
    """Something the machine needs is missing; whoever runs it must install or fix it."""

    exit_code = ExitCode.MISSING_DEPENDENCY


class UnsafeConfigurationError(CorEvidenceError):
    """Folders or settings laid out so that a run could harm the client's files or leak them."""

    exit_code = ExitCode.UNSAFE_CONFIGURATION


class StoreError(CorEvidenceError):
    """The ledger or the disk cannot be used: full, read-only or damaged."""

    exit_code = ExitCode.STORE_OR_DISK


class BusyError(CorEvidenceError):
    """Another run holds this engagement."""

    exit_code = ExitCode.BUSY


class ReconciliationError(CorEvidenceError):
    """The totals do not add up, so no report may look complete."""

    exit_code = ExitCode.NOT_RECONCILED


def keep_trace(error: BaseException) -> str:
    """Write the trace of a fault of ours to a private file; it may hold file names, which no shared screen should show.

    Returns:
        The file's path, or why there is none.
    """
    import os
    import tempfile
    import traceback

    try:
        descriptor, name = tempfile.mkstemp(prefix="cor-evidence-", suffix=".trace")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
    except OSError as problem:
        return f"could not be written ({problem.strerror})"
    return name
