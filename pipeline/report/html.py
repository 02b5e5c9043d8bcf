"""Report: a Review in, index.html out (long lists go on in ``pages/``): pages without scripts that open offline."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model import Review
from pipeline.report.html_heat import heat_view
from pipeline.report.html_lists import SHOWN_EVIDENCE, Listing, part_name, starts
from pipeline.report.html_plan import plan_view
from pipeline.report.html_questions import Questions, places
from pipeline.report.html_rows import Rows
from pipeline.report.html_view import ElementView, ListPage, PageView, QuestionView
from pipeline.report.index import ReviewIndex
from pipeline.report.labels import load_labels
from pipeline.report.names import LONE_SURROGATE, shown_name, shown_text
from pipeline.report.pictures import make_crops
from pipeline.report.programme import programme_view
from pipeline.report.wording import STATUSES, Line, Wording

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.environment import TemplateStream

TEMPLATES = Path(__file__).with_name("templates")


def _anchors(review: Review) -> dict[str, str]:
    """Question id to fragment: by position, so that no id can break out of an attribute."""
    return {question.id: f"q-{number}" for number, question in enumerate(review.pack.questions, start=1)}


def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,  # always: select_autoescape would pass over names ending in .j2
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _elements(review: Review, questions: Questions, views: Mapping[str, QuestionView]) -> tuple[ElementView, ...]:
    elements = []
    for position, element in enumerate(review.pack.instrument.elements, start=1):
        own = [one for one in review.pack.questions if one.element == element.id]
        documentation = tuple(views[one.id] for one in own if one.primary_method == "documentation")
        elements.append(questions.element(element, position, documentation, len(own) - len(documentation)))
    return tuple(elements)


def page_view(rows: Rows) -> PageView:
    """Everything the first page prints."""
    review = rows.review
    first, further = places(rows)
    questions = Questions(rows, make_crops(first, further, rows.pictures))
    views = {one.id: questions.question(one) for one in review.pack.questions}
    documentation = tuple(views[one.id] for one in review.pack.questions if one.primary_method == "documentation")
    return PageView(
        facts=rows.facts(),
        elements=_elements(review, questions, views),
        overall=questions.counts(documentation),
        outside=tuple(views[one.id] for one in review.pack.questions if one.primary_method != "documentation"),
        plan=plan_view(rows),
        heat=heat_view(rows),
        gaps=tuple(one for one in documentation if one.gap),
        exceptions=rows.exceptions(),
        documents=rows.documents(),
        files=rows.files(),
        asks=rows.asks(),
        programme=programme_view(review, rows.wording.labels),
        versions=tuple(Line(shown_name(name), shown_name(version)) for name, version in review.run.versions),
        changes=rows.changes(),
    )


def list_pages(rows: Rows) -> Iterator[ListPage]:
    """The further pieces of every list that is too long for the first page."""
    review = rows.review
    lists: tuple[tuple[str, int, Callable[[int], Listing[Any]]], ...] = (
        ("exceptions", len(review.exceptions), rows.exceptions),
        ("documents", len(review.documents), rows.documents),
        ("files", len(review.items), rows.files),
        ("changes", len(review.changes), rows.changes),
    )
    for name, total, piece in lists:
        for number in range(2, len(starts(total)) + 1):
            yield ListPage(part_name(name, number), name, None, piece(number))
    questions = Questions(rows, {})
    for question in review.pack.questions:
        anchor = rows.anchors[question.id]
        offered = len(rows.index.coverage_of(question).evidence)
        for number in range(2, len(starts(offered, SHOWN_EVIDENCE)) + 1):
            evidence = questions.evidence(question, number)
            asked = Line(shown_name(question.id), shown_text(question.requirement))
            yield ListPage(part_name(anchor, number), "evidence", asked, evidence)


def write_html(review: Review, folder: Path, pictures: Mapping[tuple[str, int], Path]) -> None:
    """Write index.html, and the further pieces of long lists into ``pages/``."""
    labels = load_labels(review.language)
    rows = Rows(review, ReviewIndex.of(review), Wording(labels), _anchors(review), pictures)
    environment = _environment()
    environment.globals.update(
        t=labels,
        language=review.language,
        client=shown_name(review.profile.client),
        purpose=labels(f"purpose.{review.purpose}"),
        instrument=review.pack.instrument,
        totals=review.reconciliation,
        statuses=(*STATUSES, "outside_document_review"),
    )
    for old in folder.glob("pages/*.html"):
        old.unlink()
    _write(folder / "index.html", environment.get_template("index.html.j2").stream(page=page_view(rows), base=""))
    template = environment.get_template("list.html.j2")
    for page in list_pages(replace(rows, base="../")):
        _write(folder / page.file, template.stream(page=page, base="../"))


def _write(file: Path, stream: "TemplateStream") -> None:
    """Write a page piece by piece: its text is never in memory as a whole."""
    file.parent.mkdir(exist_ok=True)
    stream.enable_buffering(500)
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for text in stream:
            out.write(LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))
