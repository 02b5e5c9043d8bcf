"""PDFs made to harm: each costs at most itself, in a child with a run's limits, and none reaches out."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.child_jobs import describe, warm_up
from pipeline.errors import ExceptionClass
from pipeline.extract.jobs import picture, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.isolation import ChildPool, Clocks, Ended, Fence, Job, Limits, Sent
from pipeline.model import Identified, Page, PageFailure
from tests.pipeline.extract.hostile_pdfs import HOSTILE, WORDS
from tests.pipeline.raw_pdf import one_page, put, stream

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the limits of a child")

PDF = "application/pdf"
READABLE = "Fire drill record of the north yard, held in March"
EXPECTED = {
    ExceptionClass.DAMAGED,
    ExceptionClass.EMPTY,
    ExceptionClass.TOO_LARGE,
    ExceptionClass.TIMED_OUT,
    ExceptionClass.OUT_OF_MEMORY,
    ExceptionClass.CRASHED,
    None,
}
# These draw more than any machine can.
LOSES_ITSELF = {"a form that draws itself", "forms that double"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def pool(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildPool]:
    limits = Limits(memory_bytes=1 << 30, file_bytes=8 << 20)
    clocks = Clocks(document_seconds=60.0, page_seconds=10.0, silence_seconds=60.0)
    fence = Fence(readable=(str(folder),))
    with ChildPool(1, limits, clocks, tmp_path_factory.mktemp("scratch"), warm_up, fence=fence) as made:
        yield made


def values(pool: ChildPool, job: Job) -> tuple[list[object], Ended]:
    events = list(pool.run([job]))
    (end,) = [event for event in events if isinstance(event, Ended)]
    return [event.value for event in events if isinstance(event, Sent)], end


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_at_most_itself(pool: ChildPool, folder: Path, name: str) -> None:
    path, options = put(folder, f"{len(name)}.pdf", HOSTILE[name]()), ReadOptions(engine="null")
    told, end = values(pool, Job("describe", describe, (path, "a.pdf", options), pages=1))
    assert end.exception_class in EXPECTED
    found = [value for value in told if isinstance(value, Identified)]
    if end.exception_class is not None or not found:
        assert end.message
        return
    pages = found[-1].pages
    read, end = values(pool, Job("read", read_pages, (path, PDF, 1, pages, options), pages=pages))
    assert end.exception_class in EXPECTED
    assert len(read) == pages or end.exception_class is not None
    assert all(isinstance(page, Page) or page.exception_class in EXPECTED for page in read)  # type: ignore[attr-defined]
    if name in LOSES_ITSELF:
        assert end.exception_class in {ExceptionClass.CRASHED, ExceptionClass.OUT_OF_MEMORY, ExceptionClass.TIMED_OUT}


@pytest.mark.parametrize(
    "name",
    [
        "states without an end",
        "forms in forms",
        "dictionaries without an end",
        "a picture of ten gigapixels",
        "a page of padding",
        "notes without an end",
        "fields without an end",
        "fields that hold each other",
        "a table of objects that points at itself",
    ],
)
def test_what_can_be_read_of_a_hostile_file_is_read(pool: ChildPool, folder: Path, name: str) -> None:
    path = put(folder, f"{len(name)}.pdf", HOSTILE[name]())
    read, end = values(pool, Job("read", read_pages, (path, PDF, 1, 1, ReadOptions(engine="null")), pages=1))
    (page,) = read
    assert end.exception_class is None
    assert isinstance(page, Page) and READABLE in page.text


@pytest.mark.parametrize("claimed", [4000, 1000000])
def test_pages_that_cannot_be_there_are_not_claimed(pool: ChildPool, folder: Path, claimed: int) -> None:
    path, options = put(folder, "claim.pdf", HOSTILE[f"a claim of {claimed} pages"]()), ReadOptions(engine="null")
    told, _ = values(pool, Job("describe", describe, (path, "a.pdf", options), pages=1))
    assert isinstance(told[-1], Identified) and told[-1].pages == 1
    (page,), _ = values(pool, Job("read", read_pages, (path, PDF, 1, 1, options), pages=1))
    assert isinstance(page, Page) and f"claims {claimed} pages" in " ".join(page.notes)


def test_a_page_named_a_million_times_is_refused(pool: ChildPool, folder: Path) -> None:
    path = put(folder, "million.pdf", HOSTILE["a page named a million times"]())
    _, end = values(pool, Job("describe", describe, (path, "a.pdf", ReadOptions(engine="null")), pages=1))
    assert end.exception_class is ExceptionClass.TOO_LARGE and "1000000 pages" in end.message


def test_what_is_left_out_of_endless_fields_is_said(pool: ChildPool, folder: Path) -> None:
    path = put(folder, "fields.pdf", HOSTILE["fields without an end"]())
    (page,), _ = values(pool, Job("read", read_pages, (path, PDF, 1, 1, ReadOptions(engine="null")), pages=1))
    assert isinstance(page, Page) and "only the first 3000 were read" in " ".join(page.notes)


def test_a_page_too_large_to_draw_is_refused_before_it_is(pool: ChildPool, folder: Path) -> None:
    path = put(folder, "street.pdf", HOSTILE["a page as long as a street"]())
    (failure,), end = values(pool, Job("read", read_pages, (path, PDF, 1, 1, ReadOptions(engine="null")), pages=1))
    assert end.exception_class is None
    assert isinstance(failure, PageFailure) and failure.exception_class is ExceptionClass.TOO_LARGE


def reaching_out(port: int) -> bytes:
    """Every way a PDF has of asking for something elsewhere, all pointing at one door."""
    address = f"http://127.0.0.1:{port}/x"
    script = f"app.launchURL('{address}'); this.submitForm('{address}'); app.alert('hello');"
    catalogue = (
        f"/OpenAction<</S/JavaScript/JS({script})/Next[<</S/URI/URI({address})>><</S/Launch/F(/bin/touch)>>"
        f"<</S/GoToR/F<</FS/URL/F({address})>>>><</S/SubmitForm/F<</FS/URL/F({address})>>>>]>>"
        f"/AcroForm<</Fields[6 0 R]/XFA 8 0 R>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS({script})>>]>>>>"
    )
    page = f"/Annots[6 0 R 7 0 R]/AA<</O<</S/JavaScript/JS({script})>>/C<</S/URI/URI({address})>>>>"
    more = {
        6: f"<</FT/Tx/T(a)/V(b)/Subtype/Widget/Rect[10 10 90 30]/AA<</F<</S/JavaScript/JS({script})>>"
        f"/C<</S/JavaScript/JS({script})>>/K<</S/JavaScript/JS({script})>>>>>>",
        7: f"<</Type/Annot/Subtype/Link/Rect[10 40 90 60]/A<</S/URI/URI({address})>>>>",
        8: stream(f"<x:a xmlns:x='http://127.0.0.1:{port}/'/>"),
        9: f"<</Type/XObject/Subtype/Image/Width 9/Height 9/Length 0/FFilter/DCTDecode/F<</FS/URL/F({address})>>>>\n"
        "stream\nendstream",
    }
    return one_page(WORDS + "q 90 0 0 90 0 0 cm /I Do Q", page, catalogue, "/XObject<</I 9 0 R>>", more)


def test_nothing_is_run_and_nothing_is_fetched(tmp_path: Path) -> None:
    """Read and drawn here, without a child's fences: the door stays shut because nobody knocks."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        path = put(tmp_path, "out.pdf", reaching_out(door.getsockname()[1]))
        (page,) = read_pages(path, PDF, 1, 1, ReadOptions(engine="null"))
        list(picture(path, PDF, 1, 0, 72, str(tmp_path / "page.jpg")))
        door.settimeout(0.3)
        with pytest.raises(TimeoutError):
            door.accept()
    assert isinstance(page, Page) and READABLE in page.text
