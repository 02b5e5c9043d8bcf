"""Sampling tables, streams and law by date: the published numbers, and nothing where nothing was published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.load import list_packs, shipped
from rules.requirements import load_backbone
from rules.tables import interview_table, jurisdictions, site_table, tickets_in


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [(1, 1), (4, 4), (5, 4), (6, 5), (50, 19), (199, 25), (200, 26), (510, 59), (511, 60), (549, 63), (550, None)],
)  # fmt: skip
def test_interviews_by_head_count_are_the_published_ones(heads: int, wanted: int | None) -> None:
    assert interview_table("tscbc-2011").wanted(heads) == wanted


@given(st.integers(min_value=2, max_value=549))
def test_more_people_never_mean_fewer_interviews(heads: int) -> None:
    table = interview_table("tscbc-2011")
    fewer, more = table.wanted(heads - 1), table.wanted(heads)
    # The published table asks for four of four and for four of five.
    assert fewer is not None and more is not None and fewer <= more <= heads


@pytest.mark.parametrize(("sites", "wanted"), [(1, 1), (2, 2), (5, 3), (9, 3), (30, 10)])
def test_sites_to_visit_are_the_published_ones(sites: int, wanted: int) -> None:
    assert site_table("esc").wanted(sites) == wanted


@pytest.mark.parametrize("sites", [3, 4, 6, 8, 31, 500])
def test_between_published_numbers_the_partner_must_be_asked(sites: int) -> None:
    assert site_table("esc").wanted(sites) is None


@pytest.mark.parametrize(
    ("province", "heads", "streams"),
    [
        ("CA-AB", 10, ["SECOR"]), ("CA-AB", 11, ["COR"]), ("CA-AB", 20, ["COR"]),
        ("CA-BC", 19, ["Small COR"]), ("CA-BC", 20, ["COR"]),
        ("CA-SK", 9, ["SECOR"]), ("CA-SK", 10, ["COR"]),
        ("CA-MB", 9, ["SECOR"]), ("CA-MB", 10, ["COR"]),
        ("CA-NS", 1, ["Owner/operator"]), ("CA-NS", 4, ["Small"]), ("CA-NS", 19, ["Intermediate"]),
        ("CA-ON", 3, ["COR"]), ("CA", 5, []),
    ],
)  # fmt: skip
def test_a_head_count_falls_into_the_published_stream(province: str, heads: int, streams: list[str]) -> None:
    assert [stream.name for stream in jurisdictions()[province].streams_for(heads)] == streams


@given(st.integers(min_value=1, max_value=3000))
def test_where_streams_are_known_every_head_count_has_exactly_one(heads: int) -> None:
    for law in jurisdictions().values():
        assert len(law.streams_for(heads)) == (1 if law.streams else 0)


def test_committee_law_is_that_of_the_day() -> None:
    newfoundland = jurisdictions()["CA-NL"]
    before, after = newfoundland.committee_on(date(2023, 12, 31)), newfoundland.committee_on(date(2025, 1, 1))
    assert before is not None and before.committee_from == 10
    assert after is not None and after.committee_from == 20
    assert jurisdictions()["CA-SK"].committee_on(date(2026, 1, 1)) is None


def test_one_plan_counts_from_its_day() -> None:
    alberta = jurisdictions()["CA-AB"]
    assert alberta.laws_on(date(2025, 3, 30)) == ()
    (law,) = alberta.laws_on(date(2025, 3, 31))
    assert law.id == "ab-one-plan" and {"C12", "C14", "C16"} == set(law.requirements)


def test_laws_name_requirements_there_are() -> None:
    known = load_backbone().requirements
    assert all(set(law.requirements) <= set(known) for one in jurisdictions().values() for law in one.laws)


def test_a_province_speaks_before_the_country() -> None:
    months = {ticket.name: ticket.months for ticket in tickets_in("CA-ON")}
    assert months["working at heights"] == 36 and months["respirator fit test"] == 12
    assert next(iter(months)) == "working at heights"
    assert "working at heights" not in {ticket.name for ticket in tickets_in("CA-AB")}
    assert tickets_in("CA") == tickets_in("CA-PE")


def test_streams_and_sizes_name_instruments_there_are() -> None:
    known = shipped()
    named = {name for one in jurisdictions().values() for stream in one.streams for name in stream.instruments}
    sizes = [head.size for head in list_packs() if head.size is not None]
    assert named | {size.other for size in sizes if size.other} <= set(known)
    assert all(head.jurisdiction in jurisdictions() for head in list_packs())


def test_an_instruments_size_is_that_of_its_stream() -> None:
    for head in list_packs():
        streams = [one for one in jurisdictions()[head.jurisdiction].streams if head.id in one.instruments]
        if head.size is not None and len(streams) == 1:
            assert (head.size.minimum, head.size.maximum) == (streams[0].minimum, streams[0].maximum), head.id
