"""Report: a Review in, index.html out: one self-contained page without scripts that opens offline and prints."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import Review
from pipeline.report.html_questions import Questions, places
from pipeline.report.html_rows import Rows
from pipeline.report.html_view import ElementView, PageView, QuestionView
from pipeline.report.index import ReviewIndex
from pipeline.report.labels import load_labels
from pipeline.report.names import LONE_SURROGATE, shown_name, shown_text
from pipeline.report.pictures import make_crops
from pipeline.report.wording import STATUSES, Line, Wording

if TYPE_CHECKING:
    from jinja2 import Environment

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


def page_view(review: Review, pictures: Mapping[tuple[str, int], Path]) -> PageView:
    """Everything the templates print."""
    rows = Rows(review, ReviewIndex.of(review), Wording(load_labels(review.language)), _anchors(review), pictures)
    first, further = places(rows)
    questions = Questions(rows, make_crops(first, further, pictures))
    views = {one.id: questions.question(one) for one in review.pack.questions}
    documentation = tuple(views[one.id] for one in review.pack.questions if one.primary_method == "documentation")
    return PageView(
        facts=rows.facts(),
        elements=_elements(review, questions, views),
        overall=questions.counts(documentation),
        outside=tuple(views[one.id] for one in review.pack.questions if one.primary_method != "documentation"),
        gaps=tuple(one for one in documentation if one.gap),
        exceptions=rows.exceptions(),
        documents=rows.documents(),
        files=rows.files(),
        asks=rows.asks(),
        versions=tuple(Line(shown_name(name), shown_name(version)) for name, version in review.run.versions),
        changes=tuple(
            (shown_text(one.kind), shown_text(one.subject), shown_text(one.before or ""), shown_text(one.after or ""))
            for one in review.changes
        ),
    )


def render(review: Review, pictures: Mapping[tuple[str, int], Path]) -> str:
    """The whole page as text."""
    labels = load_labels(review.language)
    # The style sheet is ours and holds no data, so it alone goes in unescaped, read from beside the templates.
    template = _environment().get_template("index.html.j2")
    return template.render(
        t=labels,
        language=review.language,
        client=shown_name(review.profile.client),
        purpose=labels(f"purpose.{review.purpose}"),
        instrument=review.pack.instrument,
        totals=review.reconciliation,
        statuses=(*STATUSES, "outside_document_review"),
        page=page_view(review, pictures),
    )


def write_html(review: Review, folder: Path, pictures: Mapping[tuple[str, int], Path]) -> None:
    """Write index.html."""
    text = LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", render(review, pictures))
    (folder / "index.html").write_text(text, encoding="utf-8", newline="\n")
