"""Every evidence rule against whole papers of neighbouring types, read by the machine as a client's papers are."""

from dataclasses import replace
from datetime import date

import pytest

from classifiers.document_types import load_types
from classifiers.vote import Classifier
from pipeline.map_evidence import fit_of, survey
from pipeline.mapping.view import View
from pipeline.model import Document, Page, Profile, ReadDocument, Site, TextOrigin, Window
from pipeline.understand import understand
from rules.load import load_pack, shipped
from rules.model import Needed, Neighbour, Rule
from rules.requirements import load_backbone, load_neighbours

AUDIT = date(2026, 4, 15)
PROFILE = Profile("Example", (), (Site("Main"),), 40, AUDIT, Window(date(2025, 4, 15), AUDIT), AUDIT)
TYPES = load_types()
KINDS = {name: entry.kind for name, entry in TYPES.items()}
PAPERS = load_neighbours()


def all_rules() -> dict[str, Rule]:
    """Each rule once: those of the backbone, and what packs have of their own."""
    backbone = load_backbone()
    found = {
        name: Rule.model_validate(
            {"id": name, "question": "?", **{key: getattr(rule, key) for key in Needed.model_fields}}
        )
        for name, rule in backbone.rules.items()
    }
    for pack in map(load_pack, shipped()):
        found |= {f"{pack.instrument.id} {rule.id}": rule for rule in pack.rules if rule.requirement is None}
    return found


RULES = all_rules()


def neighbours(rule: Rule) -> list[Neighbour]:
    """Papers of an answer's family, that only support one, or that trade in its words, and are of none of its types."""
    families = {TYPES[name].family for name in rule.types} | {"not_evidence"}
    return [
        paper
        for paper in PAPERS
        if paper.document_type not in rule.types
        and (paper.document_type in rule.supporting or TYPES[paper.document_type].family in families)
    ]


@pytest.fixture(scope="module")
def read() -> dict[str, ReadDocument]:
    """Every paper, read and understood by the real finders and the real classifier."""
    found, classify = {}, Classifier.load().classify
    for number, paper in enumerate(PAPERS):
        pages = (Page(1, paper.text.strip(), TextOrigin.EMBEDDED, "embedded_text"),)
        name = f"paper {number}.txt"
        understood = understand(Document(f"{number:064x}", 1, 1, 1.0), pages, name, PROFILE, classify)
        found[paper.document_type] = ReadDocument(replace(understood, company=None), pages, name)
    return found


def test_there_is_one_whole_paper_of_every_type_that_is_one(read: dict[str, ReadDocument]) -> None:
    assert len(read) == len(PAPERS)
    assert all(len(paper.text.split()) >= 32 and len(paper.text.strip().splitlines()) >= 4 for paper in PAPERS)
    # Manuals and statutes are no short papers; a named person's injury, treatment and reviews need no example.
    left = {"safety_manual", "legislation", "sds", "first_aid_record", "performance_evaluation", "discipline_record"}
    assert set(TYPES) - set(read) <= left | {"whmis_program"}


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_a_whole_paper_of_a_neighbouring_type_that_does_not_answer_it(
    name: str, read: dict[str, ReadDocument]
) -> None:
    rule = RULES[name]
    near = neighbours(rule)
    assert near, "write a paper of a neighbouring type"
    for paper in near:
        document = read[paper.document_type]
        offer = fit_of(rule, document, survey([View(document)], PROFILE, KINDS, 0.5))
        taken = document.understanding.classification.document_type
        assert offer is None or offer.fit != "full", (paper.document_type, "taken for", taken, offer.reasons)
