from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Page, TextOrigin
from pipeline.separate import separate
from tests.pipeline.making_pages import SOURCE, placed, scan_text, text_page

PROSE = (
    "The crew lead checks the excavation before anyone goes in and again after rain or a thaw.\n"
    "Spoil stays two metres back from the edge and ladders stand within eight metres of every worker.\n"
    "Nobody works under a suspended load, and the signaller stays in view of the operator at all times."
)


def ranges(pages: list[Page]) -> list[tuple[int, int]]:
    return [(document.first_page, document.last_page) for document in separate(SOURCE, pages)]


def inspection(number: int, day: str, where: str, who: str, note: str) -> Page:
    text = (
        f"Alder Ridge Excavating Ltd.\nSHOP INSPECTION REPORT\nDate: {day}   Site: {where}\nInspector: {who}\n"
        "Walkways clear   yes\nFire extinguishers   yes\n"
        f"Ladders and stairs   {note}\nFirst aid kit   yes\nLighting   yes\n"
        "Problems found and what was done\nSignature: ________"
    )
    return text_page(text, number)


def test_nothing_in_nothing_out() -> None:
    assert separate(SOURCE, []) == ()


def test_nine_one_page_forms_are_nine_documents() -> None:
    pages = [
        inspection(month, f"2025-{month:02d}-12", "Hinton", f"J. Doe {month}", "ok" if month % 2 else "loose")
        for month in range(1, 10)
    ]
    assert ranges(pages) == [(month, month) for month in range(1, 10)]


def test_the_same_form_scanned_is_cut_too() -> None:
    pages = [
        replace(inspection(n, f"2025-{n:02d}-12", "Edson", "O. Poe", "ok"), text_origin=TextOrigin.OCR)
        for n in (1, 2, 3)
    ]
    assert ranges(pages) == [(1, 1), (2, 2), (3, 3)]


def test_printed_page_numbers_hold_a_document_together() -> None:
    pages = [text_page(f"Emergency Plan\n{PROSE}\nPage {n} of 3", n) for n in (1, 2, 3)]
    assert ranges(pages) == [(1, 3)]


def test_numbers_that_begin_again_begin_a_document() -> None:
    first = [text_page(f"Emergency Plan\n{PROSE}\nPage {n} of 2", n) for n in (1, 2)]
    second = [
        text_page(f"Lockout Procedure\nIsolate, lock, tag and test the machine.\nPage {n - 2} of 2", n) for n in (3, 4)
    ]
    assert ranges([*first, *second]) == [(1, 2), (3, 4)]


def test_a_running_header_does_not_cut() -> None:
    bodies = (
        PROSE,
        (
            "Radios are tested at the start of each shift and spare batteries ride in the office truck.\n"
            "The nurse is at the main gate."
        ),
        (
            "After an alarm, count the crew at the muster point and report missing people to the leader.\n"
            "Stay until told otherwise."
        ),
    )
    pages = [text_page(f"Emergency Response Plan\n{body}\n{n}", n) for n, body in enumerate(bodies, 1)]
    assert ranges(pages) == [(1, 3)]


def test_a_manual_with_contents_is_one_document() -> None:
    contents = "Table of contents\n" + "\n".join(
        f"{title} ........ {n}"
        for n, title in enumerate(
            ("Safety Policy", "Hazard Assessment", "Inspections", "Training", "Emergency Plan", "Records"), 3
        )
    )
    chapters = [
        text_page(f"{n}. {title}\n{PROSE}\n{title} is everybody's work.", n + 2)
        for n, title in enumerate(
            ("Safety Policy", "Hazard Assessment", "Inspections", "Training", "Emergency Plan", "Records"), 1
        )
    ]
    pages = [text_page("SAFETY MANUAL\nAlder Ridge Excavating Ltd.\n2026", 1), text_page(contents, 2), *chapters]
    assert ranges(pages) == [(1, 8)]


def test_different_titles_on_the_same_paper_are_different_documents() -> None:
    minutes = text_page(
        (
            "SAFETY MEETING MINUTES\nDate: 2026-01-05   Place: Edson\n"
            "Present: Jane Doe, Omar Poe\nOld business: none.\nThe meeting adjourned at 8:00."
        ),
        1,
    )
    permit = text_page(
        (
            "HOT WORK PERMIT\nDate: 2026-01-06   Location: shop\nIssued to: Lee Chan\n"
            "Extinguisher at hand: yes\nFire watch: Omar Poe"
        ),
        2,
    )
    assert ranges([minutes, permit]) == [(1, 1), (2, 2)]


def test_a_typed_cover_sheet_over_scans_is_a_document_of_its_own() -> None:
    cover = text_page("TRANSMITTAL\nTo: the auditor\nEnclosed are three inspections of the shop, January to March.", 1)
    scans = [
        replace(inspection(n, f"2026-0{n}-12", "Edson", "O. Poe", "ok"), text_origin=TextOrigin.OCR) for n in (2, 3, 4)
    ]
    assert ranges([cover, *scans]) == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_a_sentence_over_the_page_end_stays_in_one_document() -> None:
    one = scan_text(
        "Incident Investigation Report\n"
        + PROSE
        + "\nThe operator had parked the loader on the slope and was about to walk",
        1,
    )
    two = scan_text(
        "over to the trailer when the bucket settled and the machine rolled a metre towards the fence.\n" + PROSE, 2
    )
    assert ranges([one, two]) == [(1, 2)]


def test_numbered_items_that_go_on_stay_together_over_a_blank_page() -> None:
    one = scan_text(
        (
            "Committee minutes of March 3, 2026\n1. Minutes were read.\n"
            "2. Inspections were gone through.\n3. Concerns were answered."
        ),
        1,
    )
    blank = Page(2, "", TextOrigin.NONE, "blank")
    two = scan_text("4. Recommendations were made to the employer.\n5. Other business was put off to the spring.", 3)
    assert ranges([one, blank, two]) == [(1, 3)]


def test_blank_pages_belong_to_the_document_before() -> None:
    blank = Page(2, "", TextOrigin.NONE, "blank")
    pages = [
        inspection(1, "2025-01-12", "Hinton", "J. Doe", "ok"),
        blank,
        inspection(3, "2025-02-12", "Hinton", "J. Doe", "ok"),
    ]
    assert ranges(pages) == [(1, 2), (3, 3)]


def test_a_page_that_could_not_be_read_lies_inside_its_document() -> None:
    pages = [text_page(f"Emergency Plan\n{PROSE}\nPage {n} of 4", n) for n in (1, 2, 4)]
    assert ranges(pages) == [(1, 4)]


def test_sheets_are_parted_only_where_their_kinds_differ() -> None:
    def sheet(number: int, name: str, header: str) -> Page:
        return Page(
            number, header, TextOrigin.EMBEDDED, "not_paged", tables=((tuple(header.split("   ")),),), name=name
        )

    matrix = sheet(1, "Training 2025", "Name   WHMIS   First aid expires")
    more = sheet(2, "Training 2026", "Name   WHMIS   First aid expires")
    units = sheet(3, "Equipment list", "Unit no   Serial   Hours")
    notes = sheet(4, "Notes", "Ask the office")
    assert ranges([matrix, more, units, notes]) == [(1, 2), (3, 4)]


def test_clear_cuts_score_higher_than_doubtful_ones() -> None:
    (single,) = separate(SOURCE, [inspection(1, "2025-01-12", "Hinton", "J. Doe", "ok")])
    assert single.separation_score > 0.9
    for document in separate(SOURCE, [text_page("x y z", 1), text_page("a b c", 2)]):
        assert 0.0 <= document.separation_score <= 1.0


PAGES = st.lists(
    st.tuples(
        st.text(alphabet="abcde ABC:\n12/.-_", max_size=120), st.sampled_from(["embedded", "ocr", "blank", "gap"])
    ),
    min_size=1,
    max_size=25,
)


@given(PAGES)
@settings(max_examples=120, deadline=None)
def test_every_page_lies_in_exactly_one_document(drawn: list[tuple[str, str]]) -> None:
    pages = []
    for number, (text, kind) in enumerate(drawn, 1):
        if kind == "blank":
            pages.append(Page(number, "", TextOrigin.NONE, "blank"))
        elif kind != "gap":
            pages.append(text_page(text, number) if kind == "embedded" else scan_text(text, number))
    documents = separate(SOURCE, pages)
    for page in pages:
        assert sum(document.first_page <= page.number <= document.last_page for document in documents) == 1
    for before, after in pairwise(documents):
        assert before.last_page + 1 == after.first_page
    blanks = {page.number for page in pages[1:] if page.why == "blank"}
    assert not blanks & {document.first_page for document in documents}
    assert all(0.0 <= document.separation_score <= 1.0 for document in documents)


@pytest.mark.parametrize("text", ["1" * 50_000, "Page " * 9_000, "a ........ " * 3_000, "(" * 30_000, "A" * 90_000])
def test_hostile_pages_do_no_harm(text: str) -> None:
    assert len(ranges([text_page(text, 1), text_page(text, 2), placed([(0.1, 0.1, text[:900])], number=3)])) >= 1


def back(number: int) -> Page:
    return Page(number, "", TextOrigin.NONE, "blank", width=612, height=792)


def test_a_heading_below_running_text_begins_no_document_behind_an_empty_back() -> None:
    bodies = (
        "Hearing Conservation Program\n\nWho wears plugs\nEverybody near the crusher and in the pump house wears them.",
        "Testing\nEach worker of the crusher crew has a hearing test in the first half year and every second year.",
        (
            "Plugs that are dirty or torn are thrown away at the end of the shift and new ones taken.\n"
            "Muffs are washed on Fridays and their pads changed when they no longer seal around the ear.\n\n"
            "Review\nThe program is looked through once a year by the committee and the manager of the pit."
        ),
    )
    pages = [page for n, body in enumerate(bodies) for page in (scan_text(body, 2 * n + 1), back(2 * n + 2))]
    assert ranges(pages) == [(1, 6)]


def test_fields_above_a_title_are_no_running_text() -> None:
    head = (
        "Site of the talk: Edson shop, the big bay next to the yard\n"
        "Given by: O. Poe, lead hand of the second crew at Edson\n"
    )
    talks = [
        scan_text(f"{head}\nToolbox Talk\nTopic: {topic}\nDate: 2026-02-0{n}", n)
        for n, topic in enumerate(("ice", "dust"), 1)
    ]
    assert ranges(talks) == [(1, 1), (2, 2)]


def test_a_letterhead_repeated_on_every_sheet_is_no_title() -> None:
    firm = "Marrow Creek Solvents\nMill Lane, Red Deer, Alberta\n"
    first = scan_text("Hand Washing Notice\nWash hands before eating and after the restroom.", 1)
    sheets = [
        f"{firm}\nSAFETY DATA SHEET\nProduct: Bright 9 cleaner   Sheet no.: B-9\n1. Identification\nFloor cleaner.",
        f"{firm}\n4. First aid measures\nEyes: rinse fifteen minutes.\n5. Fire-fighting measures\nUse water spray.",
        f"{firm}\n8. Exposure controls\nGloves of nitrile.\n9. Physical properties\nColour: green. Odour: pine.",
    ]
    pages = [first, *(scan_text(text, number) for number, text in enumerate(sheets, 2))]
    assert ranges(pages) == [(1, 1), (2, 4)]


def test_the_second_sheet_of_a_form_bears_its_title_too() -> None:
    head = "Alder Ridge Excavating Ltd.   Form SF-44\n\nSling and Shackle Inspection\n"
    first = (
        f"{head}\nCrib: Edson   Inspected on: 2026-02-03   Inspector: O. Poe\nTag   Length   Eyes   Result\n"
        "Red   2 m   good   kept\nBlue   3 m   cut   thrown out\nGreen   3 m   good   kept\nGrey   2 m   good   kept\n"
        "White   4 m   good   kept\nBlack   1 m   worn   thrown out\n\nTool crib"
    )
    second = (
        f"{head}\nHow it was done\nEach sling laid out, both faces looked at, eyes opened, tag read.\n\nOrdered\n"
        "Two slings, 3 m.\n\nO. Poe   2026-02-03\n\nInspector   Date\n\nTool crib"
    )
    third = first.replace("2026-02-03", "2026-05-04").replace("cut   thrown out", "good   kept")
    pages = [scan_text(first, 1), back(2), scan_text(second, 3), back(4), scan_text(third, 5)]
    assert ranges(pages) == [(1, 4), (5, 5)]
