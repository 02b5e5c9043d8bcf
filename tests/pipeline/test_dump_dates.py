"""Days in numbers that a paper alone leaves open: settled by the rest of the dump where it agrees, else left open."""

import hashlib
import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Document, EvidenceDate, ReadDocument, Site, Table
from pipeline.report.speech import load_speech
from pipeline.understand import understand
from pipeline.understanding.dump_dates import settle_across
from tests.pipeline.making_pages import EMPLOYER, answer, text_page
from tests.pipeline.test_understand import FAMILIES

ONE_SITE = replace(EMPLOYER, sites=(Site("Hinton", ()),))
OPEN = (date(2026, 1, 2), date(2026, 2, 1))
FIRM = EMPLOYER.client


def paper(text: str, document_type: str = "workplace_inspection", path: str = "a.pdf") -> ReadDocument:
    source = hashlib.sha256(f"{path}{text}".encode()).hexdigest()
    page = text_page(text)
    seen = understand(
        Document(source, 1, 1, 1.0),
        [page],
        path,
        ONE_SITE,
        lambda sample: answer(document_type, FAMILIES[document_type]),
    )
    return ReadDocument(seen, (page,), path)


def sheet(
    day: str, form: str = "Form SF-31", *, firm: str = FIRM, by: str = "Jane Doe", path: str = ""
) -> ReadDocument:
    title = "YARD INSPECTION REPORT" if form else f"Walk with {by}"
    text = f"{firm}\n{title}\n{form}\nDate: {day}\nInspected by: {by}\nGates shut yes"
    return paper(text, path=path or f"{form} {day} {firm} {by}.pdf".replace("/", "-"))


def answer_of(
    documents: list[ReadDocument], wanted: ReadDocument, also: dict[str, list[str]] | None = None
) -> EvidenceDate:
    found = settle_across(documents, ONE_SITE, also or {})
    return next(one for one in found if one.shown_path == wanted.shown_path).understanding.evidence_date


def last_reason(documents: list[ReadDocument], wanted: ReadDocument) -> str:
    found = settle_across(documents, ONE_SITE, {})
    return next(one for one in found if one.shown_path == wanted.shown_path).understanding.classification.reasons[-1]


UNCLEAR = sheet("01/02/2026")
DAY_FIRST = [sheet("14/01/2026"), sheet("29/01/2026"), sheet("25/02/2026")]
MONTH_FIRST = sheet("02/26/2026")


def test_alone_it_stays_open() -> None:
    assert UNCLEAR.understanding.evidence_date.state == "ambiguous"
    assert settle_across([UNCLEAR], ONE_SITE, {}) == (UNCLEAR,)


def test_the_same_form_filled_in_one_way_settles_it_and_says_where() -> None:
    when = answer_of([UNCLEAR, *DAY_FIRST], UNCLEAR)
    assert (when.value, when.state, when.alternatives) == (date(2026, 2, 1), "read", OPEN)
    said = last_reason([UNCLEAR, *DAY_FIRST], UNCLEAR)
    assert "'01/02/2026'" in said and "the day first on 3 other papers" in said and ".pdf, page 1" in said


def test_two_of_a_form_are_not_enough_and_a_copy_is_not_another() -> None:
    two = DAY_FIRST[:2]
    copies = [sheet("14/01/2026", path=f"copy {number}.pdf") for number in range(4)]
    assert answer_of([UNCLEAR, *two, *copies], UNCLEAR).state == "ambiguous"


def test_one_paper_the_other_way_leaves_it_open() -> None:
    many = [sheet(f"{day}/01/2026") for day in range(13, 30)]
    assert answer_of([UNCLEAR, *many, MONTH_FIRST], UNCLEAR).state == "ambiguous"


def test_papers_without_a_firm_are_one_form_by_title_and_field() -> None:
    def card(day: str, field: str = "Inspected on") -> ReadDocument:
        return paper(
            f"YARD INSPECTION REPORT\n{field}: {day}\nGates shut yes", path=f"{field} {day}.pdf".replace("/", "-")
        )

    lone, others = card("01/02/2026"), [card(f"{day}/02/2026") for day in (14, 15, 16)]
    assert answer_of([lone, *others], lone).value == date(2026, 2, 1)
    elsewhere = [card(f"{day}/02/2026", "Inspection date") for day in (14, 15, 16)]
    assert answer_of([lone, *elsewhere], lone).state == "ambiguous"


def test_a_firm_needs_more_papers_than_a_form_and_other_firms_do_not_count() -> None:
    lone = sheet("01/02/2026", "", by="Ana Roe")
    names = ("Omar Poe", "Lena Fox", "Ida Moss", "Karl Berg", "Noor Haddad", "Piotr Zielak")
    others = [sheet(f"{13 + at}/02/2026", "", by=by) for at, by in enumerate(names)]
    assert answer_of([lone, *others[:5]], lone).state == "ambiguous"
    assert answer_of([lone, *others], lone).value == date(2026, 2, 1)
    strangers = [sheet(f"{13 + at}/02/2026", "", by=by, firm="Ember Rock Ltd.") for at, by in enumerate(names)]
    assert answer_of([lone, *strangers], lone).state == "ambiguous"


def test_one_author_who_writes_one_way() -> None:
    lone = sheet("01/02/2026", "Form SF-40")
    hers = [sheet(f"{day}/02/2026", f"Form SF-{day}") for day in (14, 15, 16)]
    assert answer_of([lone, *hers], lone).value == date(2026, 2, 1)
    assert answer_of([lone, *hers[:2]], lone).state == "ambiguous"


CARD = "Certificate of Training\nName: Jane Doe\nCourse: {course}\nIssued: 01/02/2026"


def matrix(course: str, who: str = "Jane Doe") -> ReadDocument:
    cells = (("Name", "Course", "Completed", "Expires"), (who, course, "2026-01-02", "2029-01-02"))
    text = "\n".join("  ".join(row) for row in (("Training Matrix",), *cells))
    source = hashlib.sha256(text.encode()).hexdigest()
    page = text_page(text, tables=[Table(cells)])
    seen = understand(
        Document(source, 1, 1, 1.0), [page], "m.xlsx", ONE_SITE, lambda _: answer("training_matrix", "training_record")
    )
    return ReadDocument(seen, (page,), "m.xlsx")


def register(line: str, document_type: str = "hsc_minutes", path: str = "minutes.pdf") -> ReadDocument:
    return paper(f"{FIRM}\nMinutes\nMeeting date: 2026-03-12\n{line}", document_type, path)


def test_minutes_that_name_the_event_in_words_settle_it() -> None:
    minutes = register("Reviewed the yard inspection of January 2, 2026: gates shut")
    when = answer_of([UNCLEAR, minutes], UNCLEAR)
    assert (when.value, when.state) == (date(2026, 1, 2), "read")
    assert "minutes.pdf, page 1, names the same event on 2026-01-02" in last_reason([UNCLEAR, minutes], UNCLEAR)


@pytest.mark.parametrize(
    "line",
    [
        "Reviewed the fire drill of January 2, 2026",
        "Next yard inspection due: January 2, 2026",
        "Reviewed the yard inspection of January 5, 2026",
        "Reviewed the yard inspection notes of January 2, 2026 and of February 1, 2026",
    ],
)
def test_minutes_that_name_another_event_or_both_days_do_not(line: str) -> None:
    assert answer_of([UNCLEAR, register(line)], UNCLEAR).state == "ambiguous"


def test_a_line_may_mean_the_other_paper_of_that_day() -> None:
    minutes = register("Reviewed the yard inspection of January 2, 2026: gates shut")
    clear = sheet("January 2, 2026", by="Omar Poe")
    assert answer_of([UNCLEAR, minutes, clear], UNCLEAR).state == "ambiguous"


def test_a_matrix_settles_the_day_of_a_certificate() -> None:
    card = paper(CARD.format(course="Fall Protection"), "training_certificate", "card.pdf")
    assert card.understanding.evidence_date.state == "ambiguous"
    assert answer_of([card, matrix("Fall Protection")], card).value == date(2026, 1, 2)
    assert answer_of([card, matrix("Forklift Operator")], card).state == "ambiguous"
    assert answer_of([card, matrix("Fall Protection", "Omar Poe")], card).state == "ambiguous"


def test_the_number_of_a_record_names_it_anywhere() -> None:
    report = paper(
        "Incident Report\nIncident No. INC-2026-014\nDate of incident: 01/02/2026", "incident_report", "i.pdf"
    )
    log = paper("Log\nUpdated: 2026-03-01\nINC-2026-014 | opened | 2026-02-01 | ramp", "corrective_action_log", "l.pdf")
    other = paper(
        "Log\nUpdated: 2026-03-01\nINC-2026-0140 | noted | 2026-02-01 | ramp", "corrective_action_log", "m.pdf"
    )
    assert answer_of([report, log], report).value == date(2026, 2, 1)
    assert answer_of([report, other], report).state == "ambiguous"


def test_another_copys_name_settles_it_unless_the_papers_disagree() -> None:
    also = {UNCLEAR.understanding.document.source_id: ["walks/2026-01-02 yard.pdf"]}
    assert answer_of([UNCLEAR], UNCLEAR, also).value == date(2026, 1, 2)
    assert answer_of([UNCLEAR, *DAY_FIRST], UNCLEAR, also).state == "ambiguous"


def test_what_disagrees_is_said() -> None:
    minutes = register("Reviewed the yard inspection of January 2, 2026: gates shut")
    said = last_reason([UNCLEAR, *DAY_FIRST, minutes], UNCLEAR)
    assert "disagree" in said and "minutes.pdf, page 1" in said


def test_a_restricted_paper_is_no_witness() -> None:
    hidden = [replace(one, understanding=replace(one.understanding, restricted=True)) for one in DAY_FIRST]
    assert answer_of([UNCLEAR, *hidden], UNCLEAR).state == "ambiguous"


def test_no_day_to_come_is_given() -> None:
    later = replace(ONE_SITE, audit_date=date(2026, 1, 20), as_of=date(2026, 1, 20))
    found = settle_across([UNCLEAR, *DAY_FIRST], later, {})
    assert found[0].understanding.evidence_date.state == "ambiguous"


UNRELATED = [
    paper(f"Ember Rock Ltd.\nToolbox\nDate: 02/{day}/2026\nTopic: ladders", "safety_meeting", f"x{day}.pdf")
    for day in range(13, 20)
]


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(UNRELATED), unique=True), st.booleans())
def test_neither_order_nor_strangers_papers_change_an_answer(
    chance: random.Random, strangers: list[ReadDocument], contradicted: bool
) -> None:
    dump = [UNCLEAR, *DAY_FIRST, register("Gates"), *([MONTH_FIRST] if contradicted else [])]
    plain = {one.shown_path: one for one in settle_across(dump, ONE_SITE, {})}
    mixed = [*dump, *strangers]
    chance.shuffle(mixed)
    found = {one.shown_path: one for one in settle_across(mixed, ONE_SITE, {})}
    assert {path: found[path] for path in plain} == plain


def test_every_reason_has_its_french() -> None:
    french = load_speech("fr")
    minutes = register("Reviewed the yard inspection of January 2, 2026: gates shut")
    reasons = [last_reason([UNCLEAR, *more], UNCLEAR) for more in (DAY_FIRST, [minutes], [*DAY_FIRST, minutes])]
    also = {UNCLEAR.understanding.document.source_id: ["2026-01-02.pdf"]}
    reasons.append(settle_across([UNCLEAR], ONE_SITE, also)[0].understanding.classification.reasons[-1])
    assert len(set(reasons)) == 4
    assert [said for said in reasons if french(said) == said] == []
    assert french(reasons[0]).startswith(
        "'01/02/2026' : les documents sur le même formulaire mettent le jour d'abord sur 3 autres documents"
    )
