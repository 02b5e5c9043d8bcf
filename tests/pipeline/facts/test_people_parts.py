"""People by the part they play, as strangers write it: labels without a colon, lists, remarks behind a name."""

import pytest

from pipeline.facts import people
from pipeline.facts.namelists import fills, name_at, only_people, people_at
from pipeline.facts.people_labels import labels_of, roles_of
from tests.pipeline.making_pages import reading, text_page


def found(text: str, document_type: str, family: str) -> set[tuple[str, str | None]]:
    held = reading(text, document_type=document_type, family=family)
    return {(fact.value, fact.role) for fact in people.find(held)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jo Hill, Ann Roe and Bo Poe", ["Jo Hill", "Ann Roe", "Bo Poe"]),
        ("Jo Hill (co-chair), Ann Roe, Manager; Bo Poe", ["Jo Hill", "Ann Roe", "Bo Poe"]),
        ("J. Hill A. Roe", ["J. Hill", "A. Roe"]),
        ("Jo Hill 7:09 AM, Ann Roe 07:12 (tapped)", ["Jo Hill", "Ann Roe"]),
        ('Harbhajan "Harj" Mann', ["Harbhajan Mann"]),
        ("TOEWS, Marcy", ["Marcy TOEWS"]),
        ("Jo Hill CA", ["Jo Hill"]),
        ("Jo Hill for management, Ann Roe", ["Jo Hill", "Ann Roe"]),
        ("23 people, list at back", []),
        ("both co-chairs", []),
        ("Public Works", []),
        ("", []),
    ],
)
def test_a_list_of_people_is_read(text: str, names: list[str]) -> None:
    assert [person.name for person in people_at(text, wide=False)] == names


def test_a_wide_blank_ends_an_answer_and_parts_a_list() -> None:
    assert [one.name for one in people_at("Jo Hill     North Yard", wide=False)] == ["Jo Hill"]
    assert [one.name for one in people_at("Jo Hill     Ann Roe", wide=True)] == ["Jo Hill", "Ann Roe"]


def test_a_given_name_with_an_initial_counts_only_on_lists() -> None:
    assert name_at("Marcy T.", 0) is None
    assert name_at("Marcy T.", 0, short=True) == ("Marcy T", 8)


def test_a_line_of_names_holds_nothing_else() -> None:
    assert [one.name for one in only_people("Jo Hill / Ann Roe    Bo Poe")] == ["Jo Hill", "Ann Roe", "Bo Poe"]
    assert only_people("Jo Hill met Ann Roe") == ()
    assert [one.name for one in fills("Jo Hill chair, Ann Roe, Bo Poe (notes)")] == ["Jo Hill", "Ann Roe", "Bo Poe"]
    assert fills("Jo Hill fixed the gate, then went home") == ()


@pytest.mark.parametrize(
    ("text", "document_type", "family", "roles"),
    [
        ("Talk by Jo Hill   On dust", "toolbox_talk", "meeting_minutes", {"trainer"}),
        ("LED BY Jo Hill     MINUTES LONG 12", "toolbox_talk", "meeting_minutes", {"trainer"}),
        ("Ran by Jo Hill. Notes by Ann Roe.", "safety_meeting", "meeting_minutes", {"chair", "author"}),
        ("Inspector's name (print): Jo Hill", "workplace_inspection", "inspection", {"inspector"}),
        ("Formatrice : Jo Hill", "training_signin", "training_record", {"trainer"}),
        ("Animé par Jo Hill", "hsc_minutes", "meeting_minutes", {"chair"}),
        ("Injured worker Jo Hill     Job packer", "incident_report", "incident", {"worker"}),
        ("Lead Jo Hill", "flha", "hazard_assessment", {"supervisor"}),
        ("Prepared     Jo Hill", "element_procedure", "procedure", {"author"}),
        ("By the end of the day Jo Hill left", "toolbox_talk", "meeting_minutes", set()),
        ("The trainer Jo Hill spoke to is away", "toolbox_talk", "meeting_minutes", set()),
        ("Worker Training Record", "training_signin", "training_record", set()),
        ("Trainer ____________", "training_signin", "training_record", set()),
    ],
)
def test_a_label_needs_no_colon(text: str, document_type: str, family: str, roles: set[str]) -> None:
    assert {role for _, role in found(text, document_type, family)} == roles


def test_the_same_word_means_what_the_paper_makes_of_it() -> None:
    assert found("Participants: Jo Hill", "training_signin", "training_record") == {("Jo Hill", "trainee")}
    assert found("Participants: Jo Hill", "flha", "hazard_assessment") == {("Jo Hill", "worker")}
    assert found("Participants: Jo Hill", "drill_record", "emergency") == {("Jo Hill", "attendee")}


def test_who_is_away_is_never_an_attendee() -> None:
    text = (
        "Here: Jo Hill (co-chair), Ann Roe. Sent regrets: Bo Poe.\nAway: Cy Lund (on the water)\n"
        "Sitting in: Di Fox by video\nDi Fox     present     Ed Gray     absent\nCy Lund"
    )
    told = found(text, "hsc_minutes", "meeting_minutes")
    assert {name for name, role in told if role == "absent"} == {"Bo Poe", "Cy Lund", "Ed Gray"}
    assert {name for name, role in told if role == "attendee"} == {"Jo Hill", "Ann Roe", "Di Fox"}
    assert ("Jo Hill", "chair") in told


def test_an_initial_is_the_one_person_written_in_full() -> None:
    text = "Present: Jo Hill, Ann Roe, Al Roe\nChair: J. Hill\nMinutes taken by A. Roe"
    told = found(text, "hsc_minutes", "meeting_minutes")
    assert ("Jo Hill", "chair") in told
    assert ("A. Roe", "author") in told  # two people it could be: nobody is guessed


def test_crews_sign_on_a_line_or_below_each_other() -> None:
    assert found("Day sheet\nJo Hill    Ann Roe    Bo Poe", "flha", "hazard_assessment") == {
        ("Jo Hill", "worker"), ("Ann Roe", "worker"), ("Bo Poe", "worker")
    }  # fmt: skip
    text = "Ladders\nPRINT / SIGN\nJo Hill / JH\nAnn Roe / ar - late\nBo P / BP\n\nOffice 20-Mar"
    assert found(text, "toolbox_talk", "meeting_minutes") == {
        ("Jo Hill", "attendee"), ("Ann Roe", "attendee"), ("Bo P", "attendee")
    }  # fmt: skip


def test_a_part_is_cited_where_it_stands() -> None:
    held = reading("Yard\nInspected by Jo Hill", document_type="workplace_inspection", family="inspection")
    (fact,) = people.find(held)
    assert (fact.citation.page, fact.citation.quote) == (1, "Inspected by Jo Hill")


def test_labels_are_found_by_words_and_place() -> None:
    [label] = labels_of("Names of all: x   Trainer (print): Jo", "toolbox_talk", "meeting_minutes")
    assert (label.role, label.words, label.colon) == ("trainer", "trainer", True)
    assert list(labels_of("a fine chair for the office", "hsc_minutes", "meeting_minutes")) == []
    assert roles_of("nothing", "nothing")["trainer"]


def test_headings_in_capitals_are_no_answers() -> None:
    held = reading(text_page("APPENDIX NOTES FOR PLANNERS"), document_type="element_procedure", kind="directive")
    assert list(people.find(held)) == []


def test_hostile_lists_end() -> None:
    for text in ("Present " * 3_000, "by " * 9_000, "Present: " + "Jo Hill, " * 3_000, "A. B " * 9_000, "(" * 9_000):
        assert len(found(text, "hsc_minutes", "meeting_minutes")) <= 2
