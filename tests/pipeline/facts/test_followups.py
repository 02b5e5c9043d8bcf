"""Things to do and things found wrong, outside tables and in tables as strangers rule them."""

import pytest

from pipeline.facts import actions
from pipeline.facts.actioncolumns import ACTION_COLUMNS
from pipeline.facts.grids import continued, grids
from pipeline.facts.reading import read_page
from pipeline.model import Fact
from tests.pipeline.making_pages import reading, text_page

HEAD = "Minutes of the committee\nYard office\n9 March 2026\nHere: Jo Hill, Ann Roe\n"


def told(fact: Fact) -> dict[str, str]:
    return dict(fact.attributes)


def minutes(text: str) -> list[Fact]:
    return list(actions.find(reading(HEAD + text, document_type="hsc_minutes", family="meeting_minutes")))


def inspection(text: str) -> list[Fact]:
    return list(actions.find(reading(text, document_type="workplace_inspection", family="inspection")))


@pytest.mark.parametrize(
    ("text", "what", "owner", "due"),
    [
        ("To do\nmend the stair - Jo - May 3", "mend the stair", "Jo", "May 3"),
        ("ACTIONS\nmend the stair / J. Hill / 2026-05-03", "mend the stair", "J. Hill", "2026-05-03"),
        ("Actions: mend the stair - Jo - May 3; paint the rail - Ann - Monday", "mend the stair", "Jo", "May 3"),
        ("À faire\nréparer l'escalier / Jo / 3 mai", "réparer l'escalier", "Jo", "3 mai"),
        ("- Shrouds for the grinders: ordered, not in. Jo, by Apr. 30",
         "Shrouds for the grinders: ordered, not in", "Jo", "Apr. 30"),
        ("We will write it for both crews. Who Jo. When 30 Apr. Now half",
         "We will write it for both crews", "Jo", "30 Apr"),
        ("New: Jo to order the second extinguisher by May 3.", "order the second extinguisher", "Jo", "May 3"),
    ],
)  # fmt: skip
def test_a_line_says_what_is_to_be_done(text: str, what: str, owner: str, due: str) -> None:
    first = minutes(text)[0]
    assert (first.value, told(first).get("owner"), told(first).get("due")) == (what, owner, due)


@pytest.mark.parametrize(
    "text",
    [
        "Signed Jo Hill, May 3",
        "Approved: A. Roe, 2026-05-03",
        "Supervisors to write it in the book",
        "Jo and Ann went to Regina, May 3",
        "Next meeting: Yard office, May 3",
        "Inspected by Jo Hill, 2026-05-03",
        "Jo to do it",
    ],
)
def test_what_only_names_somebody_and_a_day_is_no_action(text: str) -> None:
    assert minutes(text) == []


def test_the_head_of_a_paper_is_no_action() -> None:
    held = reading("Figures of the year, Jo Hill, 2026-01-16\nLost time: none", document_type="hsc_minutes",
                   family="meeting_minutes")  # fmt: skip
    assert list(actions.find(held)) == []


def test_a_matter_carried_over_may_be_closed() -> None:
    first, second = minutes("Old\n- Stair tread: mended 2 May 2026. CLOSED\n- Yard lights: one still out. Ann, May 9")
    assert (first.value, told(first)["closed"]) == ("Stair tread", "2026-05-02")
    assert told(second) == {"owner": "Ann", "due": "May 9"}


def test_a_row_that_lacks_cells_keeps_its_columns() -> None:
    text = (
        "No.    Action              Owner      Due          Closed       Verified\n"
        "26-1   mend the stair      J. Hill    2026-03-05   2026-03-06   AR\n"
        "26-2   paint the rail      A. Roe     2026-03-12                AR\n"
        "26-3   move the tank       shop       2026-03-31\n"
        "Open 2   Closed 1"
    )
    rows = [told(fact) for fact in minutes(text)]
    assert [row.get("owner") for row in rows] == ["J. Hill", "A. Roe", "shop"]
    assert [row.get("due") for row in rows] == ["2026-03-05", "2026-03-12", "2026-03-31"]
    assert [row.get("closed") for row in rows] == ["2026-03-06", None, None]


def test_a_register_goes_on_on_the_next_page_without_its_header() -> None:
    first = read_page(text_page("No.    Action         Owner    Due\n26-1   mend stair     Jo       2026-03-05"))
    (grid,) = grids(first, ACTION_COLUMNS, ("action",), 2)
    rest = continued(read_page(text_page("Page 2\n26-2   paint rail     Ann      2026-03-12", number=2)), grid)
    assert rest is not None
    assert [rest.cell(row, "owner") for row in rest.rows] == ["Ann"]
    assert continued(read_page(text_page("Words of another kind   and more")), grid) is None


def test_a_table_may_be_parted_by_strokes() -> None:
    first, second = minutes("Action / Who / When / Done\nmend the stair / Jo / May 3 / yes\npaint / Ann / May 9 / ")
    assert (told(first)["owner"], told(first)["due"], told(first)["closed"]) == ("Jo", "May 3", "yes")
    assert told(second).get("closed") is None


SHEET = """Weekly walk
                         OK    not    n/a    Class   What
Access road              x
Edge protection                x             A       rail missing at the dock
Hoses, cords             x
Board                          x                     minutes are old
"""


def test_ticks_under_the_bad_column_are_findings() -> None:
    first, second = inspection(SHEET)
    assert (first.value, told(first)["severity"]) == ("Edge protection: rail missing at the dock", "A")
    assert second.value == "Board: minutes are old"


def test_boxes_in_their_order() -> None:
    text = (
        "Item                S     U     NA\nAisles clear        [ ]   [x]   [ ]\nRacks               [x]   [ ]   [ ]"
    )
    assert [fact.value for fact in inspection(text)] == ["Aisles clear"]


def test_an_arrow_gives_the_remedy() -> None:
    text = (
        "2.2 Dust on the beams   No     photo 1     -> blow down, Emeka, due 2026-05-13\n* ladder: loose rung -> fixed"
    )
    first, second = inspection(text)
    assert first.value == "Dust on the beams"
    assert (told(first)["action"], told(first)["owner"], told(first)["due"]) == ("blow down", "Emeka", "2026-05-13")
    assert told(second)["closed"] == "yes"


def test_answers_with_a_note() -> None:
    text = (
        "Aisles clear?  Yes     Stairs and rails?  Yes\nLights?  Yes\nExit doors open?  No - back door sticks\n"
        "Kit stocked?  Yes"
    )
    assert [fact.value for fact in inspection(text)] == ["Exit doors open: back door sticks"]


def test_a_sheet_with_a_table_of_findings_is_not_read_twice() -> None:
    table = "\nNo | Deficiency | Fix | Who | By | Done\n1 | rail missing | new rail | Jo | now | 20-Mar"
    assert [fact.value for fact in inspection(SHEET + table)] == ["rail missing"]


def test_hazards_with_their_controls_are_no_findings() -> None:
    text = "Task | Hazard | Priority | Control and by whom\nlifting | strain | B | two persons"
    held = reading(text, document_type="flha", family="hazard_assessment")
    assert list(actions.find(held)) == []


def test_hostile_lines_end() -> None:
    for text in (
        "Jo, " * 3_000,
        "a / " * 5_000,
        "x   " * 5_000,
        "-> " * 5_000,
        "To do: " + "a - " * 4_000,
        "No   " * 4_000,
    ):
        assert len(minutes(text)) + len(inspection(text)) < 700
