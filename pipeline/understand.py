"""Step 5: a logical document -> its type and what it says of itself: date, signature, blank or filled, site, company.

Nothing is guessed: an unclear date stays ambiguous or illegible, a folder's date is never the document's.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from classifiers.document_types import load_types
from classifiers.model import Classification, Sample
from pipeline.facts.finders import find_facts
from pipeline.facts.headings import headings_of, title_of
from pipeline.facts.identity import FOREIGN_BY_NATURE, language_of
from pipeline.facts.places import ink
from pipeline.facts.reading import PageReading, Reading, read_page
from pipeline.model import (
    CARRIES,
    Document,
    EvidenceDate,
    Fact,
    Page,
    Profile,
    ReadDocument,
    Signed,
    TextOrigin,
    Understanding,
)
from pipeline.understanding.evidence_date import choose, without_due_days
from pipeline.understanding.privacy import is_restricted
from pipeline.understanding.sites import site_of
from pipeline.understanding.versions import group

MOST_TEXT = 400_000
MOST_HEADINGS = 120
HEADING_PAGES = 6
PICTURE_NAME = re.compile(r"\.(?:png|jpe?g|gif|bmp|webp|heic|heif|tiff?)$", re.IGNORECASE)
_STRENGTH: tuple[Signed, ...] = ("digital", "app", "drawn", "typed", "cannot_tell", "none")
_DONE_ROLES = frozenset({"performed", "meeting", "incident", "signed"})
_GIVEN = frozenset(
    {"date", "signature", "person", "action", "training_row", "finding_row", "hazard_row", "inspected_row"}
)
"""What somebody wrote into a form, as far as the finders see it; the topics of minutes may be its printed headings."""
_PRINTED_ROLES = frozenset({"form_revision", "printed", "revised", "effective"})


@dataclass(frozen=True, slots=True)
class _Type:
    """What the vocabulary says of the classifier's answer."""

    kind: str
    restricted: bool


def understand(
    document: Document,
    pages: Sequence[Page],
    shown_path: str,
    profile: Profile,
    classify: Callable[[Sample], Classification],
) -> Understanding:
    """Say what a document is and what it says of itself.

    Args:
        pages: The document's pages that were read.
        shown_path: Where the client put it.
        classify: The classifier: a sample of the text in, a type with its probability out.
    """
    own = tuple(read_page(page) for page in pages if document.first_page <= page.number <= document.last_page)
    text = "\f".join(page.page.text for page in own)[:MOST_TEXT]
    title = next((head.text for page in own[:2] if (head := title_of(page)) is not None), "")
    answer = classify(_sample(own, text, title, shown_path))
    known = _type(answer)
    language = language_of(text)
    reading = Reading(document, own, answer.document_type, answer.family, known.kind, profile, title, language)
    found = find_facts(reading)
    chosen = choose(without_due_days(found), known.kind, answer.document_type, shown_path, reading.latest)
    facts = tuple(fact for fact in found if fact.value)
    blank = _blank(found, known.kind, text)
    if blank is False and known.kind == "record" and _asks_in_vain(found, own):
        blank = True
    # What looks like a scrawl on an unused form is print, and its own edition or printing dates no record.
    unread = bool(blank) and (chosen.date.state == "illegible" or chosen.date.state == "read")
    people = any(fact.kind == "person" for fact in facts)
    if chosen.reason is not None:
        answer = replace(answer, reasons=(*answer.reasons, chosen.reason))
    return Understanding(
        document=document,
        classification=answer,
        language=language,
        evidence_date=EvidenceDate(None, None, "absent") if unread else chosen.date,
        signed=_signed(facts),
        blank_form=blank,
        site=site_of(facts, shown_path, profile, known.kind, answer.document_type),
        company=_company(facts, answer.document_type),
        version_group=document.id,
        restricted=is_restricted(answer.document_type, known.restricted, blank, text, people, answer.probability),
        facts=facts,
    )


def link_versions(documents: Sequence[ReadDocument]) -> tuple[ReadDocument, ...]:
    """Give rescans of one record and editions of one directive a common ``version_group``."""
    return group(documents, {name: entry.kind for name, entry in load_types().items()})


def _type(answer: Classification) -> _Type:
    entry = load_types().get(answer.document_type)
    return _Type("", False) if entry is None else _Type(entry.kind, entry.restricted)


def _sample(pages: Sequence[PageReading], text: str, title: str, shown_path: str) -> Sample:
    if (letter := _letter(pages)) is not None:
        return letter
    headings = [heading for page in pages[:HEADING_PAGES] for heading in headings_of(page)]
    sheets = [page.page.name for page in pages if page.page.name]
    return Sample(
        text=text,
        title=title,
        headings=(*sheets, *headings)[:MOST_HEADINGS],
        name=shown_path,
        pages=len(pages),
        ocr=any(page.page.text_origin is TextOrigin.OCR for page in pages),
    )


def _letter(pages: Sequence[PageReading]) -> Sample | None:
    """A mail's own words: its subject and the names of what it carries are also its file's name, and not what it is."""
    head = pages[0].page.head_lines if len(pages) == 1 else None
    if head is None:
        return None
    lines = pages[0].page.text.split("\n")
    body = "\n".join(lines[head:]).strip("\n")
    reading = read_page(replace(pages[0].page, text=body))
    title = title_of(reading)
    return Sample(
        text=body[:MOST_TEXT],
        title=title.text if title is not None else "",
        headings=headings_of(reading)[:MOST_HEADINGS],
        letter=True,
        encloses=any(line.startswith(CARRIES) and _names_documents(line) for line in lines[:head]),
    )


def _names_documents(line: str) -> bool:
    """Whether anything but pictures is attached: a logo below a name says nothing."""
    return any(not PICTURE_NAME.search(name.strip()) for name in line.removeprefix(CARRIES).split(","))


def _signed(facts: Sequence[Fact]) -> Signed:
    """The strongest way in which anybody signed; "none" where nobody did."""
    ways = {fact.role for fact in facts if fact.kind == "signature"}
    return next((way for way in _STRENGTH if way in ways), "none")


def _blank(facts: Sequence[Fact], kind: str, text: str) -> bool | None:
    """Whether it is an unused form; None where there is no text to tell by."""
    if not text.strip():
        return None
    fact = next((fact for fact in facts if fact.kind == "form"), None)
    if fact is not None and fact.value == "template":
        return True
    asks = fact is not None and (kind in {"record", ""} or fact.attribute("plain") is not None)
    if fact is None or fact.value != "blank" or not asks:
        return False
    done = any(
        fact.kind == "date"
        and fact.role in _DONE_ROLES
        and (fact.value or fact.attribute("state") in {"illegible", "yearless"})
        and fact.attribute("unlabelled") is None
        for fact in facts
    )
    signed = any(fact.kind == "signature" and fact.role in {"typed", "drawn", "digital", "app"} for fact in facts)
    return not done and not signed


def _asks_in_vain(found: Sequence[Fact], pages: Sequence[PageReading]) -> bool:
    """A typed form that asks for its date and bears none, names nobody, holds no ink and no row: nobody used it."""
    if any(page.ocr or any(mark.kind != "image" for mark in ink(page)) for page in pages):
        return False  # on a scan a hand may have written what the engine did not see
    asked = any(fact.kind == "date" and fact.attribute("state") == "absent" for fact in found)
    given = any(
        fact.value != "blank"
        if fact.kind == "form"
        else fact.kind in _GIVEN and fact.role != "none" and fact.role not in _PRINTED_ROLES
        for fact in found
        if fact.value
    )
    return asked and not given and not any(fact.attribute("state") == "yearless" for fact in found)


def _company(facts: Sequence[Fact], document_type: str) -> str | None:
    """The client where it is named, another firm whose letterhead it bears where the client is not."""
    companies = [fact for fact in facts if fact.kind == "company"]
    client = next((fact.value for fact in companies if fact.role == "client"), None)
    if client is not None:
        return client
    if document_type in FOREIGN_BY_NATURE:
        return None
    return next((fact.value for fact in companies if fact.role == "other"), None)
