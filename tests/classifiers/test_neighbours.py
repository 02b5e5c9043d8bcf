"""Near neighbours: for each pair that auditors confuse, a paper of either side that the told difference settles."""

import re
import tomllib
from pathlib import Path

import pytest

from classifiers.document_types import load_types
from classifiers.model import Sample
from classifiers.vote import Classifier

PAIRS = {
    tuple(entry["types"]): tuple(entry["papers"])
    for entry in tomllib.loads((Path(__file__).parent / "neighbours.toml").read_text(encoding="utf-8"))["pair"]
}


# What was written into the form stands between angle brackets.
FORMS = (
    ("incident_report", "INCIDENT REPORT\nDate of incident: <May 4, 2026>  Time: <9:15>\nInjured worker: <D. Roe>\n"
     "Part of body: <hand>\nWhat happened: <pinched by a door>\nFirst aid given: <ice>\nWitnesses: <none>"),
    ("flha", "FIELD LEVEL HAZARD ASSESSMENT\nCrew: <Al, Bo>  Location: <lot 9>  Muster point: <gate>\n"
     "Tasks: <set pipe>\nHazards: <ice>\nControls: <sand>\nSigned on: <Al, Bo>"),
    ("pre_use_inspection", "DAILY FORKLIFT CHECK\nUnit no.: <3>  Hours: <2214>  Operator: <B. Chow>\n"
     "Tires <ok>  Forks <ok>  Horn <ok>  Brakes <ok>\nDefects: <none>\nSafe to operate: <yes>"),
    ("orientation_checklist", "NEW WORKER ORIENTATION CHECKLIST\nName: <D. Roe>  Hire date: <May 1>\n"
     "Right to refuse <x>\n"
     "Emergency procedures <x>\nPPE <x>\nReporting of incidents <x>\nWorker signature: <D. Roe>  Supervisor: <Lee>"),
)  # fmt: skip


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.mark.parametrize(
    ("expected", "other", "text"),
    [(pair[side], pair[1 - side], texts[side]) for pair, texts in PAIRS.items() for side in (0, 1)],
)
def test_the_told_difference_settles_it(classifier: Classifier, expected: str, other: str, text: str) -> None:
    answer = classifier.classify(Sample(text=text))
    assert answer.document_type == expected, (answer, other)


@pytest.mark.parametrize("pair", PAIRS)
def test_the_difference_is_told_in_the_vocabulary(pair: tuple[str, str]) -> None:
    types = load_types()
    told = {(a, n.document_type) for a in pair for n in types[a].neighbours}
    assert pair in told or pair[::-1] in told


@pytest.mark.parametrize("number", range(4))
def test_a_form_and_its_record_are_of_one_type(classifier: Classifier, number: int) -> None:
    form = FORMS[number]
    blank = re.sub(r"<[^>]*>", "________", form[1])
    filled = re.sub(r"[<>]", "", form[1])
    assert {classifier.classify(Sample(text=text)).document_type for text in (blank, filled)} == {form[0]}
