"""A workbook as people keep them: hidden sheets, formulas, merged cells, dates without a format, speaking colours."""

import io
from datetime import date, timedelta

import xlsxwriter

from sample_docs.generator.model import Doc, FileSpec, When
from sample_docs.generator.office import MADE, refixed
from sample_docs.generator.plan import COMPANY

DAY_ZERO = date(1899, 12, 30)
AS_OF = date(2026, 9, 21)
ROWS = (
    ("Dale Fontaine", "Excavation shoring", date(2025, 4, 11), "green"),
    ("Rhonda Steele", "Excavation shoring", date(2025, 4, 11), "green"),
    ("Hank Dueck", "Transport of dangerous goods", date(2024, 11, 4), "green"),
    ("Simone Gauthier", "Transport of dangerous goods", date(2023, 10, 24), "yellow"),
    ("Lorne Vickers", "Transport of dangerous goods", date(2025, 1, 20), "green"),
    ("Trevor Lindqvist", "Aerial platform", date(2024, 6, 17), "green"),
    ("Wes Harkness", "Aerial platform", None, "red"),
)
COLOURS = {"green": "#8FCB6B", "yellow": "#FFE36E", "red": "#E8685B"}
VALID_DAYS = 1095


def serial(day: date) -> int:
    """A date as Excel keeps it when nobody formats the cell."""
    return (day - DAY_ZERO).days


def workbook() -> bytes:
    """The tracker: one sheet to see, one hidden, one very hidden."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"author": "Tessa Moreau", "created": MADE})
    sheet = book.add_worksheet("Tickets")
    head = book.add_format({"bold": True, "bg_color": "#DDDDDD"})
    day = book.add_format({"num_format": "mmm d, yyyy"})
    sheet.merge_range(
        "A1:F1", "Training tickets tracker - Kestrel Coulee", book.add_format({"bold": True, "align": "center"})
    )
    sheet.merge_range("A2:F2", "As of September 21, 2026 - colour shows what runs out (see Lists)")
    for column, text in enumerate(("Name", "Course", "Taken", "Expires", "Days left", "Status")):
        sheet.write(3, column, text, head)
    for row, (name, course, taken, colour) in enumerate(ROWS, 4):
        sheet.write(row, 0, name)
        sheet.write(row, 1, course)
        sheet.write_blank(row, 5, None, book.add_format({"bg_color": COLOURS[colour]}))
        if taken is None:
            continue
        expires = taken + timedelta(days=VALID_DAYS)
        sheet.write_number(row, 2, serial(taken))
        sheet.write_formula(row, 3, f"=C{row + 1}+Lists!$B$1", day, serial(expires))
        sheet.write_formula(row, 4, f"=D{row + 1}-DATE(2026,9,21)", None, (expires - AS_OF).days)
    last = 4 + len(ROWS)
    sheet.merge_range(last, 0, last, 3, "People on this sheet")
    sheet.write_formula(last, 4, f"=COUNTA(A5:A{last})", None, len(ROWS))
    sheet.set_column(0, 1, 28)
    lists = book.add_worksheet("Lists")
    lists.write(0, 0, "Tickets are valid, days")
    lists.write(0, 1, VALID_DAYS)
    for row, (colour, meaning) in enumerate(
        (("green", "valid"), ("yellow", "book the course"), ("red", "never taken")), 2
    ):
        lists.write(row, 0, colour)
        lists.write(row, 1, meaning)
    lists.hide()
    schools = book.add_worksheet("Schools")
    schools.write_row(0, 0, ("Training school", "Town"))
    schools.write_row(1, 0, ("Prairie Lift School", "Nisku"))
    schools.write_row(2, 0, ("Parkland Rescue Training", "Red Deer"))
    schools.very_hidden()
    book.close()
    return refixed(out.getvalue())


TICKETS = Doc("training_matrix", "Training tickets tracker", "", "grid", When("2026-09-21", "printed"), company=COMPANY)
FILES = (
    FileSpec("05 Training/Tickets tracker (Tessa).xlsx", "made",
             "hidden sheets, formulas, merged cells, dates without a format, a column that is only coloured",
             (TICKETS,), maker=workbook, counts=(3,)),
)  # fmt: skip
