import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers import words as words_module
from classifiers.document_types import load_types
from classifiers.model import Sample
from classifiers.phrases import PhraseMatcher, TypeEvidence
from classifiers.training.noise import misread
from classifiers.words import plain, words_of


@pytest.fixture(scope="module")
def matcher() -> PhraseMatcher:
    return PhraseMatcher(load_types())


def best(evidence: dict[str, TypeEvidence]) -> str:
    return max(evidence, key=lambda name: 2 * evidence[name].title + evidence[name].body - evidence[name].against)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("INCIDENT REPORT", "lncident rep0rt"),
        ("Évaluation des dangers", "evaluation des dangers"),
        ("form", "forrn"),
        ("F|ELD level", "field LEVEL"),
        ("P O L I C Y", "policy"),
        ("inspec-\ntion", "inspection"),
        ("health & safety", "health and safety"),
    ],
)
def test_misread_and_decorated_words_fold_to_one(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(("one", "other"), [("policy", "police"), ("hazard -\nreport", "hazardreport"), ("a b", "ab")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


@pytest.mark.parametrize(
    ("pattern", "match", "near_miss"),
    [
        ("_BROKEN_WORD", "inspec-\n  tion", "page 3 -\n 4"),
        ("_WORD", "f|eld", "\u2610"),
        ("_SPACED_OUT", "p o l i c y", "a b and c"),
    ],
)
def test_each_pattern_matches_its_example_and_not_its_near_miss(pattern: str, match: str, near_miss: str) -> None:
    compiled: re.Pattern[str] = getattr(words_module, pattern)
    assert compiled.search(match)
    assert not compiled.search(near_miss)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_split(text: str) -> None:
    assert all(word == word.lower() and " " not in word for word in words_of(text))


def test_hostile_text_is_cut_and_read() -> None:
    assert len(words_of("a-\n" * 500_000)) <= words_module.LONGEST_TEXT
    assert len(plain("x" * 10_000_000)) == words_module.LONGEST_TEXT


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Field Level Hazard Assessment", "flha"),
        ("Formal Hazard Assessment", "formal_hazard_assessment"),
        ("Incident Investigation Procedure", "element_procedure"),
        ("Incident Investigation Report", "incident_investigation"),
        ("Workplace Inspection Report", "workplace_inspection"),
        ("Forklift Daily Checklist", "pre_use_inspection"),
        ("Fire Extinguisher Inspection", "emergency_equipment_inspection"),
        ("Fire Drill Report", "drill_record"),
        ("Compte rendu du comité SST", "hsc_minutes"),
        ("Politique de santé et sécurité", "hs_policy"),
        ("Privacy Policy", "not_evidence"),
        ("Standard First Aid", "first_aid_certificate"),
    ],
)
def test_a_title_names_its_type(matcher: PhraseMatcher, title: str, expected: str) -> None:
    assert best(matcher.match(Sample(text="", title=title))) == expected


def test_a_title_counts_more_than_a_mention(matcher: PhraseMatcher) -> None:
    named = matcher.match(Sample(text="Crew list follows.", title="Toolbox Talk"))["toolbox_talk"]
    filler = " ".join(["the crew went to the site and worked there all day long"] * 10)
    mentioned = matcher.match(Sample(text=f"{filler} toolbox talk {filler}"))["toolbox_talk"]
    assert named.title > 0 == mentioned.title
    assert named.title > mentioned.body


def test_a_longer_title_hides_the_shorter_inside_it(matcher: PhraseMatcher) -> None:
    evidence = matcher.match(Sample(text="", title="Near Miss Investigation"))
    assert evidence["incident_investigation"].title > 0
    assert evidence.get("near_miss_report") is None or evidence["near_miss_report"].title == 0


def test_a_drill_press_is_no_drill(matcher: PhraseMatcher) -> None:
    assert matcher.match(Sample(text="Check the drill press before use."))["drill_record"].against > 0


def test_phrases_for_the_reasons_are_those_of_the_vocabulary(matcher: PhraseMatcher) -> None:
    evidence = matcher.match(Sample(text="Injured worker: J. Part of body: hand. Witnesses: none."))["incident_report"]
    assert "part of body" in evidence.phrases
    known = {telltale.phrase for telltale in load_types()["incident_report"].telltales}
    assert set(evidence.phrases) <= known


def test_a_misread_word_is_still_found(matcher: PhraseMatcher) -> None:
    found = matcher.match(Sample(text="corectlve actlon requlred: fix the light. deflciencies noted"))
    assert {"deficiencies noted", "corrective action required"} <= set(found["workplace_inspection"].phrases)


def test_most_telltales_survive_recognition_noise(matcher: PhraseMatcher) -> None:
    text = "Date of incident. Part of body. Nature of injury. Witnesses. Immediate actions taken. Medical aid."
    chance = random.Random(3)
    clean = set(matcher.match(Sample(text=text))["incident_report"].phrases)
    kept = [
        len(clean & set(matcher.match(Sample(text=misread(text, 0.02, chance)))["incident_report"].phrases))
        for _ in range(20)
    ]
    assert sum(kept) >= 0.7 * 20 * len(clean)
