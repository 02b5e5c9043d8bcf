"""What a printed form brings itself: labels, headers and alternatives are nothing that anybody entered."""

import pytest

from pipeline.facts.forms import find
from pipeline.facts.formtables import entered, label_rows, prints_itself
from tests.pipeline.making_pages import reading, text_page

CHECKLIST = (
    ("Date:", "", "Site:", ""),
    ("Item", "Result", "Item", "Result"),
    ("Exits", "OK Fix N/A", "Guards", "OK Fix N/A"),
    ("Stairs", "OK Fix N/A", "Fuel", "OK Fix N/A"),
    ("Racks", "OK Fix N/A", "Eyewash", "OK Fix N/A"),
)
FILLED = (
    ("Item", "Result", "Remark"),
    ("Exits", "OK", "clear"),
    ("Stairs", "Fix", "ice on them"),
    ("Racks", "OK", ""),
)


def test_labels_and_the_header_below_them_ask_and_hold_nothing() -> None:
    assert label_rows(CHECKLIST) == {0, 1}
    assert label_rows(FILLED) == frozenset()


def test_printed_alternatives_and_the_items_beside_them_are_not_entered() -> None:
    assert not any(any(row) for row in entered(CHECKLIST))
    assert entered(FILLED)[2] == (True, True, True)


@pytest.mark.parametrize(("rows", "state"), [(CHECKLIST, "blank"), (FILLED, "filled")])
def test_a_checklist_with_drawn_boxes_is_blank_until_somebody_writes(
    rows: tuple[tuple[str, ...], ...], state: str
) -> None:
    text = (
        "Yard checklist\nDate:   Site:\nInspected by:   Worker:\n"
        if state == "blank"
        else ("Yard checklist\nDate: 3 May 2026   Site: Leduc\nInspected by: J. Doe   Worker: O. Poe\n")
    )
    (fact,) = find(reading(text_page(text, tables=[rows]), document_type="workplace_inspection"))
    assert fact.value == state


def test_a_title_that_stands_twice_and_a_table_header_are_print() -> None:
    rows = (("What was seen", "OK?", "Corrected by"), ("", "", ""), ("", "", ""))
    page = reading(
        text_page("Contractor Sheet\nContractor Sheet\nWhat was seen   OK?   Corrected by", tables=[rows])
    ).pages[0]
    assert prints_itself("Contractor Sheet", page)
    assert prints_itself("What was seen   OK?   Corrected by", page)
    assert not prints_itself("Contractor Ghostpine", page)
