"""Report: coverage gaps in, the list of what to ask the client for out, each thing once, grouped by who has it."""

from dataclasses import dataclass

from pipeline.model import QuestionCoverage, Review
from pipeline.report.index import ReviewIndex
from pipeline.report.wording import GAP_STATUSES, Wording
from rules.model import Question


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask for.

    Args:
        questions: Ids of the questions it would serve.
        missing: What is still missing for each, in words.
    """

    holder: str
    ask: str
    questions: tuple[str, ...]
    missing: tuple[str, ...]


def _is_gap(row: QuestionCoverage) -> bool:
    return row.status in GAP_STATUSES and row.ask is not None


def _missing(question: Question, row: QuestionCoverage, wording: Wording) -> str:
    text = wording.missing_text(row)
    return f"{question.id}: {text}" if text else ""


def ask_list(review: Review, index: ReviewIndex, wording: Wording) -> tuple[Ask, ...]:
    """Everything to ask for: by holder, then in the instrument's order."""
    groups: dict[tuple[str, str], list[tuple[Question, QuestionCoverage]]] = {}
    for question in review.pack.questions:
        row = index.coverage_of(question)
        if _is_gap(row):
            rule = index.rules.get(question.id)
            groups.setdefault((rule.holder if rule else "", row.ask or ""), []).append((question, row))
    return tuple(
        Ask(
            holder,
            ask,
            tuple(question.id for question, _ in rows),
            tuple(text for question, row in rows if (text := _missing(question, row, wording))),
        )
        for (holder, ask), rows in sorted(groups.items(), key=lambda entry: entry[0][0].casefold())
    )
