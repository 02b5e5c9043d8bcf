"""Long lists: the first page stays small, every row stands on exactly one page, and every link finds its place."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ExceptionClass
from pipeline.model import ExceptionRow, Item, PageTotals, Review, TerminalState
from pipeline.report.html_lists import LIST_ROWS, SHOWN_EVIDENCE, listing, part_of, starts
from pipeline.report.manifest import MANIFEST, check

DOCUMENTS, LOST = 2 * LIST_ROWS + 101, LIST_ROWS + 1
LINK = re.compile(r'href="([^"]+)"')
ANCHOR = re.compile(r' id="([^"]+)"')


@pytest.fixture(scope="module")
def long_review(review: Review) -> Review:
    """The small review with very many documents, all of them offered for one question, and many lost files."""
    first = review.documents[0]
    known = first.understanding
    documents = tuple(
        replace(first, shown_path=f"file {number}.pdf", understanding=replace(known, document=named))
        for number in range(1, DOCUMENTS + 1)
        for named in (replace(known.document, source_id=f"{number:016x}" * 4),)
    )
    some = review.items[0]
    items = [replace(some, path=(one.shown_path,), sha256=one.understanding.document.source_id, evidence_number=number)
             for number, one in enumerate(documents, 1)]  # fmt: skip
    items += [
        Item((f"lost {number}.pdf",), None, None, 1, some.received_at, state=TerminalState.EXCEPTION,
             exception=ExceptionClass.DAMAGED) for number in range(LOST)
    ]  # fmt: skip
    offer = next(row for row in review.coverage if row.question_id == "2.1").evidence[0]
    offers = tuple(replace(offer, document_id=one.understanding.document.id, citations=()) for one in documents)
    coverage = tuple(
        replace(row, evidence=offers if row.question_id == "2.1" else (), checks=()) for row in review.coverage
    )
    rows = tuple(
        ExceptionRow(ExceptionClass.DAMAGED, "extract", (f"lost {number}.pdf",), None, None, "It is broken.", "", False,
                     ("2.1",)) for number in range(LOST)
    )  # fmt: skip
    books = replace(
        review.reconciliation, discovered=len(items), processed=DOCUMENTS, duplicate=0, container=0, excluded=0,
        exception=LOST, pages=PageTotals(DOCUMENTS, 0, DOCUMENTS, 0, 0),
    )  # fmt: skip
    return replace(review, documents=documents, items=tuple(items), coverage=coverage, exceptions=rows,
                   reconciliation=books, unread_pages={}, pages={})  # fmt: skip


@pytest.fixture(scope="module")
def folder(long_review: Review, write: Callable[[Review], Any]) -> Path:
    return Path(write(long_review).folder)


def pages(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in (folder / "index.html", *sorted((folder / "pages").glob("*.html"))):
        yield path, path.read_text(encoding="utf-8")


def test_the_first_page_holds_so_many_rows_and_no_more(folder: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert text.count('<tr id="d-') == LIST_ROWS
    assert text.count('<article class="evidence') == SHOWN_EVIDENCE
    assert f"Rows 1 to {LIST_ROWS} of {DOCUMENTS + LOST}" in text
    assert f"Documents: {DOCUMENTS}" in text or f"{DOCUMENTS}</caption>" in text


def test_every_row_stands_on_exactly_one_page(folder: Path, long_review: Review) -> None:
    texts = [text for _, text in pages(folder)]
    anchors = Counter(anchor for text in texts for anchor in re.findall(r'<tr id="(d-[^"]+)"', text))
    assert anchors == Counter(f"d-{one.understanding.document.id}" for one in long_review.documents)
    assert sum(text.count('<article class="evidence') for text in texts) == DOCUMENTS
    whole = "".join(texts)
    assert all(f"<code>lost {number}.pdf</code></th>" in whole for number in range(LOST))
    assert sum(text.count("It is broken.") for text in texts) == LOST


def test_every_link_finds_its_page_and_its_place(folder: Path) -> None:
    anchors = {path: set(ANCHOR.findall(text)) for path, text in pages(folder)}
    links = 0
    for path, text in pages(folder):
        for link in LINK.findall(text):
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), (path.name, link)
            assert not anchor or anchor in anchors[target], (path.name, link)
            links += 1
    assert links > DOCUMENTS


def test_every_page_keeps_the_policy_and_the_way_back(folder: Path) -> None:
    further = [(path, text) for path, text in pages(folder) if path.parent.name == "pages"]
    names = {re.sub(r"-\d+\.html$", "", path.name) for path, _ in further}
    assert names == {"documents", "files", "exceptions", "q-4"}
    for path, text in further:
        assert "default-src 'none'" in text and 'href="../index.html"' in text, path.name


def test_the_manifest_holds_the_further_pages(folder: Path) -> None:
    assert "pages/documents-2.html" in (folder / MANIFEST).read_text(encoding="ascii")
    assert not [one for one in check(folder, originals=False) if one.kind != "missing"]


def test_a_shorter_report_leaves_no_page_of_the_longer_one(review: Review, long_review: Review, tmp_path: Path) -> None:
    from pipeline.report.formats import write_report

    write_report(long_review, tmp_path, {})
    assert list((tmp_path / "pages").glob("*.html"))
    write_report(review, tmp_path, {})
    assert not list((tmp_path / "pages").glob("*.html"))


@pytest.mark.parametrize(("total", "begins"), [(0, (0,)), (500, (0,)), (501, (0, 500)), (1001, (0, 500, 1000))])
def test_pieces_begin_where_the_last_one_ended(total: int, begins: tuple[int, ...]) -> None:
    assert starts(total) == begins
    pieces = [listing("files", range(total), str, number, "") for number in range(1, len(begins) + 1)]
    assert [int(row) for piece in pieces for row in piece.rows] == list(range(total))
    assert all(part_of(int(row)) == number for number, piece in enumerate(pieces, 1) for row in piece.rows)
    assert all(bool(piece.parts) is (total > LIST_ROWS) for piece in pieces)
