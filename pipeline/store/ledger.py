"""A thin repository over the ledger: plain verbs, frozen values, one transaction a call."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, delete, func, insert, select, update

from pipeline.model import Item, Page, PageFailure, Understanding
from pipeline.store import tables
from pipeline.store.codec import decode, encode, sealed, unsealed
from pipeline.store.database import open_database, speaking
from pipeline.store.migrations import migrate
from pipeline.store.rows import Fault, Source, StoredMember, Understandings, source_of

__all__ = ["Fault", "Ledger", "Source", "StoredMember", "Understandings"]


class Ledger:
    """The store of one engagement.

    Args:
        url: A SQLAlchemy database URL; SQLite by default, Postgres by URL.

    Raises:
        StoreError: The database cannot be opened, is damaged or is held by something else.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_database(url)
        with speaking():
            migrate(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with speaking(), self._engine.begin() as connection:
            yield connection

    # --- notes and runs ---

    def note(self, key: str) -> str | None:
        """A remembered value, or None; raises StoreError when it is not what was written."""
        with self._begin() as connection:
            text = connection.scalar(select(tables.note.c.value).where(tables.note.c.key == key))
        return None if text is None else unsealed(text)

    def remember(self, key: str, value: str) -> None:
        """Keep a value under a key, replacing the one before."""
        self.remember_all({key: value})

    def remember_all(self, values: Mapping[str, str]) -> None:
        """Keep several values in one transaction: all of them or none."""
        with self._begin() as connection:
            connection.execute(delete(tables.note).where(tables.note.c.key.in_(values)))
            if values:
                connection.execute(
                    insert(tables.note), [{"key": key, "value": sealed(one)} for key, one in values.items()]
                )

    def start_run(self, run_id: str, started: str) -> None:
        """Write down that a run began; its outcome is "interrupted" until it ends."""
        with self._begin() as connection:
            connection.execute(insert(tables.run).values(id=run_id, started=started, outcome="interrupted"))

    def first_run(self) -> str | None:
        """When the first run of this engagement began, ISO; None before any."""
        with self._begin() as connection:
            return connection.execute(select(func.min(tables.run.c.started))).scalar()

    def end_run(self, run_id: str, finished: str, outcome: str) -> None:
        """Write down how a run ended."""
        with self._begin() as connection:
            rows = update(tables.run).where(tables.run.c.id == run_id)
            connection.execute(rows.values(finished=finished, outcome=outcome))

    # --- sources ---

    def source(self, sha256: str) -> Source | None:
        """One content, or None."""
        with self._begin() as connection:
            row = connection.execute(select(tables.source).where(tables.source.c.sha256 == sha256)).mappings().first()
        return source_of(dict(row)) if row else None

    def sources(self) -> dict[str, Source]:
        """All contents by hash."""
        with self._begin() as connection:
            rows = connection.execute(select(tables.source)).mappings().all()
        return {row["sha256"]: source_of(dict(row)) for row in rows}

    def save_source(self, source: Source) -> None:
        """Insert or replace one content's row; its evidence number is never changed here."""
        values = {
            "size": source.size,
            "media_type": source.media_type,
            "pages": source.pages,
            "note": source.note,
            "container": source.container,
            "state": source.state,
            "exception": source.exception,
            "message": source.message,
            "remedy": source.remedy,
            "stamp": source.stamp,
            "members": source.members,
            "unfolded": source.unfolded,
        }
        with self._begin() as connection:
            known = connection.scalar(select(func.count()).where(tables.source.c.sha256 == source.sha256))
            if known:
                connection.execute(update(tables.source).where(tables.source.c.sha256 == source.sha256).values(values))
            else:
                connection.execute(insert(tables.source).values(sha256=source.sha256, **values))

    def number(self, hashes: Sequence[str]) -> None:
        """Give the next evidence numbers to contents that have none, in the order given."""
        with self._begin() as connection:
            column = tables.source.c
            used = connection.scalar(select(func.max(column.evidence_number))) or 0
            numbered = set(connection.scalars(select(column.sha256).where(column.evidence_number.is_not(None))))
            for sha256 in dict.fromkeys(hashes):
                if sha256 not in numbered:
                    used += 1
                    rows = update(tables.source).where(column.sha256 == sha256)
                    connection.execute(rows.values(evidence_number=used))

    # --- members of archives ---

    def save_members(self, container: str, members: Sequence[StoredMember]) -> None:
        """Replace what an archive was found to hold."""
        rows = [
            {"container": container, "place": place, "sha256": row.sha256, "payload": encode(row)}
            for place, row in enumerate(members)
        ]
        with self._begin() as connection:
            connection.execute(delete(tables.member).where(tables.member.c.container == container))
            if rows:
                connection.execute(insert(tables.member), rows)

    def members(self, container: str) -> tuple[StoredMember, ...]:
        """The members of an archive in its own order."""
        query = (
            select(tables.member.c.payload)
            .where(tables.member.c.container == container)
            .order_by(tables.member.c.place)
        )
        with self._begin() as connection:
            return tuple(decode(StoredMember, text) for text in connection.scalars(query))

    # --- pages ---

    def save_pages(self, sha256: str, values: Sequence[Page | PageFailure]) -> None:
        """Keep pages as they arrive; a page read again replaces the one before."""
        rows = [
            {"sha256": sha256, "number": row.number, "read": isinstance(row, Page), "payload": encode(row)}
            for row in values
        ]
        numbers = [row.number for row in values]
        with self._begin() as connection:
            column = tables.page.c
            connection.execute(delete(tables.page).where(column.sha256 == sha256, column.number.in_(numbers)))
            if rows:
                connection.execute(insert(tables.page), rows)

    def forget_pages(self, sha256: str) -> None:
        """Drop a source's pages before it is read anew by other code."""
        with self._begin() as connection:
            connection.execute(delete(tables.page).where(tables.page.c.sha256 == sha256))

    def page_numbers(self, sha256: str) -> frozenset[int]:
        """Numbers of the pages that already have a result."""
        with self._begin() as connection:
            query = select(tables.page.c.number).where(tables.page.c.sha256 == sha256)
            return frozenset(connection.scalars(query))

    def pages(self, sha256: str) -> tuple[tuple[Page, ...], tuple[PageFailure, ...]]:
        """Read and unread pages of one source, each in page order."""
        query = select(tables.page.c.read, tables.page.c.payload).where(tables.page.c.sha256 == sha256)
        with self._begin() as connection:
            rows = connection.execute(query.order_by(tables.page.c.number)).all()
        read = tuple(decode(Page, text) for good, text in rows if good)
        return read, tuple(decode(PageFailure, text) for good, text in rows if not good)

    def page_failures(self) -> dict[str, tuple[PageFailure, ...]]:
        """Unread pages of every source that has any, each in page order."""
        column = tables.page.c
        query = select(column.sha256, column.payload).where(column.read.is_(False)).order_by(column.number)
        found: dict[str, list[PageFailure]] = {}
        with self._begin() as connection:
            for sha256, text in connection.execute(query):
                found.setdefault(sha256, []).append(decode(PageFailure, text))
        return {sha256: tuple(failures) for sha256, failures in found.items()}

    # --- documents and items ---

    def save_understanding(
        self, sha256: str, stamp: str, documents: Sequence[Understanding], fault: Fault | None = None
    ) -> None:
        """Keep what a source was understood to hold, in place of what older code said."""
        payload = encode(Understandings(tuple(documents), fault))
        with self._begin() as connection:
            connection.execute(delete(tables.document).where(tables.document.c.sha256 == sha256))
            connection.execute(insert(tables.document).values(sha256=sha256, stamp=stamp, payload=payload))

    def understanding(self, sha256: str, stamp: str) -> tuple[Understanding, ...] | None:
        """What code of this stamp understood, or None."""
        column = tables.document.c
        query = select(column.payload).where(column.sha256 == sha256, column.stamp == stamp)
        with self._begin() as connection:
            text = connection.scalar(query)
        return decode(Understandings, text).documents if text is not None else None

    def understood(self, stamp: str) -> frozenset[str]:
        """Every source that code of this stamp understood."""
        with self._begin() as connection:
            return frozenset(
                connection.scalars(select(tables.document.c.sha256).where(tables.document.c.stamp == stamp))
            )

    def understandings(self, stamp: str) -> Iterator[tuple[str, Understandings]]:
        """What code of this stamp understood, source by source: in one pass, because there may be very many."""
        query = select(tables.document.c.sha256, tables.document.c.payload).where(tables.document.c.stamp == stamp)
        with self._begin() as connection:
            for sha256, text in connection.execute(query.execution_options(yield_per=200)):
                yield sha256, decode(Understandings, text)

    def save_items(self, items: Sequence[Item]) -> None:
        """Replace the list of discovered locations by this run's."""
        rows = [{"place": place, "path": item.shown_path, "payload": encode(item)} for place, item in enumerate(items)]
        with self._begin() as connection:
            connection.execute(delete(tables.item))
            if rows:
                connection.execute(insert(tables.item), rows)

    def items(self) -> tuple[Item, ...]:
        """This engagement's locations in sorted path order."""
        query = select(tables.item.c.payload).order_by(tables.item.c.place)
        with self._begin() as connection:
            return tuple(decode(Item, text) for text in connection.scalars(query))
