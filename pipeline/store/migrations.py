"""Numbered migrations: each one function, applied once, in one transaction with its own record."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, insert, inspect, select, text

from pipeline.store import tables

Migration = Callable[[Connection], None]


def m001_first_tables(connection: Connection) -> None:
    """Create every table of the first edition."""
    tables.metadata.create_all(connection)


def m002_documents_that_hold_files(connection: Connection) -> None:
    """Mails and PDFs are read and unfolded: two more columns, where the first step did not make them already."""
    there = {column["name"] for column in inspect(connection).get_columns("source")}
    for name, words in (("members", "BOOLEAN DEFAULT false NOT NULL"), ("unfolded", "VARCHAR(64)")):
        if name not in there:
            connection.execute(text(f"ALTER TABLE source ADD COLUMN {name} {words}"))


MIGRATIONS: tuple[Migration, ...] = (m001_first_tables, m002_documents_that_hold_files)


def migrate(engine: Engine) -> None:
    """Bring the ledger to the newest edition; a ledger that is already there is left alone."""
    with engine.begin() as connection:
        tables.migration.create(connection, checkfirst=True)
        done = set(connection.scalars(select(tables.migration.c.number)))
    for number, step in enumerate(MIGRATIONS, 1):
        if number not in done:
            with engine.begin() as connection:
                step(connection)
                connection.execute(insert(tables.migration).values(number=number, name=step.__name__))
