"""What Prefect's pages may show of a run: counts, classes and a link; never a word of a client's document."""

from collections import Counter
from collections.abc import Iterable

from pipeline.model import ExceptionRow, Review
from pipeline.report.safe_text import markdown_safe

COUNTED = ("candidate", "partial", "out_of_period", "not_located", "unreadable_source", "not_applicable")


def coverage_table(review: Review) -> list[dict[str, str]]:
    """One row an element: counts of documentation questions by status."""
    by_element: dict[str, Counter[str]] = {element.id: Counter() for element in review.pack.instrument.elements}
    element_of = {question.id: question.element for question in review.pack.questions}
    for one in review.coverage:
        by_element[element_of[one.question_id]][one.status] += 1
    return [
        {"element": element, **{status: str(counts[status]) for status in COUNTED}}
        for element, counts in by_element.items()
    ]


def exceptions_markdown(rows: Iterable[ExceptionRow]) -> str:
    """Exceptions by class with their number; file names stay in the report."""
    counts = Counter(str(row.exception_class) for row in rows)
    lines = [f"| {markdown_safe(name)} | {number} |" for name, number in sorted(counts.items())]
    return "\n".join(["| class | number |", "| --- | --- |", *lines])
