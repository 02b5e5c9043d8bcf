"""Documents, rules and packs made from a few words: what the tests of mapping and coverage stand on."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from classifiers.model import Classification
from pipeline.model import (
    Box,
    Citation,
    Document,
    EvidenceDate,
    Fact,
    FactKind,
    Page,
    Profile,
    ReadDocument,
    Signed,
    Site,
    TextOrigin,
    Understanding,
    Window,
    Word,
)
from rules.model import Element, Instrument, Question, Rule, RulePack, Sampling

AUDIT = date(2026, 3, 15)
KINDS = {
    "hs_policy": "directive", "element_procedure": "directive", "safety_manual": "directive", "org_chart": "directive",
    "emergency_plan": "directive", "committee_terms": "directive", "job_task_inventory": "directive",
    "workplace_inspection": "record", "hsc_minutes": "record", "training_certificate": "record",
    "training_matrix": "record", "first_aid_certificate": "record", "toolbox_talk": "record",
    "incident_investigation": "record", "drill_record": "record", "flha": "record", "corrective_action_log": "record",
    "formal_hazard_assessment": "record",
}  # fmt: skip


def profile(*sites: str, heads: int | None = 40, audit: date = AUDIT, as_of: date | None = None) -> Profile:
    first = audit.replace(year=audit.year - 1)
    return Profile("Acme", (), tuple(Site(name) for name in sites), heads, audit, Window(first, audit), as_of or audit)


def page(text: str, number: int = 1) -> Page:
    words = tuple(
        Word(word, Box(place / 50, line / 50, (place + 1) / 50, (line + 1) / 50), line)
        for line, row in enumerate(text.split("\n"))
        for place, word in enumerate(row.split())
    )
    return Page(number, text, TextOrigin.EMBEDDED, "embedded_text", words=words)


def cited(source: str, quote: str, number: int = 1) -> Citation:
    return Citation(source, number, quote)


def read(
    document_type: str,
    text: str | Sequence[str] = "A document of some words.",
    day: date | str | None = None,
    *,
    name: str = "a.pdf",
    signed: Signed = "none",
    blank: bool | None = None,
    site: str | None = None,
    probability: float = 0.95,
    group: str | None = None,
    restricted: bool = False,
    runner_up: str | None = None,
    facts: Sequence[tuple[FactKind, str, str | None, dict[str, str]]] = (),
) -> ReadDocument:
    """A document; ``day`` is a date, or one of the states "ambiguous", "illegible"; None is "absent"."""
    texts = [text] if isinstance(text, str) else list(text)
    source = hashlib.sha256(f"{name}{document_type}{texts}{day}".encode()).hexdigest()
    pages = tuple(page(one, number) for number, one in enumerate(texts, 1))
    first_line = next((line for line in texts[0].split("\n") if line.strip()), "")
    place = cited(source, first_line)
    if isinstance(day, date):
        when = EvidenceDate(day, "performed", "read", (), cited(source, day.isoformat()))
    else:
        when = EvidenceDate(None, None, day or "absent")  # type: ignore[arg-type]
    understanding = Understanding(
        Document(source, 1, len(pages), 1.0),
        Classification(document_type, "inspection", probability, runner_up, ("made",)),
        "en",
        when,
        signed,
        blank,
        site,
        None,
        group or source,
        restricted,
        tuple(Fact(kind, value, place, "made", role, tuple(more.items())) for kind, value, role, more in facts),
    )
    return ReadDocument(understanding, pages, name)


def rule(question: str = "7.4", types: Sequence[str] = ("workplace_inspection",), **more: Any) -> Rule:
    given: dict[str, Any] = {
        "id": f"r-{question}", "question": question, "nature": "record", "types": tuple(types), "ask": "the records",
        "holder": "the office", "source": "a test", "confidence": "inferred", "sampling": Sampling(kind="once"),
    }  # fmt: skip
    return Rule(**{**given, **more})


def directive(question: str = "1.1", types: Sequence[str] = ("hs_policy",), **more: Any) -> Rule:
    return rule(question, types, nature="directive", **more)


def pack(*rules: Rule, questions: Sequence[Question] = ()) -> RulePack:
    instrument = Instrument(
        id="made", issuer="x", title="x", edition="1", stream="cor", depth="questions", jurisdiction="AB", source="x",
        confidence="inferred", elements=(Element(id="1", title="x"),),
    )  # fmt: skip
    return RulePack(
        instrument=instrument, questions=(*(question(one.question) for one in rules), *questions), rules=tuple(rules)
    )


def question(name: str, method: str = "documentation", **more: Any) -> Question:
    given: dict[str, Any] = {
        "id": name, "element": "1", "canonical": "M1", "requirement": "x", "methods": (method,),
        "primary_method": method, "source": "x", "confidence": "inferred",
    }  # fmt: skip
    return Question(**{**given, **more})
