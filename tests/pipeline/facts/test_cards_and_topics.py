"""Cards of hazards under labels, tickets of strangers, and what meetings and talks were about."""

import pytest

from pipeline.facts import certificates, hazards, topics
from pipeline.facts.certificate_lines import course_of, holder_of, name_alone, provider_of
from pipeline.facts.reading import read_page
from pipeline.model import Fact
from tests.pipeline.making_pages import reading, text_page


def told(fact: Fact) -> dict[str, str]:
    return dict(fact.attributes)


def card(text: str, document_type: str = "flha") -> list[dict[str, str]]:
    return [told(fact) for fact in hazards.find(reading(text, document_type=document_type, family="hazard_assessment"))]


def ticket(text: str, document_type: str = "training_certificate") -> dict[str, str]:
    held = reading(text, document_type=document_type, family="training_record")
    return next((told(fact) for fact in certificates.find(held) if fact.kind == "training_row"), {})


def test_labels_give_task_rating_before_and_after() -> None:
    text = (
        "Task 1 of 2: Unloading\n Hazard: struck by truck | Likelihood 3 | Severity 5 | Risk 15 High\n"
        " Controls: spotter, lights\n Residual 5 Low\nTask 2 of 2: Sweeping\n"
        " Hazard: dust | 4 | 3 | 12 High\n Controls: mask"
    )
    first, second = card(text, "formal_hazard_assessment")
    assert (first["task"], first["rating"], first["residual"]) == ("Unloading", "15 High", "5 Low")
    assert (second["task"], second["rating"], second["controls"]) == ("Sweeping", "12 High", "mask")


def test_a_card_in_everyday_words() -> None:
    text = "Job: pull screens\nDanger: swing load, ice\nFix: two tag lines\nHow bad 4 x how likely 2 = 8\nAfter that 4"
    (row,) = card(text)
    assert (row["task"], row["controls"], row["rating"], row["residual"]) == ("pull screens", "two tag lines", "8", "4")


def test_columns_in_everyday_words() -> None:
    text = "What we're doing | What can bite | What we do\nprune firs | wires | hold-off in place\n | |\nCrew: Jo Hill"
    assert card(text) == [
        {"task": "prune firs", "hazard": "wires", "controls": "hold-off in place", "category": "safety"}
    ]


def test_the_rating_after_control_may_have_the_same_head() -> None:
    text = "Step | Hazard | S | L | R | Control | S | L | R\nfeed | kickback | 5 | 3 | 15 | fingers | 5 | 1 | 5"
    (row,) = card(text, "formal_hazard_assessment")
    assert (row["rating"], row["residual"]) == ("15", "5")


def test_a_list_with_what_is_done_about_each() -> None:
    text = "What's going to hurt us and what are we doing about it?\n- traffic - flaggers at both ends\n- heat: water"
    rows = card(f"{text}\nCrew")
    assert [(row["hazard"], row["controls"]) for row in rows] == [
        ("traffic", "flaggers at both ends"),
        ("heat", "water"),
    ]


def test_words_about_hazards_are_no_rows() -> None:
    assert card("Hazards are everywhere and controls are needed.\nThe hazard of falling is real") == []


@pytest.mark.parametrize(
    ("text", "holder", "course", "provider"),
    [
        ("FRASER TRAINING CENTRE\nThis confirms that\nCOLBY FOX\nattended and passed\nFALL PROTECTION - 8 hours",
         "COLBY FOX", "FALL PROTECTION", "FRASER TRAINING CENTRE"),
        ("Wallet card\nTraffic Control Person\nFOX, RORY\nIssued 2026-02-11\nCoast Academy", "RORY FOX",
         "Traffic Control Person", "Coast Academy"),
        ("St. Bren Safety Services\nJo Hill completed Intermediate First Aid, 16 hours, at the arena on 2025-09-07.",
         "Jo Hill", "Intermediate First Aid, 16 hours", "St. Bren Safety Services"),
        ("Carte de compétence\nSignaleur routier\nNom : Jo Hill\nÉmise 2024-11-08",
         "Jo Hill", "Signaleur routier", None),
    ],
)  # fmt: skip
def test_a_ticket_gives_holder_course_and_provider(text: str, holder: str, course: str, provider: str | None) -> None:
    page = read_page(text_page(text))
    found = holder_of(page, card=True)
    assert found is not None
    assert (found[0], course_of(page, "training_certificate"), provider_of(page, card=True)) == (
        holder,
        course,
        provider,
    )


def test_until_when_a_ticket_holds() -> None:
    text = "Working at heights\nJo Hill\nCourse May 5 and 6, 2025\n{}"
    for line in (
        "Runs out 2028-05-06",
        "Retest by 2028-05-06",
        "Good for 3 years, to 2028-05-06",
        "Échéance 2028-05-06",
    ):
        row = ticket(text.format(line))
        assert (row["completed"], row["expires"]) == ("2025-05-06", "2028-05-06"), line


def test_a_birthday_is_no_day_of_a_course() -> None:
    assert ticket("Formation\nLe centre atteste que Jo Hill, né le 3 août 1994,\na suivi la formation\nABATTAGE")[
        "course"
    ] == "ABATTAGE"  # fmt: skip
    assert "completed" not in ticket("First aid\nName: Jo Hill\nborn 1994-08-03")


def test_a_school_is_nobody() -> None:
    assert name_alone("Jo Hill") == "Jo Hill"
    page = read_page(text_page("Tidewater Trades Learning\nCertificate Card\nFirst aid"))
    assert holder_of(page, card=True) is None


def test_the_instructor_signs_under_or_behind_the_name() -> None:
    held = reading("First aid\nJo Hill\nMay 5, 2025\nA. Roe, instructor", document_type="first_aid_certificate",
                   family="training_record")  # fmt: skip
    people = {(fact.value, fact.role) for fact in certificates.find(held) if fact.kind == "person"}
    assert people == {("Jo Hill", "holder"), ("A. Roe", "trainer")}


def subjects(text: str, document_type: str) -> list[str]:
    return [fact.value for fact in topics.find(reading(text, document_type=document_type, family="meeting_minutes"))]


def test_a_talk_has_one_subject() -> None:
    assert subjects("Talk\nDate 9 March   Topic: ladders and feet   By Jo\nTopic: other", "toolbox_talk") == [
        "ladders and feet"
    ]
    assert subjects("Sujet : arbre accroché", "toolbox_talk") == ["arbre accroché"]
    assert subjects("Nothing on it", "toolbox_talk") == []


def test_items_and_sections_of_minutes() -> None:
    text = (
        "Minutes\nDate: 9 March\nPresent: Jo Hill, Ann Roe\n1. Minutes of March read.\n2. From before\n"
        "near misses: four\nJo: the light is out\nNext: 9 April\nTo do: paint - Jo - May 3\nSigned: Ann Roe"
    )
    assert subjects(text, "hsc_minutes") == ["Minutes of March read", "From before", "near misses"]
    assert list(topics.find(reading(text, document_type="drill_record", family="emergency"))) == []


def test_hostile_cards_end() -> None:
    for text in ("Hazard: " * 3_000, "| " * 9_000, "Hazard: x | " * 3_000, "completed " * 3_000, "1. " * 5_000):
        assert len(card(text)) < 500
        assert ticket(text).get("person") is None
        assert len(subjects(text, "hsc_minutes")) <= 60
