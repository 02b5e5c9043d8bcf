"""A pack typed into a workbook: the template round trip, what is inherited, and problems with sheet, row and column."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from classifiers.document_types import load_types
from rules.load import RulePackError, check_folder, load_pack
from rules.workbook import QUESTION_COLUMNS, write_template

HEAD = {
    "id": "mine", "issuer": "A partner", "title": "Its wording", "edition": "3", "stream": "cor",
    "jurisdiction": "CA-AB", "source": "a licence", "confidence": "exact",
}  # fmt: skip
ELEMENTS = (("id", "title"), ("1", "Leadership"))
QUESTIONS = (("id", "element", "canonical", "requirement"), ("1.10", "1", "M1", "The policy is signed."))


def made(
    folder: Path,
    head: Mapping[str, object] = HEAD,
    elements: Sequence[Sequence[object]] = ELEMENTS,
    questions: Sequence[Sequence[object]] = QUESTIONS,
) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    rows = {"Instrument": [("key", "value"), *head.items()], "Elements": elements, "Questions": questions}
    for name, cells in rows.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(list(row))
    path = folder / "wording.xlsx"
    book.save(path)
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(RulePackError) as caught:
        load_pack(path)
    return [str(problem) for problem in caught.value.problems]


def test_a_sheet_of_questions_is_a_pack(tmp_path: Path) -> None:
    rows = (
        (*QUESTIONS[0], "primary_method", "methods"),
        ("1.10", "1", "M1", "The policy is signed.", None, None),
        (None, None, None, None, None, None),
        (2, 1, "M3", None, "I", "I, D"),
    )
    size = {"size_minimum": 11, "window_months": 6.0, "window_anchor": "submission_date"}
    path = made(tmp_path, HEAD | size, questions=rows)
    pack = load_pack(str(path))
    assert check_folder(path, load_types()) == ((), ())
    assert [one.id for one in pack.questions] == ["1.10", "2"]
    assert pack.questions[0].requirement == "The policy is signed." and pack.questions[0].source == "a licence"
    assert pack.questions[1].methods == ("interview", "documentation") and pack.questions[1].prepares
    assert [rule.id for rule in pack.rules] == ["M1"]
    head = pack.instrument
    assert head.size is not None and (head.size.minimum, head.size.source) == (11, "a licence")
    assert (head.window.months, head.window.anchor, head.depth) == (6, "submission_date", "questions")


@pytest.mark.parametrize("name", ["ab-aasp", "ab-secor"])
def test_the_template_of_a_shipped_instrument_is_that_instrument(tmp_path: Path, name: str) -> None:
    path = tmp_path / "wording.xlsx"
    shipped = load_pack(name)
    write_template(path, shipped)
    pack = load_pack(path)
    assert pack.instrument.id == f"my-{name}" and pack.instrument.programme == shipped.instrument.programme
    assert pack.rules == shipped.rules and pack.examples == shipped.examples
    asked = [(one.id, one.element, one.canonical, one.requirement, one.methods) for one in pack.questions]
    assert asked == [(one.id, one.element, one.canonical, one.requirement, one.methods) for one in shipped.questions]


def test_wording_typed_over_is_the_only_change(tmp_path: Path) -> None:
    path = tmp_path / "wording.xlsx"
    write_template(path, load_pack("ab-aasp"))
    book = load_workbook(path)
    sheet = book["Questions"]
    (cell,) = [row[3] for row in sheet.iter_rows(min_row=2) if row[0].value == "3.11"]
    cell.value = "As the partner prints it."
    book.save(path)
    pack, shipped = load_pack(path), load_pack("ab-aasp")
    changed = [one.id for one, ours in zip(pack.questions, shipped.questions, strict=True)
               if one.requirement != ours.requirement]  # fmt: skip
    assert changed == ["3.11"] and pack.rule_for("3.11") == shipped.rule_for("3.11")


def test_only_the_rows_that_differ_are_needed(tmp_path: Path) -> None:
    rows = (("id", "requirement"), ("3.11", "As the partner prints it."))
    pack = load_pack(made(tmp_path, {"id": "mine", "based_on": "ab-aasp"}, (("id", "title"),), rows))
    assert len(pack.questions) == 113 and [one.id for one in pack.questions][:2] == ["1.1", "1.2"]
    assert next(one for one in pack.questions if one.id == "3.11").requirement == "As the partner prints it."


def test_a_number_in_place_of_an_id_is_refused_with_its_row(tmp_path: Path) -> None:
    (found,) = problems(made(tmp_path, questions=(QUESTIONS[0], (5.1, "1", "M1", "Signed."))))
    assert found.startswith("sheet Questions: row 2: id is the number 5.1") and "as text" in found


def test_every_problem_is_told_at_once_with_sheet_row_and_column(tmp_path: Path) -> None:
    rows = (
        (*QUESTIONS[0], "primary_method", "wieght"),
        ("1.1", "1", "M1", "Signed.", "guess", None),
        ("1.2", "9", "M99", "Told.", "D", None),
    )
    head = {key: value for key, value in HEAD.items() if key != "issuer"} | {"colour": "blue"}
    found = problems(made(tmp_path, head, questions=rows))
    text = "\n".join(found)
    assert "sheet Instrument: row 9, column A: unknown key" in text
    assert "sheet Instrument: issuer: is missing" in text
    assert "sheet Questions: row 1, column F: unknown heading" in text
    assert "sheet Questions: row 2, question 1.1: column E: primary_method" in text
    assert "sheet Questions: row 3, question 1.2: canonical: no requirement 'M99'" in text


def test_references_to_nothing_name_the_row(tmp_path: Path) -> None:
    found = problems(made(tmp_path, questions=(QUESTIONS[0], ("1.1", "9", "M1", "Signed."))))
    assert found == ["sheet Questions: row 2, question 1.1: element '9' is not among the elements"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a workbook at all"])
def test_what_is_no_workbook_is_a_problem(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "wording.xlsx"
    path.write_bytes(data)
    assert problems(path) == ["wording.xlsx: cannot be read as an Excel workbook (.xlsx)"]


def test_missing_sheets_are_all_named(tmp_path: Path) -> None:
    path = tmp_path / "wording.xlsx"
    Workbook().save(path)
    assert [text.split(":")[0] for text in problems(path)] == ["sheet Instrument", "sheet Elements", "sheet Questions"]


def test_an_empty_template_asks_for_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "wording.xlsx"
    write_template(path, None)
    text = "\n".join(problems(path))
    assert "sheet Instrument: id: is missing" in text and "asks nothing" in text
    headings = [cell.value for cell in load_workbook(path)["Questions"][1]]
    assert headings == list(QUESTION_COLUMNS)


def test_a_base_that_is_not_shipped_is_a_problem(tmp_path: Path) -> None:
    assert "'mine' is not a shipped instrument" in "\n".join(problems(made(tmp_path, HEAD | {"based_on": "mine"})))


def test_the_page_on_wording_names_every_key_and_column() -> None:
    page = (Path(__file__).parents[2] / "docs" / "howto" / "load-your-own-wording.md").read_text(encoding="utf-8")
    from rules.workbook import INSTRUMENT_KEYS

    assert all(f"`{name}`" in page for name in (*INSTRUMENT_KEYS, *QUESTION_COLUMNS))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet3.xml", "xl/styles.xml", "[Content_Types].xml", "xl/workbook.xml"]
)
@pytest.mark.parametrize("spoilt", [b"", b"<a", b"<worksheet><sheetData><row><c t='s'><v>9</v></c></row></sheetData>"])
def test_a_damaged_workbook_is_refused_and_says_which(tmp_path: Path, part: str, spoilt: bytes) -> None:
    whole = made(tmp_path)
    damaged = tmp_path / "damaged.xlsx"
    with ZipFile(whole) as old, ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, spoilt if name == part else old.read(name))
    assert any("cannot be read as an Excel workbook" in problem for problem in problems(damaged))
