"""The phrase matcher: what it forgives, what it must not, and that its places are right on any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.criteria import find_criteria, find_phrases
from rules.model import Criterion


def found(text: str, *phrases: str) -> str | None:
    hits = find_criteria(text, (Criterion(name="wanted", any_of=phrases),))
    return text[hits[0].start : hits[0].end] if hits else None


@pytest.mark.parametrize(
    ("phrase", "text", "piece"),
    [
        ("near-miss*", "All NEAR MISSES are reported", "NEAR MISSES"),
        ("near-miss*", "a nearmiss card", "nearmiss"),
        ("near-miss*", "near-\nmiss", "near-\nmiss"),
        ("near-miss*", "near\n   misses", "near\n   misses"),
        ("investigat*", "we investi-\n  gate", "investi-\n  gate"),
        ("investigat*", "we investi\u00adgate", "investi\u00adgate"),
        ("investigat*", "we investi\u00ad\ngate", "investi\u00ad\ngate"),
        ("investigat*", "we investi\ufffegate", "investi\ufffegate"),
        ("investigat*", "lNVESTlGATI0N", "lNVESTlGATI0N"),
        ("commitment", "our cornmitment", "cornmitment"),
        ("health & safety", "Health and   Safety", "Health and   Safety"),
        ("health and safety", "HEALTH & SAFETY", "HEALTH & SAFETY"),
        ("OH&S act", "the OH & S Act", "OH & S Act"),
        ("prévention", "PREVENTION", "PREVENTION"),
        ("prevention", "pre\u0301vention", "pre\u0301vention"),
        ("fire department", "ﬁre department", "ﬁre department"),
        ("report* of incident*", "Reporting of incidents", "Reporting of incidents"),
        ("9-1-1", "call 911 now", "911"),
        ("9-1-1", "call 9-1-1 now", "9-1-1"),
        ("driver's abstract", "a driver’s abstract", "driver’s abstract"),
        (
            "physical, psychological and social",
            "physical, psychological,\nand social",
            "physical, psychological,\nand social",
        ),
        ("co-chair*", "Worker Co–Chairs", "Co–Chairs"),
    ],
)
def test_forgives(phrase: str, text: str, piece: str) -> None:
    assert found(text, phrase) == piece


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("act", "activity and fact"),
        ("near miss", "nearmiss"),
        ("fire drill", "There was a fire. Drill bits are in the box"),
        ("fire drill", "fire" + " " * 40 + "drill"),
        ("fail*", "a fall"),
        ("inspect", "inspection"),
        ("inspect*", "reinspection"),
        ("near misses", "near"),
        ("investigate", "investi gate"),
        ("investigate", "investi\ngate"),
        ("commit*", ""),
    ],
)
def test_does_not_forgive(phrase: str, text: str) -> None:
    assert found(text, phrase) is None


def test_one_hit_a_criterion_in_their_order_and_the_earliest_place() -> None:
    criteria = (
        Criterion(name="second", any_of=("beta",)),
        Criterion(name="absent", any_of=("gamma",)),
        Criterion(name="first", any_of=("omega", "alpha", "alpha one")),
    )
    hits = find_criteria("alpha one, beta, beta, omega", criteria)
    assert [(hit.name, hit.phrase, hit.start, hit.end) for hit in hits] == [
        ("second", "beta", 11, 15),
        ("first", "alpha one", 0, 9),
    ]


def test_all_places_of_a_subject_in_text_order() -> None:
    text = "Inspections. The yard is inspected; site tours too. Inspect weekly."
    hits = find_phrases(text, ("inspect*", "site tour*"))
    assert [text[hit.start : hit.end] for hit in hits] == ["Inspections", "inspected", "site tours", "Inspect"]
    assert [hit.name for hit in hits] == [hit.phrase for hit in hits]
    assert len(find_phrases(text, ("inspect*",), limit=2)) == 2


def test_phrases_without_words_match_nothing() -> None:
    assert find_phrases("* - anything", ("*", "-", "")) == ()


HOSTILE = [
    "near " * 200_000,
    "n-\n" * 300_000,
    "a" * 2_000_000,
    "e\u0301" * 500_000,
    "-" * 1_000_000,
    "near-\n" * 200_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_walked_once(text: str) -> None:
    # No clock here: a matcher that is not linear would not come back from a million characters.
    assert find_criteria(text, (Criterion(name="wanted", any_of=("near near near miss*", "near-near-miss")),)) == ()


ODD = st.text(alphabet=st.sampled_from(list("near misNEAR-\n\r\t.&*é\u0301\u00ad\ufffeﬁ0l15İß|")), max_size=200)


@settings(max_examples=150, deadline=None)
@given(ODD, ODD)
def test_places_lie_in_the_text_and_hold_words(before: str, after: str) -> None:
    text = f"{before}. Near misses. {after}"
    hits = find_phrases(text, ("near-miss*", "fire"))
    assert len(before) + 2 in {hit.start for hit in hits}
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start].strip() and text[hit.end - 1].strip()


@settings(max_examples=100, deadline=None)
@given(ODD, st.lists(st.sampled_from(["near-miss*", "fire", "is", "ear*"]), min_size=1))
def test_more_phrases_never_find_less(text: str, phrases: list[str]) -> None:
    few = find_criteria(text, (Criterion(name="wanted", any_of=tuple(phrases[:1])),))
    many = find_criteria(text, (Criterion(name="wanted", any_of=tuple(phrases)),))
    assert len(few) <= len(many)
    if few:
        assert many[0].start <= few[0].start
