"""Every example of every rule pack: a text read by the real finders, judged alone by its rule for an audit in April."""

from dataclasses import replace
from datetime import date

import pytest

from classifiers.document_types import load_types
from classifiers.model import Classification
from pipeline.map_evidence import fit_of, survey
from pipeline.mapping.view import View
from pipeline.model import Document, EvidenceDate, Page, Profile, ReadDocument, Site, TextOrigin, Window
from pipeline.understand import understand
from rules.load import list_packs, load_pack
from rules.model import Example, Needed, Rule, Shown
from rules.requirements import load_backbone

AUDIT = date(2026, 4, 15)
PROFILE = Profile("Example", (), (Site("Main"),), 40, AUDIT, Window(date(2025, 4, 15), AUDIT), AUDIT)
KINDS = {name: entry.kind for name, entry in load_types().items()}


def cases() -> list[tuple[Rule, Example]]:
    """Each example once: many instruments share the backbone's, and those no instrument binds are tried as well."""
    backbone = load_backbone()
    shared = {
        name: Rule(id=name, question="?", requirement=name, **needed(rule)) for name, rule in backbone.rules.items()
    }
    found = [
        (shared[name], Example(rule=name, **{field: getattr(one, field) for field in Shown.model_fields}))
        for name, examples in backbone.examples.items()
        for one in examples
    ]
    for pack in (load_pack(instrument.id) for instrument in list_packs()):
        rules = {rule.id: rule for rule in pack.rules if needed(rule) != needed(shared.get(rule.requirement or ""))}
        found += [(rules[example.rule], example) for example in pack.examples if example.rule in rules]
    return found


def needed(rule: Needed | None) -> dict[str, object]:
    return {} if rule is None else {field: getattr(rule, field) for field in Needed.model_fields}


CASES = cases()


def document_of(example: Example) -> ReadDocument:
    """The example's text as one page; what the example states of signature, date and form stands."""
    pages = (Page(1, example.text.strip(), TextOrigin.EMBEDDED, "embedded_text"),)
    family = load_types()[example.document_type].family
    said = Classification(example.document_type, family, 0.95, None, ("given",))
    read = understand(Document("e" * 64, 1, 1, 1.0), pages, "example.txt", PROFILE, lambda sample: said)
    day = date.fromisoformat(example.evidence_date) if example.evidence_date else None
    place = read.evidence_date.citation
    when = EvidenceDate(day, "performed", "read", (), place) if day else EvidenceDate(None, None, "absent")
    # Whatever firm an example names is the one audited.
    read = replace(read, signed=example.signed, blank_form=example.blank_form, evidence_date=when, company=None)
    return ReadDocument(read, pages, "example.txt")


@pytest.mark.parametrize(
    ("rule", "example"), CASES, ids=[f"{rule.id}-{example.fit}-{example.document_type}" for rule, example in CASES]
)
def test_example_has_its_fit(rule: Rule, example: Example) -> None:
    document = document_of(example)
    evidence = fit_of(rule, document, survey([View(document)], PROFILE, KINDS, 0.5))
    # Examples know no "out_of_period": what lies outside the window is part of an answer, as the reader sees it.
    fit = "none" if evidence is None else "partial" if evidence.fit == "out_of_period" else evidence.fit
    assert fit == example.fit, (example.why, evidence and (evidence.fit, evidence.reasons, evidence.missing))


def test_every_rule_of_the_pack_has_a_match_and_a_near_miss() -> None:
    fits: dict[str, set[str]] = {}
    for rule, example in CASES:
        fits.setdefault(rule.id, set()).add(example.fit)
    assert CASES
    assert all("full" in found and len(found) > 1 for found in fits.values())
