"""The database under the ledger: opened with the right settings, its errors put into words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from pipeline.errors import SetupError, StoreError


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
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def speaking() -> Iterator[None]:
    """Turn the database's errors into one message that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(
            f"The ledger cannot be used ({type(error.orig).__name__}: {error.orig}).",
            "Check that the store folder is writable and the disk not full, then run again. A damaged ledger: bring it "
            "back from a backup, or move ledger.sqlite away and run again: everything is then read anew.",
        ) from error
    except SQLAlchemyError as error:
        raise StoreError(
            f"The ledger cannot be used ({type(error).__name__}).", "Check the store's address."
        ) from error
