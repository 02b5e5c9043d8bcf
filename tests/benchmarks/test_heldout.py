"""The held-out papers: every file is in the format, and the strict reading refuses what is not."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.heldout.header import EvidenceDate, Person
from benchmarks.heldout.houses import HeldOutDocument, HeldOutError, load_house, load_houses, parse_family
from benchmarks.heldout.marks import HALF_MARK, MARK, MarkError, Piece, pieces, plain
from classifiers.document_types import load_types

PAPER = """#### toolbox_talk
date = 2026-03-04 meeting
signed = drawn
blank = no
site = North Yard
people = Ina Quill (trainer); Bo Mott (attendee)
---
Talk at north  yard, Ina Quill, [hand: Mar 4/26]
=== page
Bo Mott [ink: B. Mott]
"""


def read(text: str) -> list[HeldOutDocument]:
    return list(parse_family(text, "firm", "meeting_minutes"))


def test_every_house_parses_and_its_types_exist() -> None:
    houses = load_houses()
    assert houses
    known = set(load_types())
    for house in houses:
        assert house.style.strip(), house.firm
        assert house.documents, house.firm
        assert {paper.type for paper in house.documents} <= known, house.firm


def test_a_house_holds_the_common_types_and_blank_forms_and_several_pages() -> None:
    common = {name for name, kind in load_types().items() if kind.most_used}
    for house in load_houses():
        types = [paper.type for paper in house.documents]
        assert {name for name in common if types.count(name) < 2} == set(), house.firm
        assert sum(paper.blank for paper in house.documents) >= 5, house.firm
        assert sum(len(paper.pages) > 1 for paper in house.documents) >= 5, house.firm


def test_one_paper_whole() -> None:
    [paper] = read(PAPER)
    assert (paper.type, paper.date, paper.role) == ("toolbox_talk", date(2026, 3, 4), "meeting")
    assert (paper.signed, paper.blank, paper.site) == ("drawn", False, "North Yard")
    assert paper.people == (Person("Ina Quill", "trainer"), Person("Bo Mott", "attendee"))
    assert paper.pages[1] == "Bo Mott [ink: B. Mott]"
    assert paper.plain_pages == ("Talk at north  yard, Ina Quill, Mar 4/26", "Bo Mott")
    assert paper.text.count("\f") == 1
    assert paper.name == "firm/meeting_minutes.txt:1"


def test_a_name_may_stand_surname_first() -> None:
    [paper] = read(PAPER.replace("at north  yard, Ina Quill", "at north  yard, QUILL, Ina"))
    assert paper.people[0].name == "Ina Quill"


def test_an_ambiguous_date_has_alternatives_and_no_day() -> None:
    [paper] = read(PAPER.replace("2026-03-04 meeting", "ambiguous 2026-03-04 2026-04-03"))
    assert paper.evidence == EvidenceDate(alternatives=(date(2026, 3, 4), date(2026, 4, 3)))
    assert paper.date is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("#### toolbox_talk\n", "toolbox_talk\n", "does not begin"),
        ("#### toolbox_talk\n", "#### Toolbox talk\n", "opening line"),
        ("signed = drawn\n", "", "no signed"),
        ("blank = no\n", "blank = no\nblank = no\n", "twice"),
        ("site = North Yard", "place = North Yard", "known key"),
        ("drawn", "pen", "signed is one of"),
        ("drawn", "typed", "pen mark"),
        ("[ink: B. Mott]", "", "pen mark"),
        ("blank = no", "blank = yes", "blank form"),
        ("2026-03-04 meeting", "2026-03-04", "date is"),
        ("2026-03-04 meeting", "2026-03-04 talk", "role of the date"),
        ("2026-03-04 meeting", "20260304 meeting", "YYYY-MM-DD"),
        ("2026-03-04 meeting", "2026-02-30 meeting", "YYYY-MM-DD"),
        ("2026-03-04 meeting", "ambiguous 2026-03-04", "date is|YYYY"),
        ("North Yard", "South Yard", "the site"),
        ("Bo Mott (attendee)", "Bo Moth (attendee)", "person 2"),
        ("Bo Mott (attendee)", "Bo Mott (friend)", "role of a person"),
        ("Bo Mott (attendee)", "Bo Mott", "Name"),
        ("=== page", "=== Page", "page break"),
        ("=== page\n", "=== page\n=== page\n", "empty page"),
        ("[hand: Mar", "[Hand: Mar", "a mark"),
        ("---\n", "", "closes the header"),
    ],
)
def test_what_is_not_in_the_format_is_refused_with_its_place(old: str, new: str, says: str) -> None:
    with pytest.raises(HeldOutError, match=says) as caught:
        read(PAPER.replace(old, new, 1))
    assert str(caught.value).startswith("firm/meeting_minutes.txt:1")
    assert "Quill" not in str(caught.value)


def test_a_stray_file_in_a_house_is_refused(tmp_path: Path) -> None:
    (tmp_path / "STYLE.md").write_text("x")
    (tmp_path / "policies.txt").write_text(PAPER)
    with pytest.raises(HeldOutError, match=r"policies\.txt"):
        load_house(tmp_path)


def test_marks_part_a_page_and_near_misses_stay() -> None:
    assert pieces("Date [hand: 4 mars] [x] ok [ink: R. D.]") == (
        Piece("typed", "Date "),
        Piece("hand", "4 mars"),
        Piece("typed", " [x] ok "),
        Piece("ink", "R. D."),
    )
    assert plain("Signed [ink: R. D.]\nok [x]") == "Signed\nok [x]"
    assert MARK.search("[ink R. D.]") is None
    assert HALF_MARK.search("[inked]") is None
    with pytest.raises(MarkError):
        pieces("[hand: not closed\n]")
