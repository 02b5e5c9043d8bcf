import pytest

from classifiers.document_types import DocumentTypesError, load_types, parse_types

GOOD = """
[hs_policy]
title = "Policy"
family = "policy"
kind = "directive"
most_used = true
codes = ["HS_POLICY"]
titles = ["safety policy", ["our promise", 2]]
neighbours = [{ type = "hs_policy", apart = "itself" }]
"""


def test_the_vocabulary_has_the_67_types_and_every_family() -> None:
    types = load_types()
    assert len(types) == 67
    assert {entry.family for entry in types.values()} == {
        "policy", "hazard_assessment", "training_record", "meeting_minutes", "procedure", "inspection", "incident",
        "emergency", "maintenance", "contractor", "administration", "reference", "not_evidence",
    }  # fmt: skip
    assert sum(entry.most_used for entry in types.values()) == 25


def test_only_records_of_a_named_person_are_restricted() -> None:
    restricted = {name for name, entry in load_types().items() if entry.restricted}
    assert restricted == {
        "first_aid_record", "wcb_form", "performance_evaluation", "discipline_record", "health_monitoring",
    }  # fmt: skip


def test_every_type_names_a_neighbour_and_what_tells_it_apart() -> None:
    for name, entry in load_types().items():
        assert entry.neighbours, name
        assert all(other.document_type != name and other.apart for other in entry.neighbours), name


def test_each_most_used_type_can_be_told_in_french() -> None:
    for name, entry in load_types().items():
        if entry.most_used:
            assert any(telltale.tier == "french_titles" for telltale in entry.telltales), name


def test_a_phrase_may_carry_its_own_weight() -> None:
    telltales = parse_types(GOOD)["hs_policy"].telltales
    assert [(t.phrase, t.weight) for t in telltales] == [("safety policy", 4.0), ("our promise", 2.0)]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (GOOD + "colour = 'red'\n", "colour"),
        (GOOD.replace('family = "policy"', 'family = "unknown"'), "unknown"),
        (GOOD.replace('family = "policy"', 'family = "laundry"'), "family"),
        (GOOD.replace('type = "hs_policy"', 'type = "nothing"'), "nothing"),
        (GOOD.replace('"safety policy"', '["safety policy", -1]'), "titles"),
        ("[broken", "not valid TOML"),
    ],
)
def test_a_broken_vocabulary_is_refused_with_the_place(wrong: str, told: str) -> None:
    with pytest.raises(DocumentTypesError, match=told):
        parse_types(wrong)


def test_all_problems_come_in_one_message() -> None:
    wrong = GOOD.replace('kind = "directive"', "kind = 3").replace('type = "hs_policy"', 'type = "nothing"') + "x = 1\n"
    with pytest.raises(DocumentTypesError) as caught:
        parse_types(wrong)
    assert "kind" in str(caught.value) and "x" in str(caught.value)
