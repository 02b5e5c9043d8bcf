"""`instruments show`: what is known of programme and law, whatever is missing."""

import re

import pytest

from app.instruments import programme_lines, show_lines
from rules.load import load_pack, shipped


@pytest.mark.parametrize("name", shipped())
def test_nothing_missing_is_printed_as_none(name: str) -> None:
    assert not [line for line in show_lines(load_pack(name)) if "None" in line]


def test_a_province_where_only_the_rhythm_was_read() -> None:
    head = load_pack("ca-cfcsa").instrument.model_copy(update={"jurisdiction": "CA-NB"})
    lines = programme_lines(head)
    assert any("committee from a head count not read, meets monthly" in line for line in lines)
    assert any("since 2023, first aid records: Records of first aid are kept for five years." in line for line in lines)


def test_a_part_for_small_employers_and_old_numbers_are_named() -> None:
    assert any(
        line.startswith("Small COR: 1 to 19 people answer a part of it") for line in show_lines(load_pack("bc-bccsa"))
    )
    placed, asked = re.findall(r"(\d+) of (\d+) questions below", "\n".join(show_lines(load_pack("ab-esc"))))[0]
    assert int(asked) - int(placed) == 22
