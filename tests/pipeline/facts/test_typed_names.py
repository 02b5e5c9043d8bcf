"""Names typed where a hand would sign: at the end of a paper, behind a word of signing, tapped in an application."""

import pytest

from pipeline.facts import signatures
from pipeline.facts.signtyped import closing_names, signer_of
from pipeline.model import Box, Mark
from tests.pipeline.making_pages import Run, placed, reading, text_page

BODY = "Weekly look-around\nThe ladders were tied.\nThe exits were clear.\nThe eyewash ran.\n"


def told(text: str, kind: str = "record", document_type: str = "workplace_inspection") -> list[tuple[str, str | None]]:
    facts = signatures.find(reading(text, kind=kind, document_type=document_type))
    return [(fact.role or "", fact.attribute("name")) for fact in facts if fact.role != "none"]


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("Signed Ada Bird 2026/02/26", [("typed", "Ada Bird")]),
        ("12 jackets issued     Signed Ada Bird 2026/02/26", [("typed", "Ada Bird")]),
        ("New hand signs Felix Poe     Foreman signs L Askew", [("typed", "Felix Poe"), ("typed", "L Askew")]),
        ("CO-CHAIRS SIGN   worker Nav Roe   Posted 24-Feb", [("typed", "Nav Roe")]),
        ("Approved C. Hanley 22 Sep 2025", [("typed", "C. Hanley")]),
        ("Lead signed Jo Fenn 13-FEB-26 06:33", [("app", "Jo Fenn")]),
        ("I. Castle /s/", [("typed", "I. Castle")]),
        ("Trainer: G. Stave (electronic signature)", [("typed", "G. Stave")]),
        ("Agreed: Bronwyn Acker (e-mailed 15-DEC-25)", [("typed", "Bronwyn Acker")]),
        ("Tavish Orr / Hal Beck (typed)", [("typed", "Tavish Orr"), ("typed", "Hal Beck")]),
        ("R. Cyr Worker co-chair          D. Natiuk Employer co-chair", [("typed", "R. Cyr"), ("typed", "D. Natiuk")]),
        ("Approved by Doreen Hall on October 3, 2026.", []),
        ("He signed off before the crew left the yard.", []),
        ("The names signed are kept in the office.", []),
        ("Page 1 of 2", []),
    ],
)
def test_what_the_last_line_says(line: str, signed: list[tuple[str, str | None]]) -> None:
    assert sorted(set(told(BODY + line))) == sorted(signed)


def test_an_approval_with_a_typed_name_is_a_signature_in_type() -> None:
    assert told(f"Safe practice\nVersion 4     Approved by: P. Nanda\n{BODY}{BODY}{BODY}") == [("typed", "P. Nanda")]
    assert told(f"Safe practice\nApproved by: the committee\n{BODY}{BODY}") == []


def test_an_instructor_signs_a_ticket_and_a_first_name_a_memo() -> None:
    ticket = BODY + "Instructor: Harriet Boone\nCard no. 7"
    assert told(ticket, document_type="training_certificate") == [("typed", "Harriet Boone")]
    assert told(ticket) == []
    assert told(f"To: all   From: Petra Lind\n{BODY}Petra") == [("typed", "Petra")]
    assert told(f"To: all   From: Petra Lind\n{BODY}Bread") == []


def test_a_name_under_a_valediction_signs_a_letter_and_a_note_is_not_signed() -> None:
    letter = BODY + "Yours truly,\nR. Hamm, Foreman\n" + "cc: file\n" * 8
    assert told(letter) == [("typed", "R. Hamm")]
    assert told(f"Hi Gord,\n{BODY}Wanda Sabo") == []


def test_the_holder_of_a_ticket_did_not_sign_it() -> None:
    assert told(BODY + "Vernon Clip", document_type="training_certificate") == []


def test_names_in_a_signature_column_sign_and_initials_do_not() -> None:
    barred = "Topic: needles\nName | Signature\nWayne Sinc | W.S.\nVern Klip | V Klip\nOlga Rem | "
    assert told(barred) == [("typed", "V Klip")]
    table = (("Name", "Signature"), ("Wayne Sinc", "W. Sinc"), ("Olga Rem", "OR"))
    page = text_page("Talk", tables=(table,))
    assert [fact.attribute("name") for fact in signatures.find(reading(page)) if fact.role == "typed"] == ["W. Sinc"]


def test_taps_of_an_application_are_its_sign_offs() -> None:
    sheet = (
        "TreeBook mobile export\nStatus: closed\n  Jo Fenn (lead)     signed 03-JUN-26 07:04\nSign-off 15:31  Jo Fenn"
    )
    assert ("app", "Jo Fenn") in told(sheet)
    assert told("Weekly sheet\nDoor signed 07:04\nBay two open") == []


def test_a_row_of_a_register_is_no_signature() -> None:
    assert closing_names("Joy Castle   Electrician   E-31190   2027-06-30   2025-01-02") == ()
    assert closing_names("Ladders tied, exits clear") == ()
    assert signer_of("Date") == (None, None)


def test_loose_ink_on_a_typed_page_is_a_signature_unless_it_answers_a_date() -> None:
    runs: list[Run] = [(0.1, 0.3, "Crew"), (0.1, 0.5, "Kody Lund"), (0.1, 0.7, "Date:")]
    at_name = placed(runs, marks=[Mark(Box(0.3, 0.49, 0.45, 0.52), "stroke", 0.1, wound=True)])
    assert [(fact.role, fact.attribute("name")) for fact in signatures.find(reading(at_name))] == [
        ("drawn", "Kody Lund")
    ]
    at_date = placed(runs, marks=[Mark(Box(0.3, 0.69, 0.45, 0.72), "stroke", 0.1, wound=True)])
    box = placed(runs, marks=[Mark(Box(0.3, 0.49, 0.32, 0.52), "stroke", 0.1, wound=True)])
    assert [fact for page in (at_date, box) for fact in signatures.find(reading(page)) if fact.role == "drawn"] == []
