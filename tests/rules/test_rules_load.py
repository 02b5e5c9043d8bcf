"""The loader: every problem of a pack in one message, with file and place."""

from pathlib import Path

import pytest

from rules.load import PACKS, RulePackError, list_packs, load_pack
from rules.model import RulePack

INSTRUMENT = """
id = "mine"
issuer = "A partner"
title = "Our own wording"
edition = "1"
stream = "cor"
depth = "questions"
jurisdiction = "CA-AB"
source = "a licence"
confidence = "exact"

[[elements]]
id = "1"
title = "Leadership"
"""
QUESTIONS = """
[[question]]
id = "1.1"
element = "1"
canonical = "M1"
requirement = "There is a policy."
methods = ["documentation"]
primary_method = "documentation"
source = "a licence"
confidence = "exact"

[[question]]
id = "1.10"
element = "1"
canonical = "M2"
requirement = "People know it."
methods = ["interview"]
primary_method = "interview"
prepares = "the policy"
source = "a licence"
confidence = "exact"
"""
EVIDENCE = """
[[rule]]
id = "policy"
question = "1.1"
nature = "directive"
types = ["hs_policy"]
criteria = [{ name = "commitment", any_of = ["commit*"] }]
sampling = { kind = "once" }
ask = "the policy"
holder = "the owner"
source = "a licence"
confidence = "exact"
"""
EXAMPLES = """
[[example]]
rule = "policy"
document_type = "hs_policy"
fit = "full"
why = "it is one"
text = "We are committed to safety."

[[example]]
rule = "policy"
document_type = "hs_policy"
fit = "none"
why = "it is none"
text = "Lunch is at noon."
"""


def write_pack(
    folder: Path,
    instrument: str = INSTRUMENT,
    questions: str = QUESTIONS,
    evidence: str = EVIDENCE,
    examples: str = EXAMPLES,
) -> Path:
    (folder / "examples").mkdir(parents=True)
    (folder / "instrument.toml").write_text(instrument, encoding="utf-8")
    (folder / "questions.toml").write_text(questions, encoding="utf-8")
    (folder / "evidence.toml").write_text(evidence, encoding="utf-8")
    (folder / "examples" / "all.toml").write_text(examples, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    with pytest.raises(RulePackError) as caught:
        load_pack(folder)
    found = [str(problem) for problem in caught.value.problems]
    assert all(problem in str(caught.value) for problem in found)
    return found


def line_of(text: str, wanted: str, nth: int = 1) -> int:
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == wanted]
    return lines[nth - 1]


def test_a_users_pack_loads_from_its_folder(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine")
    pack = load_pack(folder)
    assert isinstance(pack, RulePack)
    assert pack.instrument.id == "mine"
    assert [question.id for question in pack.questions] == ["1.1", "1.10"]
    assert [example.fit for example in pack.examples] == ["full", "none"]
    rule = pack.rule_for("1.1")
    assert rule is not None and rule.id == "policy" and not rule.pooled
    assert load_pack(str(folder)) == pack


def test_windows_line_ends_and_toml_dates_are_taken_as_meant(tmp_path: Path) -> None:
    dated = INSTRUMENT.replace('confidence = "exact"', 'confidence = "exact"\neffective_from = 2023-01-01', 1)
    folder = write_pack(tmp_path / "mine", instrument=dated.replace("\n", "\r\n"))
    assert load_pack(folder).instrument.effective_from == "2023-01-01"


def test_examples_are_not_obligatory(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine")
    (folder / "examples" / "all.toml").unlink()
    (folder / "examples").rmdir()
    assert load_pack(folder).examples == ()


def test_an_unknown_instrument_is_told_with_those_there_are() -> None:
    with pytest.raises(RulePackError, match="ab-aasp"):
        load_pack("no-such-instrument")


def test_a_shipped_id_wins_over_a_folder_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ab-aasp").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_pack("ab-aasp").instrument.id == "ab-aasp"


def test_missing_files_are_all_named(tmp_path: Path) -> None:
    found = problems(tmp_path)
    assert [text.split(":")[0] for text in found] == ["instrument.toml", "questions.toml"]
    assert all("missing" in text for text in found)


def test_unknown_keys_are_errors_with_line_and_place(tmp_path: Path) -> None:
    bad = EVIDENCE.replace('types = ["hs_policy"]', 'types = ["hs_policy"]\nweight = 8')
    found = problems(write_pack(tmp_path / "p", evidence=bad))
    line = line_of(bad, "[[rule]]")
    assert found == [f"evidence.toml: line {line}, rule policy: weight: unknown key"]


def test_an_unknown_table_is_an_error(tmp_path: Path) -> None:
    found = problems(write_pack(tmp_path / "p", questions=QUESTIONS + '\n[[quesiton]]\nid = "1.2"\n'))
    assert len(found) == 1 and "questions.toml: quesiton: unknown key" in found[0]


def test_problems_of_several_files_come_in_one_message(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "p",
        instrument=INSTRUMENT.replace('stream = "cor"', 'stream = "corr"'),
        questions=QUESTIONS.replace('methods = ["interview"]', 'methods = ["guess"]'),
        evidence=EVIDENCE.replace('name = "commitment", ', ""),
        examples=EXAMPLES.replace('why = "it is none"', 'why = ""'),
    )
    found = problems(folder)
    assert [text.split(":")[0] for text in found] == [
        "instrument.toml",
        "questions.toml",
        "evidence.toml",
        "examples/all.toml",
    ]
    assert "question 1.10: methods[1]" in found[1]
    assert "criteria[1].name: is missing" in found[2]


def test_two_problems_of_one_entry_are_both_told(tmp_path: Path) -> None:
    bad = EVIDENCE.replace('nature = "directive"', 'nature = "rule"').replace('ask = "the policy"\n', "")
    found = problems(write_pack(tmp_path / "p", evidence=bad))
    assert any("nature" in text for text in found) and any("ask: is missing" in text for text in found)


def test_ids_must_be_text(tmp_path: Path) -> None:
    found = problems(write_pack(tmp_path / "p", questions=QUESTIONS.replace('id = "1.10"', "id = 1.10")))
    assert len(found) == 1
    assert "question 2: id: must be text" in found[0]


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ('ask = "the policy"', "ask = 3", "ask"),
        ('kind = "once"', 'kind = "once", minimum = "2"', "sampling.minimum"),
        ('kind = "once"', 'kind = "once", per_site = "yes"', "sampling.per_site"),
        ('types = ["hs_policy"]', 'types = "hs_policy"', "types"),
        ('types = ["hs_policy"]', "types = []", "types"),
    ],
)
def test_wrong_types_are_errors_not_guesses(tmp_path: Path, before: str, after: str, place: str) -> None:
    found = problems(write_pack(tmp_path / "p", evidence=EVIDENCE.replace(before, after)))
    assert len(found) == 1 and f"rule policy: {place}: " in found[0]


def test_a_key_given_twice_is_an_error_with_its_line(tmp_path: Path) -> None:
    bad = EVIDENCE.replace('ask = "the policy"', 'ask = "the policy"\nask = "another"')
    found = problems(write_pack(tmp_path / "p", evidence=bad))
    assert len(found) == 1
    line = line_of(bad, 'ask = "another"')
    assert f"line {line}" in found[0]


def test_an_id_given_twice_is_told_at_its_second_place(tmp_path: Path) -> None:
    doubled = QUESTIONS + QUESTIONS.replace('id = "1.10"', 'id = "1.11"')
    found = problems(write_pack(tmp_path / "p", questions=doubled))
    assert found == [
        f"questions.toml: line {line_of(doubled, '[[question]]', 3)}, question 1.1: "
        "the id stands 2 times; every question has its own"
    ]


def test_references_to_nothing_are_errors(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "p",
        questions=QUESTIONS.replace('element = "1"', 'element = "9"', 1),
        evidence=EVIDENCE.replace('question = "1.1"', 'question = "1.2"'),
        examples=EXAMPLES.replace('rule = "policy"', 'rule = "polcy"', 1),
    )
    text = "\n".join(problems(folder))
    assert "element '9' is not among the elements" in text
    assert "question '1.2' is not in questions.toml" in text
    assert "rule 'polcy' is not in evidence.toml" in text


def test_an_unreadable_part_raises_no_false_references(tmp_path: Path) -> None:
    found = problems(write_pack(tmp_path / "p", evidence="[[rule"))
    assert len(found) == 1 and found[0].startswith("evidence.toml: is not valid TOML")


@pytest.mark.parametrize("text", [b"\xff\xfe[[rule]]", b"a = " + b"[" * 100_000, b"rule = 3", b"rule = [3]"])
def test_hostile_files_are_problems_not_crashes(tmp_path: Path, text: bytes) -> None:
    folder = write_pack(tmp_path / "p")
    (folder / "evidence.toml").write_bytes(text)
    assert problems(folder)[0].startswith("evidence.toml")


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "p")
    (folder / "questions.toml").unlink()
    (folder / "questions.toml").mkdir()
    assert problems(folder)[0].startswith("questions.toml: cannot be read")


def test_a_file_of_absurd_size_is_not_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "p")
    (folder / "evidence.toml").write_text("# " + "x" * 4_000_001, encoding="utf-8")
    assert "larger than" in problems(folder)[0]


def test_every_shipped_folder_is_listed_under_its_own_id() -> None:
    assert [instrument.id for instrument in list_packs()] == sorted(folder.name for folder in PACKS.iterdir())
