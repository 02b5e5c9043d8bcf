"""The shipped packs without a public question list: what the facts give, nothing beyond, and gaps named as gaps."""

from typing import NamedTuple

import pytest

from classifiers.document_types import load_types
from rules.check import check_pack
from rules.load import load_pack
from rules.model import RulePack
from rules.requirements import load_backbone
from rules.tables import jurisdictions

PLACES = {
    "Company health and safety policy": 1,
    "Workplace hazard assessment and control": 2,
    "Safe work practices": 3,
    "Safe job procedures": 4,
    "Company rules": 5,
    "Personal protective equipment": 6,
    "Preventative maintenance": 7,
    "Training and communication": 8,
    "Inspections": 9,
    "Investigations and reporting": 10,
    "Emergency preparedness": 11,
    "Records and statistics": 12,
    "Legislation": 13,
}
NATIONAL = {str(place): title for title, place in PLACES.items()}
HARMONIZED = NATIONAL | {"14": "Procurement and contractor management"}
# Six of the first ten are called as in the national list.
MANITOBA = {number: NATIONAL[number] for number in ("3", "4", "6", "7", "8", "9")} | {
    "1": "Policy",
    "2": "Hazard assessment, analysis and control",
    "5": "Company safety rules",
    "10": "Investigations",
}
MANITOBA = {str(number): MANITOBA[str(number)] for number in range(1, 11)} | {
    "unread": "Elements after the tenth, whose names were not read"
}
ELEMENTS = {
    "ab-esc": {
        "A": "Management leadership and organizational commitment", "B": "Hazard assessment", "C": "Hazard control",
        "D": "Inspections", "E": "Qualifications, orientation and training", "F": "Emergency response",
        "G": "Incident investigation", "H": "System administration", "I": "Other parties at or near the work site",
        "J": "Joint committees and representatives",
    },
    "sk-scsa": HARMONIZED,
    "sk-scsa-secor": HARMONIZED,
    "mb-csam": MANITOBA,
    "mb-csam-secor": MANITOBA,
    "bc-bccsa": NATIONAL | {"14": "Joint health and safety committee or worker representative"},
    "bc-go2hr": {
        "1": "Management and leadership commitment", "2": "Hazard identification and control",
        "3": "Safe work procedures", "4": "Inspections", "5": "Investigation of incidents", "6": "Training",
        "7": "Program administration", "8": "Joint occupational health and safety committee",
    },
    "nl-nlcsa": HARMONIZED
    | {"17": "Confined space entry", "18": "Fall protection", "unread": "Elements whose names were not read"},
    "ca-cfcsa": HARMONIZED,
}  # fmt: skip
ALBERTA_GATES = {
    ("overall", 80, ("certification", "recertification")),
    ("element", 50, ("certification", "recertification")),
    ("overall", 60, ("maintenance",)),
}
BC_GATES = {
    ("overall", 80, ("certification", "recertification")),
    ("element", 50, ("certification", "recertification")),
}
EVERY = ("certification", "maintenance", "recertification")


class Programme(NamedTuple):
    """What the facts give of a pack's programme: size, stream, window, gates, cycle and tables."""

    stream: str
    size: tuple[int | None, int | None, str | None]
    least_months: int | None
    gates: set[tuple[str, int, tuple[str, ...]]]
    cycle: list[tuple[str, tuple[str, ...]]]
    tables: tuple[str | None, str | None]


BOTH = ("internal", "external")
THREE_YEARS = [
    ("certification", ("external",)), ("maintenance", BOTH), ("maintenance", BOTH), ("recertification", ("external",)),
]  # fmt: skip
INTERNAL_BETWEEN = [
    ("certification", ("external",)), ("maintenance", ("internal",)), ("maintenance", ("internal",)),
    ("recertification", ("external",)),
]  # fmt: skip
CSAM = {("overall", 80, EVERY), ("element", 50, EVERY)}
PROGRAMMES = {
    "ab-esc": Programme("cor", (11, None, "ab-secor"), 3, ALBERTA_GATES, THREE_YEARS, ("tscbc-2011", "esc")),
    "sk-scsa": Programme("cor", (10, None, "sk-scsa-secor"), None, set(), INTERNAL_BETWEEN, (None, None)),
    "sk-scsa-secor": Programme("secor", (None, 9, "sk-scsa"), None, set(), INTERNAL_BETWEEN, (None, None)),
    "mb-csam": Programme("cor", (10, None, "mb-csam-secor"), 3, CSAM, INTERNAL_BETWEEN, (None, None)),
    "mb-csam-secor": Programme("secor", (None, 9, "mb-csam"), 3, CSAM, INTERNAL_BETWEEN, (None, None)),
    "bc-bccsa": Programme("cor", (None, None, None), None, BC_GATES, THREE_YEARS, ("tscbc-2011", "worksafebc")),
    "bc-go2hr": Programme("cor", (20, None, None), None, BC_GATES, THREE_YEARS, ("tscbc-2011", "worksafebc")),
    "nl-nlcsa": Programme("cor", (None, None, None), None, set(), INTERNAL_BETWEEN, (None, None)),
    "ca-cfcsa": Programme("cor", (None, None, None), None, set(), [], (None, None)),
}
CONFLICTS = {
    "ab-esc": ["interviews in a firm of 500"],
    "sk-scsa": ["the stream of a firm with exactly nine people"],
    "sk-scsa-secor": ["the stream of a firm with exactly nine people"],
    "bc-bccsa": ["the fourteenth element"],
    "ca-cfcsa": ["the elements after the thirteenth"],
}
# Gaps that must be named, by a word of the sentence that names them.
GAPS = {
    "ab-esc": ["2023 protocol", "points"],
    "sk-scsa": ["Saskatchewan supplement", "gates"],
    "sk-scsa-secor": ["small stream's own", "gates"],
    "mb-csam": ["after the tenth", "98 pages", "who is counted"],
    "mb-csam-secor": ["after the tenth", "98 pages", "who is counted"],
    "bc-bccsa": ["which questions small COR keeps", "gates of a maintenance audit", "element 13"],
    "bc-go2hr": ["43 pages", "return to work", "gates of a maintenance audit"],
    "nl-nlcsa": ["elements 15 and 16", "gates"],
    "ca-cfcsa": ["question list", "committees"],
}
NOT_READ = "unread"
NUMBERED = ("ab-esc", "ca-cfcsa")
PACKS = {name: load_pack(name) for name in ELEMENTS}
every_pack = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)


@every_pack
def test_it_has_no_issues(pack: RulePack) -> None:
    assert check_pack(pack, load_types()) == ()


@every_pack
def test_elements_are_those_of_the_facts_in_their_order(pack: RulePack) -> None:
    assert {one.id: one.title for one in pack.instrument.elements} == ELEMENTS[pack.instrument.id]
    assert [one.id for one in pack.instrument.elements] == list(ELEMENTS[pack.instrument.id])


def test_counts_of_elements_where_the_facts_state_one() -> None:
    counts = {name: len(PACKS[name].instrument.elements) for name in ("ab-esc", "bc-bccsa", "bc-go2hr", "ca-cfcsa")}
    assert counts == {"ab-esc": 10, "bc-bccsa": 14, "bc-go2hr": 8, "ca-cfcsa": 14}


@every_pack
def test_what_is_missing_is_said(pack: RulePack) -> None:
    instrument = pack.instrument
    assert instrument.depth == "elements"
    for words in GAPS[instrument.id]:
        assert any(words in gap for gap in instrument.programme.incomplete), words
    heading = NOT_READ in ELEMENTS[instrument.id]
    assert heading == any("names not read" in gap or "breaks off" in gap for gap in instrument.programme.incomplete)


@every_pack
def test_programme_rules_are_the_published_ones(pack: RulePack) -> None:
    instrument, programme = pack.instrument, pack.instrument.programme
    size, sampling = instrument.size, programme.sampling
    assert size is not None
    assert PROGRAMMES[instrument.id] == Programme(
        instrument.stream,
        (size.minimum, size.maximum, size.other),
        instrument.window.least_months,
        {(gate.scope, gate.least, gate.audits) for gate in programme.gates},
        [(year.kind, year.auditor) for year in programme.cycle],
        (sampling and sampling.interviews, sampling and sampling.sites),
    )
    assert (instrument.window.months, instrument.window.anchor) == (12, "audit_date")
    assert [one.about for one in programme.conflicts] == CONFLICTS.get(instrument.id, [])


@every_pack
def test_every_documentation_requirement_is_asked_or_left_out_with_a_reason(pack: RulePack) -> None:
    wanted = {one.id for one in load_backbone().requirements.values() if one.primary_method == "documentation"}
    asked = {question.canonical for question in pack.questions}
    left = [name for one in pack.left_out for name in one.requirements]
    assert wanted <= asked | set(left)
    assert not asked & set(left) and len(left) == len(set(left))
    placed = [question.id for question in pack.questions if question.id == question.canonical]
    assert len(placed) == len(set(placed))
    if pack.instrument.id not in NUMBERED:
        assert len(placed) == len(pack.questions)


@every_pack
def test_what_nobody_published_is_marked_as_our_reading(pack: RulePack) -> None:
    for question in pack.questions:
        if question.id == question.canonical:
            assert question.confidence == "inferred" and "Our reading" in question.source
        else:
            assert question.confidence == "partial" and "20" in question.source


@every_pack
def test_documentation_questions_have_a_rule_with_examples(pack: RulePack) -> None:
    wanted = [question.id for question in pack.questions if question.primary_method == "documentation"]
    assert [rule.question for rule in pack.rules] == wanted
    shown = {example.rule for example in pack.examples}
    assert {rule.id for rule in pack.rules} <= shown
    assert all(rule.confidence in ("exact", "partial", "inferred") and rule.source for rule in pack.rules)


@every_pack
def test_the_province_sends_its_employers_to_the_pack(pack: RulePack) -> None:
    instrument = pack.instrument
    streams = jurisdictions()[instrument.jurisdiction].streams
    named = [stream for stream in streams if instrument.id in stream.instruments]
    size = instrument.size
    if instrument.id == "ca-cfcsa":
        assert not streams
    elif instrument.id == "bc-bccsa":
        assert [(one.minimum, one.maximum) for one in named] == [(None, 19), (20, None)]
    else:
        assert size is not None
        assert [(one.minimum, one.maximum) for one in named] == [(size.minimum, size.maximum)]


def test_small_cor_is_a_part_of_the_workbook_whose_questions_are_not_known() -> None:
    (small,) = PACKS["bc-bccsa"].instrument.subsets
    assert (small.name, small.maximum, small.questions) == ("Small COR", 19, ())
    assert small.takes(19) and not small.takes(20)
    assert not any(pack.instrument.subsets for name, pack in PACKS.items() if name != "bc-bccsa")


def test_confined_spaces_and_falls_belong_to_newfoundland() -> None:
    place = {one.id: one.element for one in PACKS["nl-nlcsa"].questions}
    assert [place[name] for name in ("S2", "S3", "S4", "S5")] == ["17", "17", "18", "18"]
    for name, pack in PACKS.items():
        if name != "nl-nlcsa":
            assert {"S2", "S3", "S4", "S5"} <= {one for left in pack.left_out for one in left.requirements}


def test_committees_stand_open_where_the_law_was_not_read() -> None:
    bounds = {
        name: {rule.applies.minimum_head_count for rule in pack.rules if rule.id == "J13" and rule.applies}
        for name, pack in PACKS.items()
    }
    assert bounds == {name: set() for name in PACKS} | {
        "ab-esc": {20},
        "bc-bccsa": {20},
        "bc-go2hr": {20},
        "nl-nlcsa": {20},
    }


def test_a_subset_must_name_questions_that_exist() -> None:
    pack = PACKS["bc-bccsa"]
    (small,) = pack.instrument.subsets
    wrong = small.model_copy(update={"questions": ("M1", "1.1")})
    changed = pack.model_copy(update={"instrument": pack.instrument.model_copy(update={"subsets": (wrong,)})})
    (issue,) = check_pack(changed, load_types())
    assert (issue.code, issue.place) == ("unknown_question", "subsets") and "'1.1'" in issue.message


@every_pack
def test_elements_have_french_titles_of_their_own(pack: RulePack) -> None:
    english = {one.heading("en") for one in pack.instrument.elements}
    french = {one.heading("fr") for one in pack.instrument.elements}
    assert len(french) == len(pack.instrument.elements)
    assert english & french <= {"Inspections", "Législation"}
