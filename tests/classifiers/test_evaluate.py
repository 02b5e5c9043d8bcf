import pytest

from classifiers.model import Classification
from classifiers.training.evaluate import Label, evaluate, score


def answer(family: str, probability: float = 0.95) -> Classification:
    return Classification("t", family, probability, None, ())


def test_all_right() -> None:
    result = score([(Label(("policy",)), answer("policy"))] * 3)
    assert result.macro_f1 == 1.0
    assert (result.precision_above, result.answered_above) == (1.0, 1.0)
    assert result.abstained == 0.0
    assert result.false_alarms is None
    assert result.calibration_error == pytest.approx(0.05)


def test_right_by_a_second_family_counts_for_the_first() -> None:
    result = score([(Label(("policy", "procedure")), answer("procedure"))] * 3)
    assert result.per_class["policy"].f1 == 1.0
    assert "procedure" not in result.per_class


def test_an_abstention_is_wrong_for_its_family_and_against_nobody() -> None:
    rows = [(Label(("policy",)), answer("policy"))] * 3 + [(Label(("policy",)), answer("unknown", 0.0))]
    result = score(rows)
    assert result.per_class["policy"].recall == 0.75
    assert result.per_class["policy"].precision == 1.0
    assert result.abstained == 0.25
    assert result.answered_above == 0.75


def test_a_wrong_answer_is_a_false_positive_of_the_family_answered() -> None:
    rows = [(Label(("policy",)), answer("policy"))] * 3 + [(Label(("incident",)), answer("policy"))] * 3
    result = score(rows)
    assert result.per_class["policy"].precision == 0.5
    assert result.per_class["incident"].f1 == 0.0
    assert result.macro_f1 == pytest.approx((2 * 3 / 9) / 2, abs=1e-3)
    assert result.confusion == {"incident": {"policy": 3}, "policy": {"policy": 3}}


def test_families_with_few_rows_stay_out_of_macro_f1() -> None:
    rows = [(Label(("policy",)), answer("policy"))] * 3 + [(Label(("incident",)), answer("policy", 0.1))]
    assert score(rows).macro_f1 == score(rows).per_class["policy"].f1


def test_ambiguous_rows_are_reported_apart() -> None:
    rows = [(Label(("policy",), ambiguous=True), answer("incident"))] + [(Label(("policy",)), answer("policy"))] * 3
    result = score(rows)
    assert result.macro_f1 == 1.0
    assert (result.ambiguous.rows, result.ambiguous.right) == (1, 0)


def test_false_alarms_count_only_sure_evidence_on_no_evidence() -> None:
    nothing = Label(("not_evidence", "reference"))
    rows = [
        (nothing, answer("policy", 0.85)),
        (nothing, answer("policy", 0.5)),
        (nothing, answer("reference")),
        (nothing, answer("unknown", 0.0)),
    ]
    assert score(rows).false_alarms == 0.25
    assert score(rows, threshold=0.4).false_alarms == 0.5


def test_a_family_that_the_label_accepts_is_no_false_alarm() -> None:
    assert score([(Label(("reference", "procedure")), answer("procedure"))]).false_alarms == 0.0


def test_true_evidence_answered_leaves_out_what_is_none() -> None:
    rows = [
        (Label(("policy",)), answer("policy", 0.9)),
        (Label(("policy",)), answer("incident", 0.9)),
        (Label(("policy",)), answer("policy", 0.7)),
        (Label(("policy",)), answer("unknown", 0.0)),
        (Label(("not_evidence",)), answer("not_evidence", 0.9)),
    ]
    result = score(rows)
    assert result.evidence_answered_above == 0.5
    assert result.answered_above == 0.6
    assert score(rows[4:]).evidence_answered_above is None


def test_nothing_to_score() -> None:
    result = score([])
    assert result.macro_f1 is None and result.precision_above is None and result.per_source == {}


def test_rows_in_contract_shape_out() -> None:
    row = {"id": "a", "accept": ["policy"], "source": "x/y", "ambiguous": False, "notes": "", "kind": "actual"}
    shown = evaluate([(row, answer("policy"))] * 3)
    assert set(shown) == {
        "family", "abstained", "above_threshold", "false_alarms", "calibration_error", "per_source", "ambiguous",
        "confusion",
    }  # fmt: skip
    assert set(shown["family"]["per_class"]["policy"]) == {"precision", "recall", "f1", "support"}
    assert set(shown["above_threshold"]) == {"precision", "answered"}
    assert shown["per_source"]["x/y"]["rows"] == 3
