"""Filled-in PDF forms as clients send them: values without a look, orphaned fields, remarks, dynamic forms."""

from pathlib import Path

import pytest

from pipeline.errors import ExceptionClass
from pipeline.extract.jobs import count_pages, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure
from tests.pipeline.raw_pdf import one_page, put, stream, text_at

PDF = "application/pdf"
LABELS = "".join(text_at(72, 700 - 30 * row, label) for row, label in enumerate(("Inspector:", "Site:", "Guards:")))
FIELDS = {
    6: "<</Subtype/Widget/FT/Tx/T(inspector)/V(Priya Nair)/Rect[160 695 400 712]/DA(/F1 10 Tf 0 g)>>",
    7: "<</Subtype/Widget/FT/Ch/Ff 131072/T(site)/Opt[[(n)(North yard)][(s)(South yard)]]/V(s)/Rect[160 665 400 682]>>",
    8: "<</Subtype/Widget/FT/Btn/T(guards)/V/On/AS/On/Rect[160 635 172 647]/AP<</N<</On 12 0 R/Off 12 0 R>>>>>>",
    9: "<</Subtype/Widget/FT/Btn/Ff 49152/T(result)/V/Good/AS/Good/Rect[160 605 172 617]/AP<</N<</Good 12 0 R>>>>>>",
    10: "<</Subtype/Widget/FT/Tx/Ff 4096/T(remarks)/V(first line\\nsecond line)/Rect[160 540 400 600]/DA(/F1 10 Tf)>>",
    11: "<</Subtype/Widget/FT/Tx/T(empty)/Rect[160 500 400 520]>>",
    12: stream("", "/Type/XObject/Subtype/Form/BBox[0 0 12 12]"),
}
NOTES = "/Annots[6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]"
LISTED = "/AcroForm<</Fields[6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]>>"


def read(folder: Path, content: bytes) -> Page | PageFailure:
    path = put(folder, "form.pdf", content)
    assert count_pages(path, PDF, ReadOptions(engine="null")) == 1
    (page,) = read_pages(path, PDF, 1, 1, ReadOptions(engine="null"))
    return page


@pytest.mark.parametrize("catalogue", [LISTED, "/AcroForm<</Fields[]/NeedAppearances true>>", ""])
def test_values_stand_behind_their_labels_whatever_the_form_lists(tmp_path: Path, catalogue: str) -> None:
    """No field has a look of its own; programs that join files forget the list of fields."""
    page = read(tmp_path, one_page(LABELS, NOTES, catalogue, more=FIELDS))
    assert isinstance(page, Page)
    values = {field.name: (field.value, field.kind) for field in page.fields}
    site = "South yard" if catalogue else "s"
    assert values == {
        "inspector": ("Priya Nair", "text"),
        "site": (site, "choice"),
        "guards": ("yes", "checkbox"),
        "result": ("Good", "choice"),
        "remarks": ("first line\nsecond line", "text"),
        "empty": ("", "text"),
    }
    lines = [line for line in page.text.split("\n") if line]
    assert lines == ["Inspector:   Priya Nair", f"Site:   {site}", "Guards:   [x]", "Good", "first line", "second line"]


def test_several_choices_are_told_together(tmp_path: Path) -> None:
    chosen = "/Opt[(Hat)(Boots)(Gloves)]/V[(Hat)(Gloves)]/I[0 2]"
    field = f"<</Subtype/Widget/FT/Ch/Ff 2097152/T(ppe){chosen}/Rect[160 600 400 660]>>"
    page = read(tmp_path, one_page(LABELS, "/Annots[6 0 R]", "/AcroForm<</Fields[6 0 R]>>", more={6: field}))
    assert isinstance(page, Page) and page.fields[0].value == "Hat; Gloves"


def test_hidden_fields_and_buttons_are_no_answers(tmp_path: Path) -> None:
    more = {6: FIELDS[6].replace("/FT", "/F 2/FT"), 7: "<</Subtype/Widget/FT/Btn/Ff 65536/T(send)/Rect[9 9 90 30]>>"}
    page = read(tmp_path, one_page(LABELS, "/Annots[6 0 R 7 0 R]", "", more=more))
    assert isinstance(page, Page) and page.fields == ()


def remark(kind: str, entries: str) -> str:
    return f"<</Type/Annot/Subtype/{kind}/Rect[300 695 320 712]{entries}>>"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (remark("Text", "/Contents(Ask Tom)/T(Lena Fischer)"), "[note by Lena Fischer: Ask Tom]"),
        (remark("Highlight", "/Contents(Wrong\\rdate)"), "[comment: Wrong date]"),
        (remark("StrikeOut", "/Contents(Remove)"), "[comment: Remove]"),
        (remark("Stamp", "/Name/SBApproved"), "[stamp: SBApproved]"),
        (remark("Stamp", "/Contents(RECEIVED 2026-02-17)/Name/SBApproved"), "[stamp: RECEIVED 2026-02-17]"),
        (remark("FileAttachment", "/Contents(The photo)"), "[attached file: The photo]"),
        (remark("FreeText", "/Contents(Tom Okafor)"), "Tom Okafor"),
        (remark("Highlight", ""), ""),
        (remark("Text", "/F 2/Contents(Hidden)"), ""),
        (remark("Popup", "/Contents(Twice)"), ""),
        (remark("Link", "/Contents(Elsewhere)/A<</S/URI/URI(http://127.0.0.1)>>"), ""),
    ],
)
def test_remarks_are_told_as_such(tmp_path: Path, note: str, expected: str) -> None:
    page = read(tmp_path, one_page(text_at(72, 700, "Inspector: J. Doe"), "/Annots[6 0 R]", more={6: note}))
    assert isinstance(page, Page)
    assert page.text == ("Inspector: J. Doe" + (f"   {expected}" if expected else ""))


@pytest.mark.parametrize(
    ("kind", "entries", "expected"),
    [
        ("Stamp", "", "[stamp: APPROVED by Bo Roy]"),
        ("Stamp", "/Contents(seen in March)", "[stamp: APPROVED by Bo Roy seen in March]"),
        ("Stamp", "/Contents(Bo Roy)/Name/SBApproved", "[stamp: APPROVED by Bo Roy]"),
        ("FreeText", "", "APPROVED by Bo Roy"),
        ("Highlight", "", ""),
    ],
)
def test_what_a_stamp_shows_is_read_though_nothing_says_it(
    tmp_path: Path, kind: str, entries: str, expected: str
) -> None:
    """Its words are drawn; the line of the page that it lies over is not its own."""
    look = "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 5 0 R>>>>"
    note = f"<</Type/Annot/Subtype/{kind}/Rect[60 695 260 715]{entries}/AP<</N 7 0 R>>>>"
    more = {6: note, 7: stream("BT /F1 10 Tf 90 6 Td (APPROVED by Bo Roy) Tj ET", look)}
    page = read(tmp_path, one_page(text_at(72, 700, "Inspector: J. Doe"), "/Annots[6 0 R]", more=more))
    assert isinstance(page, Page)
    assert sorted(" ".join(page.text.split()).replace("Inspector: J. Doe", "").split()) == sorted(expected.split())


NOTICE = "Please wait... If this message is not eventually replaced with the proper contents"
FRENCH = "Veuillez patienter... Si ce message n'est pas remplac\\351"
DYNAMIC = "/AcroForm<</Fields[]/XFA 6 0 R>>/NeedsRendering true"
PACKETS = {6: stream("<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")}


@pytest.mark.parametrize("content", [text_at(72, 700, NOTICE), text_at(72, 700, FRENCH), ""])
def test_a_dynamic_form_is_named_as_one(tmp_path: Path, content: str) -> None:
    failure = read(tmp_path, one_page(content, catalogue=DYNAMIC, more=PACKETS))
    assert isinstance(failure, PageFailure)
    assert failure.exception_class is ExceptionClass.UNSUPPORTED
    assert "XFA" in failure.message and "print it to a PDF" in failure.message


def test_a_static_form_of_that_kind_is_read(tmp_path: Path) -> None:
    catalogue = LISTED.replace("<</Fields", "<</XFA 13 0 R/Fields")
    page = read(tmp_path, one_page(LABELS, NOTES, catalogue, more=FIELDS | {13: PACKETS[6]}))
    assert isinstance(page, Page) and "Inspector:   Priya Nair" in page.text


def test_a_page_that_asks_to_wait_without_such_a_form_is_read(tmp_path: Path) -> None:
    page = read(tmp_path, one_page(text_at(72, 700, "Please wait for the supervisor at the gate")))
    assert isinstance(page, Page) and "supervisor" in page.text
