"""docs/howto/add-an-instrument.md builds the toy pack it describes."""

import re
from pathlib import Path

import pytest

from classifiers.document_types import load_types
from rules.load import check_folder, load_pack

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "add-an-instrument.md"
# A fenced block whose first line names the file it is: ```toml instrument.toml
BLOCK = re.compile(r"^```toml (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    for name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_toy_pack_has_no_problems(toy: Path) -> None:
    assert sorted(path.name for path in toy.iterdir()) == ["evidence.toml", "instrument.toml", "questions.toml"]
    assert check_folder(toy, load_types()) == ((), ())


def test_it_inherits_what_the_page_says_it_inherits(toy: Path) -> None:
    pack = load_pack(toy)
    shipped = load_pack("ab-aasp")
    assert [question.id for question in pack.questions] == ["A.1", "A.2", "B.1"]
    policy, told, inspected = pack.questions
    assert policy.requirement == shipped.questions[0].requirement and policy.primary_method == "documentation"
    assert told.primary_method == "interview" and told.prepares
    assert inspected.requirement == "Every yard is inspected each month."
    first, second = pack.rules
    same = shipped.rule_for("1.1")
    assert same is not None and first.model_copy(update={"question": "1.1"}) == same
    ours = shipped.rule_for("7.4")
    assert ours is not None and ours.sampling != second.sampling
    assert second.id == "I4" and second.types == ours.types and second.needs == ours.needs
    assert second.sampling.cadence == "monthly" and second.sampling.per_site
    assert {example.rule for example in pack.examples} == {"M1", "I4"}
