"""Properties of mapping and coverage over generated clients and the real Alberta pack."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.document_types import load_types
from pipeline.coverage import cover
from pipeline.map_evidence import FIT_ORDER, fit_of, map_evidence, survey
from pipeline.mapping.view import View
from pipeline.model import Fact, Profile, QuestionCoverage, ReadDocument
from rules.load import load_pack
from tests.pipeline.making_evidence import AUDIT, pack, profile, read, rule

ALBERTA = load_pack("ab-aasp")
KINDS = {name: entry.kind for name, entry in load_types().items()}
TYPES = sorted({name for one in ALBERTA.rules for name in (*one.types, *one.supporting)})
WHO = profile("Main Yard", "Yard B")
WORDS = (
    "inspection procedure", "the committee meets", "hazard assessment", "first aid", "root cause: worn brake",
    "commitment of management", "investigation", "supervisor", "worker", "corrective action", "contractor", "emergency",
)  # fmt: skip

days = st.one_of(st.dates(date(2024, 6, 1), date(2026, 6, 1)), st.sampled_from(["ambiguous", "illegible"]), st.none())
documents = st.builds(
    read,
    st.sampled_from(TYPES),
    st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map("\n".join), min_size=1, max_size=3),
    days,
    name=st.text("abcdef", min_size=3, max_size=8),
    signed=st.sampled_from(["typed", "none", "cannot_tell"]),
    blank=st.sampled_from([None, True, False]),
    site=st.sampled_from([None, "Main Yard", "Yard B"]),
    probability=st.sampled_from([0.1, 0.4, 0.6, 0.97]),
    restricted=st.sampled_from([False, False, True]),
    group=st.sampled_from([None, None, "g"]),
)
clients = st.lists(documents, max_size=8, unique_by=lambda one: one.understanding.document.id)
# Facts that show what a need asks; a further open action or expired ticket rightly shows less.
GOOD_FACTS = st.sampled_from(
    [
        ("action", "Fix stair", None, (("owner", "Jo"), ("due", "2025-12-01"), ("closed", "2025-12-01"))),
        ("hazard_row", "fall", None, (("controls", "rail"), ("rating", "H"), ("category", "safety"))),
        ("hazard_row", "noise", None, (("controls", "plugs"), ("rating", "M"), ("category", "health"))),
        ("person", "Jo Hill", "attendee", (("title", "Manager"),)),
        ("signature", "Jo Hill", "typed", (("name", "Jo Hill"), ("title", "President"))),
        ("signature", "Ann Roy", "drawn", (("name", "Ann Roy"), ("party", "worker"))),
        ("date", "2026-01-10", "signed", ()),
        ("date", "2028-01-10", "expiry", ()),
        ("cadence", "monthly", "inspection", (("subject", "inspection"),)),
        ("topic", "ladders", None, ()),
    ]
)


def run(client: list[ReadDocument], who: Profile = WHO) -> tuple[QuestionCoverage, ...]:
    return cover(ALBERTA, who, client, map_evidence(client, ALBERTA, who, KINDS), ())


@settings(max_examples=25, deadline=None)
@given(clients)
def test_coverage_lists_each_question_once_in_order(client: list[ReadDocument]) -> None:
    assert [row.question_id for row in run(client)] == [one.id for one in ALBERTA.questions]


@settings(max_examples=25, deadline=None)
@given(clients)
def test_every_citation_lies_in_its_document_and_says_why(client: list[ReadDocument]) -> None:
    known = {one.understanding.document.id: one.understanding for one in client}
    for evidence in map_evidence(client, ALBERTA, WHO, KINDS):
        understanding = known[evidence.document_id]
        document = understanding.document
        assert 1 <= len(evidence.reasons) <= 3
        for place in evidence.citations:
            assert place.source_id == document.source_id
            assert document.first_page <= place.page <= document.last_page
            assert (place.quote == "") == understanding.restricted
            assert len(place.quote) <= 200


@settings(max_examples=40, deadline=None)
@given(documents, GOOD_FACTS)
def test_adding_a_fact_never_lowers_a_fit(document: ReadDocument, more: tuple[str, str, str | None, tuple[()]]) -> None:
    understanding = document.understanding
    kind, value, role, attributes = more
    place = View(document).cite(0, 0)
    added = Fact(kind, value, place, "made", role, attributes)  # type: ignore[arg-type]
    richer = replace(document, understanding=replace(understanding, facts=(*understanding.facts, added)))
    around = survey([], WHO, KINDS, 0.5)
    for asked in ALBERTA.rules:
        before, after = fit_of(asked, document, around), fit_of(asked, richer, around)
        fits = [one.fit if one else None for one in (before, after)]
        assert FIT_ORDER.index(fits[0]) <= FIT_ORDER.index(fits[1]), (asked.id, fits)


@settings(max_examples=25, deadline=None)
@given(clients, st.sampled_from(["not_evidence", "sds", "legislation"]))
def test_an_unrelated_document_changes_nothing(client: list[ReadDocument], document_type: str) -> None:
    other = read(document_type, "Newsletter about inspections and committees", AUDIT, name="zz.pdf")
    assert run([*client, other]) == run(client)


@settings(max_examples=25, deadline=None)
@given(clients, st.randoms(use_true_random=False))
def test_the_order_of_files_changes_no_status(client: list[ReadDocument], random: object) -> None:
    shuffled = list(client)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = run(client), run(shuffled)
    assert [(row.status, row.located, row.expected, row.undated) for row in first] == [
        (row.status, row.located, row.expected, row.undated) for row in second
    ]


@settings(max_examples=25, deadline=None)
@given(clients, documents)
def test_a_late_record_never_turns_located_into_not_located(client: list[ReadDocument], late: ReadDocument) -> None:
    statuses = [{row.question_id: row.status for row in run(given)} for given in (client, [*client, late])]
    for question, status in statuses[0].items():
        assert status == "not_located" or statuses[1][question] != "not_located"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.dates(date(2025, 3, 1), AUDIT), max_size=14, unique=True), st.integers(0, 3))
def test_undated_records_never_turn_into_a_period(given_days: list[date], undated: int) -> None:
    asked = rule(sampling={"kind": "per_period", "cadence": "monthly"})
    made = pack(asked)
    dated = [read("workplace_inspection", day=day, name=f"{day}.pdf") for day in given_days]
    odd = [read("workplace_inspection", day="illegible", name=f"odd{place}.pdf") for place in range(undated)]

    def row(client: list[ReadDocument]) -> QuestionCoverage:
        return cover(made, WHO, client, map_evidence(client, made, WHO, KINDS), ())[0]

    with_odd, without = row(dated + odd), row(dated)
    assert (with_odd.located, with_odd.missing) == (without.located, without.missing)
    assert with_odd.undated == undated
    assert with_odd.located is not None and with_odd.expected == 12
    assert with_odd.located + len(with_odd.missing) == 12


@settings(max_examples=30, deadline=None)
@given(st.lists(st.dates(date(2025, 3, 1), AUDIT), max_size=6), st.dates(date(2025, 4, 1), AUDIT))
def test_before_the_audit_periods_not_over_are_not_due(given_days: list[date], as_of: date) -> None:
    asked = rule(sampling={"kind": "per_period", "cadence": "monthly"})
    made, who = pack(asked), profile("A", as_of=as_of)
    client = [read("workplace_inspection", day=day, name=f"{day}.pdf") for day in dict.fromkeys(given_days)]
    row = cover(made, who, client, map_evidence(client, made, who, KINDS), ())[0]
    for lack in row.missing:
        assert lack.due == (lack.value < f"{as_of:%Y-%m}")
    assert [left.value < right.value for left, right in pairwise(row.missing)] == [True] * (
        len(row.missing) - 1 if row.missing else 0
    )
