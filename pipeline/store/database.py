"""The database under the ledger: opened with the right settings, its errors put into words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from pipeline.errors import BusyError, CorEvidenceError, SetupError, StoreError

WAIT_MILLISECONDS = 10_000  # so long is waited for somebody else who holds the ledger

CHECK_FOLDER = "Check that the store folder is writable and the disk not full, then run again."
WORDS: tuple[tuple[tuple[str, ...], tuple[type[CorEvidenceError], str, str]], ...] = (
    (
        ("database is locked", "table is locked"),
        (BusyError, "Another program holds the ledger", "Close what has store/ledger.sqlite open, then run again."),
    ),
    (
        ("malformed", "not a database", "file is encrypted", "unsupported file format", "decode to UTF-8"),
        (
            StoreError,
            "The ledger is damaged",
            "Bring store/ledger.sqlite back from a backup, or move it and the files beside it away and run again: "
            "everything is then read anew from the inbox.",
        ),
    ),
    (
        ("disk is full",),
        (StoreError, "The disk is full", "Free some space and run again; what was done so far is kept."),
    ),
    (
        ("readonly", "unable to open"),
        (StoreError, "The store cannot be written", "Make the folder writable for you and run again."),
    ),
)


def open_database(url: str) -> Engine:
    """The database at an address, SQLite with the settings that survive a kill.

    Raises:
        StoreError: The address makes no sense.
        SetupError: The driver for this kind of database is not installed.
    """
    try:
        with speaking():
            engine = create_engine(url)
    except ModuleNotFoundError as error:
        remedy = f"Install it: pip install {error.name}."
        raise SetupError(f"The store's database needs {error.name}.", remedy) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_settings)
    return engine


def _sqlite_settings(connection: object, _record: object) -> None:
    """Readers do not wait for the writer, and a killed process leaves a whole ledger."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    waiting = f"busy_timeout={WAIT_MILLISECONDS}"  # first: the others may already have to wait
    for pragma in (waiting, "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def speaking() -> Iterator[None]:
    """Turn the database's errors into one message that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _in_words(error) from error
    except SQLAlchemyError as error:
        raise StoreError(
            f"The ledger cannot be used ({type(error).__name__}).", "Check the store's address."
        ) from error


def _in_words(error: DBAPIError) -> CorEvidenceError:
    """What happened to the ledger; never the driver's own words, which may quote what a row holds."""
    said = str(error.orig)
    name = getattr(error.orig, "sqlite_errorname", None) or type(error.orig).__name__
    words = next((words for signs, words in WORDS if any(sign in said for sign in signs)), None)
    if words is None:
        return StoreError(f"The ledger cannot be used ({name}).", CHECK_FOLDER)
    kind, message, remedy = words
    return kind(f"{message} ({name}).", remedy)
