"""The README names every shipped instrument, and its tables count no question that is not there."""

import re
from pathlib import Path

import pytest

from rules.load import load_pack, shipped

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
# A row of the sample's table: | `id` | located | partial | not located | not applicable |
ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
COUNTS = {name: sum(map(int, numbers)) for name, *numbers in ROW.findall(README)}


def test_every_shipped_instrument_stands_in_both_tables() -> None:
    assert set(COUNTS) == set(shipped())
    instruments = README[README.index("## Instruments") : README.index("What the sample client's papers give")]
    assert all(f"`{name}`" in instruments for name in shipped())


@pytest.mark.parametrize("name", shipped())
def test_its_row_holds_every_documentation_question_once(name: str) -> None:
    asked = sum(question.primary_method == "documentation" for question in load_pack(name).questions)
    assert COUNTS[name] == asked
