"""Documents of old and rare programs: known by their first bytes, refused with the program's name and what to do."""

import zipfile
from pathlib import Path

import pytest

from pipeline.child_jobs import describe
from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.options import ReadOptions
from pipeline.identify import identify

BLIND = ReadOptions(engine="null")
VISIO = (
    '<Types><Override PartName="/visio/document.xml" ContentType="application/vnd.ms-visio.drawing.main+xml"/></Types>'
)


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (b"\xffWPC\x10\0\0\0\x01\x0a", "minutes.wpd", "application/vnd.wordperfect"),
        (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78", "notes.one", "application/onenote"),
        (b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00", "register.xls", "application/vnd.ms-excel"),
    ],
)
def test_known_by_their_first_bytes(tmp_path: Path, head: bytes, name: str, media_type: str) -> None:
    (tmp_path / "a").write_bytes(head + bytes(100))
    assert next(identify(str(tmp_path / "a"), name)).media_type == media_type


@pytest.mark.parametrize(
    ("head", "name", "words"),
    [
        (b"\xffWPC\x10\0\0\0\x01\x0a", "minutes.wpd", "WordPerfect"),
        (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78", "notes.one", "OneNote"),
        (None, "plan.vsdx", "Visio"),
        (b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00", "register.xls", "Excel 4"),
    ],
)
def test_refused_by_name_with_a_remedy(tmp_path: Path, head: bytes | None, name: str, words: str) -> None:
    if head is None:
        with zipfile.ZipFile(tmp_path / "a", "w") as package:
            package.writestr("[Content_Types].xml", VISIO)
            package.writestr("visio/document.xml", "<VisioDocument/>")
    else:
        (tmp_path / "a").write_bytes(head + bytes(100))
    with pytest.raises(InputError) as error:
        list(describe(str(tmp_path / "a"), name, BLIND))
    assert error.value.exception_class is ExceptionClass.UNSUPPORTED
    assert words in error.value.message and "PDF" in error.value.remedy
