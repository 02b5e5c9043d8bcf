"""Report: a Review in, the same Review in the report's language out; done once, before the formats people read.

``coverage.json`` is read by programs and keeps the words as the core says them.
"""

from dataclasses import replace

from pipeline.model import (
    Check,
    Evidence,
    ExceptionRow,
    Item,
    Missing,
    QuestionCoverage,
    ReadDocument,
    Review,
    SiteCoverage,
)
from pipeline.report.labels import Language
from pipeline.report.speech import Speech, load_speech
from rules.model import RulePack

_IN_WORDS = frozenset({"document", "signature", "date", "criterion", "action"})
"""Kinds of missing things whose value is a sentence or word of ours; names, sites and periods are the client's."""


def in_language(review: Review) -> Review:
    """Put everything the machine says of a review into the review's language."""
    if review.language == "en":
        return review
    say = load_speech(review.language)
    return replace(
        review,
        coverage=tuple(_coverage(row, say) for row in review.coverage),
        documents=tuple(_document(read, say) for read in review.documents),
        exceptions=tuple(_exception(row, say) for row in review.exceptions),
        items=tuple(_item(item, say) for item in review.items),
        pack=_pack(review.pack, review.language, say),
    )


def _coverage(row: QuestionCoverage, say: Speech) -> QuestionCoverage:
    return replace(
        row,
        missing=_missing(row.missing, say),
        sites=tuple(_site(one, say) for one in row.sites),
        evidence=tuple(_evidence(one, say) for one in row.evidence),
        checks=tuple(_check(one, say) for one in row.checks),
        searched=tuple(map(say, row.searched)),
        ask=_maybe(row.ask, say),
        note=_maybe(row.note, say),
    )


def _missing(missing: tuple[Missing, ...], say: Speech) -> tuple[Missing, ...]:
    return tuple(replace(one, value=say(one.value)) if one.kind in _IN_WORDS else one for one in missing)


def _site(site: SiteCoverage, say: Speech) -> SiteCoverage:
    return replace(site, missing=_missing(site.missing, say))


def _evidence(evidence: Evidence, say: Speech) -> Evidence:
    return replace(evidence, reasons=tuple(map(say, evidence.reasons)), missing=_missing(evidence.missing, say))


def _check(check: Check, say: Speech) -> Check:
    return replace(check, message=say(check.message))


def _document(read: ReadDocument, say: Speech) -> ReadDocument:
    answer = read.understanding.classification
    told = replace(answer, reasons=tuple(map(say, answer.reasons)))
    return replace(read, understanding=replace(read.understanding, classification=told))


def _exception(row: ExceptionRow, say: Speech) -> ExceptionRow:
    return replace(row, message=say(row.message), remedy=say(row.remedy))


def _item(item: Item, say: Speech) -> Item:
    return replace(item, note=_maybe(item.note, say), excluded_by=_maybe(item.excluded_by, say))


def _pack(pack: RulePack, language: Language, say: Speech) -> RulePack:
    """The pack with the texts its author gave in the language; what he did not give stays English."""
    head = pack.instrument
    elements = tuple(one.model_copy(update={"title": one.heading(language)}) for one in head.elements)
    questions = tuple(
        one.model_copy(update={"requirement": one.text(language), "prepares": _maybe(one.prepares, say)})
        for one in pack.questions
    )
    rules = tuple(one.model_copy(update={"ask": say(one.ask), "holder": say(one.holder)}) for one in pack.rules)
    return pack.model_copy(
        update={
            "instrument": head.model_copy(update={"elements": elements}),
            "questions": questions,
            "rules": rules,
        }
    )


def _maybe(text: str | None, say: Speech) -> str | None:
    return None if text is None else say(text)
