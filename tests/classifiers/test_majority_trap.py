"""The trap that bit a well-known archive: the most frequent class wins whatever the text says. Here it must not."""

import random
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from classifiers.document_types import load_types
from classifiers.model import Classification, Sample
from classifiers.vote import Classifier

ACCEPTED = 0.8
AMBIGUOUS = 80
MANY = 400
SEED = 12164
PLAIN = tomllib.loads((Path(__file__).parent / "plain_papers.toml").read_text(encoding="utf-8"))

# Lines that stand on papers of any kind and tell none.
ANYBODYS = (
    "Name: ____________", "Date: ____________", "Signature: ____________", "Page 1 of 2", "Comments",
    "Notes:", "Continued",
    "See attached", "As discussed last week", "Please return to the office", "File copy", "Revision 3", "Approved by",
    "Company: Hillcrest Ltd.", "Location: main building", "Phone 555-0142", "Time: 10:20", "Yes  No  N/A",
    "Item | Qty | Done",
    "1. First part", "2. Second part", "3. Last part", "Thanks, Pat", "Monday Tuesday Wednesday Thursday Friday",
    "Initials", "Department", "Received", "For office use only", "Copy to file", "Number", "Description", "Remarks",
    "The rest of this page is left empty", "Draft", "To be confirmed", "Sent from my phone", "Figure 2", "Table 1",
    "J. Smith   R. Brown   L. White", "12   14   19   22", "Reference", "Prepared by", "Checked by", "Total", "Other",
)  # fmt: skip


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


Answering = Callable[[Sample], Classification]


def ambiguous(count: int = AMBIGUOUS, seed: int = SEED) -> list[str]:
    chance = random.Random(seed)
    return ["\n".join(chance.sample(ANYBODYS, chance.randint(6, 14))) for _ in range(count)]


def taken(answering: Answering, texts: Sequence[str], nothing: frozenset[str]) -> list[Classification]:
    """Surely given a class of papers, though they tell nothing."""
    answers = [answering(Sample(text=text)) for text in texts]
    return [one for one in answers if one.family not in nothing and one.probability >= ACCEPTED]


def missed(answering: Answering) -> list[tuple[str, Classification]]:
    """Papers that tell their kind and were not surely given it."""
    types = load_types()
    found = []
    for kind, paper in PLAIN.items():
        answer = answering(Sample(text=f"{paper['title']}\n{paper['text']}", title=paper["title"]))
        expected = types[kind].family if kind in types else "not_evidence"
        if answer.family != expected or answer.probability < ACCEPTED:
            found.append((kind, answer))
    return found


def test_papers_that_tell_nothing_are_given_to_no_class(classifier: Classifier) -> None:
    found = taken(classifier.classify, ambiguous(MANY), frozenset({"unknown"}))
    assert len(found) <= 0.1 * MANY, found


def test_nor_to_any_kind_of_evidence(classifier: Classifier) -> None:
    # "Not evidence" is a class of its own; that a paper is some evidence must be said of far fewer.
    found = taken(classifier.classify, ambiguous(MANY, SEED + 1), frozenset({"unknown", "not_evidence"}))
    assert len(found) <= 0.02 * MANY, found


def test_nor_does_one_class_swallow_what_is_doubtful(classifier: Classifier) -> None:
    families = [classifier.classify(Sample(text=text)).family for text in ambiguous()]
    told = [family for family in families if family != "unknown"]
    assert all(told.count(family) <= 0.75 * AMBIGUOUS for family in set(told)), families


def test_papers_that_tell_their_kind_are_answered_rightly(classifier: Classifier) -> None:
    found = missed(classifier.classify)
    assert len(found) <= 0.02 * len(PLAIN), found


def test_the_trap_catches_who_says_one_class_of_all_and_who_never_answers(classifier: Classifier) -> None:
    def most_frequent(sample: Sample) -> Classification:
        return Classification("flha", "hazard_assessment", 0.99, None, ())

    def nothing(sample: Sample) -> Classification:
        return Classification("unknown", "unknown", 0.0, None, ())

    def unsure(sample: Sample) -> Classification:
        answer = classifier.classify(sample)
        return Classification(answer.document_type, answer.family, answer.probability / 2, None, ())

    assert len(taken(most_frequent, ambiguous(), frozenset({"unknown"}))) > 0.1 * AMBIGUOUS
    assert len(taken(most_frequent, ambiguous(), frozenset({"unknown", "not_evidence"}))) > 0.02 * AMBIGUOUS
    assert all(len(missed(one)) > 0.02 * len(PLAIN) for one in (most_frequent, nothing, unsure))
