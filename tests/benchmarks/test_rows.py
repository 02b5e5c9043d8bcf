"""The truth of rows: it holds what the papers hold, and the comparison counts what it says."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.heldout.header import HeldOutError
from benchmarks.heldout.houses import House, parse_family
from benchmarks.heldout.rows import PaperRows, load_rows
from benchmarks.people import report_people
from benchmarks.rows import Score, compare, same_field, same_row
from pipeline.model import Citation, Fact

PAPER = """#### hsc_minutes
date = 2026-03-04 meeting
signed = none
blank = no
people = Ina Quill (chair); Bo Mott (attendee)
---
Ina Quill in the chair, Bo Mott
1. Old: mend the stair, Bo, by Mar 9
"""
TRUTH = """[[paper]]
at = "firm/meeting_minutes.txt:1"
slice = "first"
actions = [{ what = "mend the stair", owner = "Bo", due = "2026-03-09|Mar 9" }]
topics = ["Old"]
"""


def truth(folder: Path, text: str = TRUTH) -> PaperRows:
    file = folder / "rows.toml"
    file.write_text(text, encoding="utf-8")
    house = House("firm", "", tuple(parse_family(PAPER, "firm", "meeting_minutes")))
    [one] = load_rows(file, (house,))
    return one


def fact(kind: str, value: str, role: str | None = None, **attributes: str) -> Fact:
    return Fact(kind, value, Citation("0" * 64, 1, value), "test", role, tuple(attributes.items()))  # type: ignore[arg-type]


def test_the_truth_of_rows_reads_and_every_kind_is_there() -> None:
    truths = load_rows()
    kinds = {row.kind for one in truths for row in one.rows}
    assert kinds == {"actions", "findings", "hazards", "certificates"}
    assert sum(bool(one.topics) for one in truths) >= 5
    assert not any(one.paper.blank for one in truths)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("txt:1", "txt:2"),
        ('"first"', '"never"'),
        ("mend the stair", "mend the roof"),
        ("owner", "boss"),
        ('["Old"]', '["New"]'),
        ("actions", "deeds"),
    ],
)
def test_a_truth_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in TRUTH
    with pytest.raises(HeldOutError):
        truth(tmp_path, TRUTH.replace(old, new))


def test_rows_and_fields_are_counted(tmp_path: Path) -> None:
    held, score = truth(tmp_path), Score()
    right = fact("action", "mend the stair", owner="Bo", due="2026-03-09", closed="yes")
    compare("follow-up", held, [right, fact("action", "paint the fence")], score, say=False)
    assert (score.true, score.found, score.told, score.right) == (1, 1, 2, 1)
    assert (score.fields["due", "right"], score.fields["owner", "right"]) == (1, 1)
    assert (score.fields["closed", "told"], score.fields["closed", "right"]) == (1, 0)
    allowed = Score()
    compare("follow-up", replace(held, open=("paint the fence",)), [fact("action", "paint the fence")], allowed, False)
    assert (allowed.true, allowed.found, allowed.told) == (1, 0, 0)


def test_what_is_the_same() -> None:
    assert same_row("rope shed steps", "steps of the rope shed")
    assert not same_row("rope shed steps", "move the eyewash")
    assert not same_row("rope shed steps", "")
    assert same_field("due", ("2026-03-09", "Mar 9"), "Mar 9")
    assert not same_field("due", ("2026-03-09",), "2026-03-10")
    assert same_field("before", ("15",), "15 High")
    assert not same_field("before", ("15",), "5 Low")


def test_people_are_counted_by_their_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = truth(tmp_path).paper
    facts = [
        fact("person", "Ina Quill", "chair"),
        fact("person", "Bo Mott", "absent"),
        fact("person", "Old Stair", "author"),
    ]
    report_people([(paper, facts)])
    told = capsys.readouterr().out
    assert "all          found 2/2 = 100.0 %, in their part 1/2 = 50.0 %; right of those told 1/2 = 50.0 %" in told
    assert "told of people the truth does not name 1, told absent though there 1" in told
