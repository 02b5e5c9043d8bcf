"""The ledger keeps what it was given, and says so when it cannot."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from classifiers.model import Classification
from pipeline.errors import ExceptionClass, StoreError
from pipeline.model import (
    Box,
    Citation,
    Document,
    EvidenceDate,
    Fact,
    FormField,
    Item,
    Mark,
    Page,
    PageFailure,
    TerminalState,
    TextOrigin,
    Understanding,
    Word,
)
from pipeline.store.ledger import Ledger, Source, StoredMember
from pipeline.store.migrations import MIGRATIONS

SHA = "a" * 64
PAGE = Page(
    1,
    "Héalth\nand \U0001f9ba",
    TextOrigin.OCR,
    "no_text_layer",
    91.5,
    612.0,
    792.0,
    words=(Word("Héalth", Box(0.1, 0.2, 0.3, 0.4), 0, 96.0),),
    tables=((("a", "b"), ("c", "")),),
    fields=(FormField("Sign", "x", "signature", Box(0, 0, 1, 1)),),
    marks=(Mark(Box(0, 0, 0.1, 0.1), "ink", 0.2),),
    rotation=90,
    skew=-1.25,
    language="en",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")


def understanding() -> Understanding:
    citation = Citation(SHA, 1, "Date: 2026-02-17", Box(0, 0, 0.5, 0.1))
    return Understanding(
        Document(SHA, 1, 1, 0.9),
        Classification("hs_policy", "policy", 0.97, "element_policy", ("title",)),
        "en",
        EvidenceDate(date(2026, 2, 17), "signed", "read", (), citation),
        "drawn",
        False,
        None,
        "Acme",
        "g1",
        False,
        (Fact("action", "fix rail", citation, "actions", "due", (("owner", "Lee"),), True),),
    )


def test_pages_come_back_equal_and_a_second_reading_replaces_the_first(ledger: Ledger) -> None:
    ledger.save_source(Source(SHA, 10))
    failure = PageFailure(2, ExceptionClass.CRASHED, "the reader crashed")
    ledger.save_pages(SHA, [PAGE, failure])
    assert ledger.pages(SHA) == ((PAGE,), (failure,))
    ledger.save_pages(SHA, [Page(2, "now", TextOrigin.EMBEDDED, "embedded_text")])
    read, failed = ledger.pages(SHA)
    assert [page.number for page in read] == [1, 2] and failed == ()


def test_understanding_is_found_only_under_its_stamp(ledger: Ledger) -> None:
    ledger.save_understanding(SHA, "one", [understanding()])
    assert ledger.understanding(SHA, "one") == (understanding(),)
    assert ledger.understanding(SHA, "two") is None


def test_evidence_numbers_are_given_once_and_never_change(ledger: Ledger) -> None:
    for letter in "abc":
        ledger.save_source(Source(letter * 64, 1))
    ledger.number(["b" * 64, "a" * 64])
    ledger.save_source(Source("a" * 64, 1, media_type="text/plain", state="read"))
    ledger.number(["c" * 64, "a" * 64, "b" * 64])
    numbers = {sha256[0]: source.evidence_number for sha256, source in ledger.sources().items()}
    assert numbers == {"b": 1, "a": 2, "c": 3}


def test_items_members_notes_survive_reopening(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'l.sqlite'}"
    first = Ledger(url)
    first.save_source(Source(SHA, 1))
    item = Item(("a.zip", "x › y.pdf"), SHA, 1, 5, datetime(2026, 1, 2, tzinfo=UTC), state=TerminalState.DUPLICATE)
    first.save_items([item])
    members = (StoredMember("n", None, 0, None, ExceptionClass.DAMAGED, "broken"),)
    first.save_members(SHA, members)
    first.remember("k", "v1")
    first.remember("k", "v2")
    first.close()
    again = Ledger(url)
    assert (again.items(), again.members(SHA), again.note("k")) == ((item,), members, "v2")


def test_migrations_are_recorded_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'l.sqlite'}"
    Ledger(url).close()
    Ledger(url).close()
    with create_engine(url).connect() as connection:
        assert connection.execute(text("select count(*) from migration")).scalar() == len(MIGRATIONS)


def test_a_ledger_of_the_first_edition_keeps_its_sources(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'l.sqlite'}"
    old = Ledger(url)
    old.save_source(Source(SHA, 1, media_type="application/pdf", state="read"))
    old.close()
    with create_engine(url).begin() as connection:
        for column in ("members", "unfolded"):
            connection.execute(text(f"alter table source drop column {column}"))
        connection.execute(text("delete from migration where number = 2"))
    again = Ledger(url)
    assert again.source(SHA) == Source(SHA, 1, media_type="application/pdf", state="read")
    again.save_source(Source(SHA, 1, members=True, unfolded="stamp"))
    assert again.source(SHA) == Source(SHA, 1, members=True, unfolded="stamp")


@pytest.mark.parametrize("content", [b"this is not a database" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_ledger_is_a_store_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "l.sqlite").write_bytes(content)
    with pytest.raises(StoreError):
        Ledger(f"sqlite:///{tmp_path / 'l.sqlite'}").items()


def test_a_damaged_row_is_a_store_error(ledger: Ledger, tmp_path: Path) -> None:
    ledger.save_source(Source(SHA, 1))
    ledger.save_pages(SHA, [PAGE])
    with create_engine(f"sqlite:///{tmp_path / 'ledger.sqlite'}").begin() as connection:
        connection.execute(text('update page set payload = \'{"number": "x"}\''))
    with pytest.raises(StoreError, match="damaged Page"):
        ledger.pages(SHA)
