"""Files attached to PDFs: taken out under limits, whatever holds them and whatever they are called."""

from pathlib import Path

import pypdfium2
import pytest

from pipeline.containers import ContainerLimits, Member
from pipeline.containers.pdf_attachments import carries_files, expand_pdf, is_portfolio, pdf_date
from pipeline.errors import ExceptionClass, InputError
from tests.pipeline.raw_pdf import one_page, put, stream, text_at

LIMITS = ContainerLimits(members=10, bytes=1 << 20, ratio=100)
TEXT = text_at(72, 700, "The minutes with their attachments")
CLIP = "<</Type/Annot/Subtype/FileAttachment/Rect[10 10 30 30]/FS 7 0 R/Contents(photo)>>"


def attached(folder: Path, files: dict[str, bytes], name: str = "a.pdf") -> str:
    path = put(folder, name, one_page(TEXT))
    with pypdfium2.PdfDocument(path) as pdf:
        for key, data in files.items():
            pdf.new_attachment(key).set_data(data)
        pdf.save(folder / f"with-{name}")
    return str(folder / f"with-{name}")


def clipped(folder: Path, spec: str, data: bytes = b"hello") -> str:
    more: dict[int, str | bytes] = {6: CLIP, 7: spec, 8: stream(data, "/Type/EmbeddedFile")}
    return put(folder, "clip.pdf", one_page(TEXT, "/Annots[6 0 R]", more=more))


def expand(path: str, folder: Path, limits: ContainerLimits = LIMITS) -> list[tuple[Member, bytes | None]]:
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    found = []
    for member in expand_pdf(path, str(scratch), limits, ()):
        file = scratch / str(member.index)
        found.append((member, file.read_bytes() if file.exists() else None))
    return found


def test_a_plain_pdf_carries_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, "plain.pdf", one_page(TEXT + "% EmbeddedFile"))
    assert not carries_files(path, ())
    assert expand(path, tmp_path) == [] and not is_portfolio(path, ())


def test_what_does_not_open_carries_nothing(tmp_path: Path) -> None:
    for content in (b"", b"%PDF-1.4 and no more", b"\0" * 100):
        path = put(tmp_path, "broken.pdf", content)
        assert not carries_files(path, ("word",)) and not is_portfolio(path, ()) and expand(path, tmp_path) == []


def test_files_of_the_list_come_out_as_they_went_in(tmp_path: Path) -> None:
    files = {
        "b register.csv": b"a,b\n1,2\n",
        "a/photo.jpg": bytes(range(256)) * 40,
        "\u202egpj.exe": b"x",
        "empty": b"",
    }
    path = attached(tmp_path, files)
    assert carries_files(path, ())
    found = expand(path, tmp_path)
    assert {member.name: data for member, data in found} == files
    assert [member.index for member, _ in found] == [0, 1, 2, 3]
    assert all(member.size == len(data or b"") for member, data in found)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\\\Users\\\\x.pdf", "/abs", "", "a\\0b", "\\376\\377\\330\\000"]
)
def test_names_are_data(tmp_path: Path, name: str) -> None:
    ((member, data),) = expand(
        clipped(tmp_path, f"<</Type/Filespec/F({name})/UF({name})/EF<</F 8 0 R/UF 8 0 R>>>>"), tmp_path
    )
    assert data == b"hello" and member.exception is None
    assert member.name and member.name.encode("utf-8") and "\\" not in member.name
    assert sorted(file.name for file in (tmp_path / "scratch").iterdir()) == ["0"]


@pytest.mark.parametrize(
    "spec", ["/F(p.txt)/EF<</F 8 0 R>>", "/UF(p.txt)/EF<</F 8 0 R>>", "/F(p.txt)/UF(p.txt)/EF<</UF 8 0 R>>"]
)
def test_files_clipped_to_pages_come_out(tmp_path: Path, spec: str) -> None:
    """Whichever of the names goes with the bytes."""
    path = clipped(tmp_path, f"<</Type/Filespec{spec}>>")
    assert carries_files(path, ())
    assert [(member.name, data) for member, data in expand(path, tmp_path)] == [("p.txt", b"hello")]


@pytest.mark.parametrize("spec", ["<</Type/Filespec/F(p.txt)>>", "null", "(p.txt)", "<</F(p.txt)/EF<</F 99 0 R>>>>"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, spec: str) -> None:
    ((member, data),) = expand(clipped(tmp_path, spec), tmp_path)
    assert member.exception is ExceptionClass.DAMAGED and member.message and member.name
    assert data is None


@pytest.mark.parametrize(
    "limits", [ContainerLimits(2, 1 << 20, 100), ContainerLimits(10, 150, 100), ContainerLimits(10, 0, 100)]
)
def test_limits_are_kept_and_what_came_before_stays(tmp_path: Path, limits: ContainerLimits) -> None:
    path = attached(tmp_path, {f"{at}.txt": b"x" * 60 for at in range(5)})
    (tmp_path / "scratch").mkdir()
    found = []
    with pytest.raises(InputError) as error:
        for member in expand_pdf(path, str(tmp_path / "scratch"), limits, ()):
            found.append(member)
    assert error.value.exception_class is ExceptionClass.CONTAINER_LIMIT
    assert len(found) == min(2, limits.bytes // 60)


def test_a_bomb_is_refused_before_it_is_written(tmp_path: Path) -> None:
    import zlib

    data = zlib.compress(bytes(200 << 20), 9)
    more: dict[int, str | bytes] = {
        6: CLIP,
        7: "<</Type/Filespec/F(b)/EF<</F 8 0 R>>>>",
        8: stream(data, "/Type/EmbeddedFile/Filter/FlateDecode"),
    }
    path = put(tmp_path, "bomb.pdf", one_page(TEXT, "/Annots[6 0 R]", more=more))
    with pytest.raises(InputError) as error:
        expand(path, tmp_path, ContainerLimits(10, 4 << 30, 100))
    assert error.value.exception_class is ExceptionClass.CONTAINER_LIMIT
    assert list((tmp_path / "scratch").iterdir()) == []


COLLECTION = "/Collection<</View/D>>"
NOTICE = "For the best experience, open this PDF portfolio in Acrobat X or Adobe Reader X, or later."
FRENCH = "Pour une exp\\351rience optimale, ouvrez ce porte-documents PDF dans Acrobat X ou Adobe Reader X"


@pytest.mark.parametrize(
    ("words", "catalogue", "expected"),
    [
        (NOTICE, COLLECTION, True),
        (FRENCH, COLLECTION, True),
        (NOTICE, "", False),
        ("Safety manual of the company", COLLECTION, False),
        ("How to open a portfolio in Acrobat " * 30, COLLECTION, False),
    ],
)
def test_a_portfolio_is_one_only_when_its_page_says_nothing_else(
    tmp_path: Path, words: str, catalogue: str, expected: bool
) -> None:
    path = put(tmp_path, "a.pdf", one_page(text_at(72, 700, words), catalogue=catalogue))
    assert is_portfolio(path, ()) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("D:20260217101500-07'00'", "2026-02-17T10:15:00-07:00"),
        ("D:20260217101500Z", "2026-02-17T10:15:00+00:00"),
        ("20260217", "2026-02-17T00:00:00+00:00"),
        ("D:2026", "2026-01-01T00:00:00+00:00"),
        ("D:20261399", None),
        ("17 February", None),
        ("", None),
    ],
)
def test_moments(text: str, expected: str | None) -> None:
    found = pdf_date(text)
    assert (found.isoformat() if found else None) == expected
