"""PDFs that are locked or only protected: opened with the engagement's passwords, refused in words that tell why."""

import base64
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.jobs import count_pages, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Page
from tests.pipeline.raw_pdf import one_page, put, text_at

PDF = "application/pdf"
# A page with the words "Locked minutes", locked with AES-256 (revision 6) by the passwords below; made with pypdf.
AES_256 = (
    "eNplVk2IZFcVRrJIKMToJgsx+Ai2QUhS99xzf87FSmNP/2CTTKadmkRMGOH+nDupSfer9tXrODMoWboIuglkExDGgFtdikpcCEFFUIgSMKuM"
    "DEFxFwJJVp5X/TOlXU1T75177znf+c53zq21va2dx+EJHK3d+edf3hlBo5p5uj6aTEbjvXiNL84LN+NnF/zMvOVj06LRsunyaHzl5qGsbcY+"
    "7s+vjdbXR9yW4axe8bE5P2r7Bkbjp2Zl0bzQ4HC0uXp6eOlv5Sj+z9G257ZfNOY43EUus3hhfkO8KPlDpRqQ/6sDqk42nsK6zIv5UZcF5+Bl"
    "R7w09nhlr5vnKffiYCxZN+MrfKNvxrsHAuLCyffmyfeu+BVY48vzPvbcKAHcxXbpcjDfQ78C3qyA35nt99wNkTamm7u7ZLc4L6nc2Rd/Jy8C"
    "/Wlur/UvNqBpcLToO44Ho99+9u7jD159st34FG4//9JX9l+980j35bfv++BH8OgvfvDzz3zhzY/+vnP7ra9df+cbn3vj9ftffXf6vQvvP333"
    "Xx/e+uCTt378rVd++fkP1/56FT/6w09ufifCnfKn736yffTrL/75H5cf3ki3/vPHr7738G/e/OGXvj7/+KGfvfbAG4/+/ld3rvzu7t8ee++n"
    "nz7w9r9vv3b/kNAJlJPU7Gpq0Lgln/cydyvLF+KCl6SPv8n7L3M/y3E03m4l4Vl7rRl/e9ZutIvZqWE0fiYeDLSIRKZHqV/yOrALpyQPvlZC"
    "+ZVQG0f9i/OumVCsweZiQlSKvbxQ0jYjRAwONXHRGrmonDPXGkpSJWuyJigIESBVKeimZNvP5u3WUO2JOLG5FkRblZOT2hRHIWMFRm2RQ/WG"
    "gi3srEIsrhSvrQU2hk0iREVKk2JlI5dkMFtTgAymUhSA9/Y04ABeO6wctE7AQRWKOmAuDLI1Vk6Sk0A3OnptSNfoZRskLp5YcsuqevH1FN/8"
    "/ryT/poAx+CNqViVNWScrzkqb8nnhEhR2RzQR5OCtyZzBqcxxGSVI/IBIYgz6fhjEsBR9oJN0IGsGcXoAKOBGkLQjhVRJY4QYy6AmJwSfnRV"
    "JLCdTxJA0o9EETSrop0GYu84sA+1CIj1ZUOWoyx9MokQyJSSqjG6HKdawXKpxidyvoBYA6tITDqpaKulhMbLiguWbLE2R3TsYtRQE5kcc41G"
    "aYg1co5AFUOp4CEP5GSNPihLlOS4D8649aX8rnPuRU5SSa8cWJettc7EmiGBSKZCNUCOkqlGFYHLhiwaEjVgMUY5qaVEG+bDrN8XCmuWMmGK"
    "QTQJTtB4SjELCvA1pByry5UwSG6qVpGRZQKIbCUBSpQHimTsHB5ykT6I+4vVaUMrjfBcY2VUNe5snmgrz3uN0cEE53XQZxNpPO1jW2JXRuNL"
    "zSRHLTrWRIq8cwlEtFwoAGftpJBRSjh8EkQyXgpkvZc0RP8YDCg3dFvmgkU0PwiKGIxJ7JzHIF2Gg56ebSZCgTJJOiPoikpooyA9YpUN2Snh"
    "RJdSIOciG4ytKSZOorsEgClhJgdgU4EoaxJci561aAJJWiGzUWqgaXNnOe2nfTl5GmbD9svDtTDemudLh9wOmy7KPN6ePodnRKEeKB1G+rQ/"
    "2GmOHQwv3b2XS9vNxGh0yReUGSJojUMrVaVMUVrUFozBiVRBRcVWs6QibRNNZSXNkkCRHogQN1gpeiihmmQ92SzNjkG8gJWDVjgCKVYgkX9A"
    "6VKRLQNU0Yf3JE02SGuPuwPpdJ+zxI5WSMuOUHpS0CFrl5RFAbK+IpUbHdeRasJInX0aZy3apjZnNpAZv1xp79kIz9nA6HM2RDhns1adt9H5"
    "fTJ5/t8Gxq1g6bs42+duqfPp7BZLGnIrz+VHxfGlvtvWeeNPnrfkxp0QcRWtyAwIoaDm4iokrWXg1yQV4XXRvSgu16p0SgRJJia4LJ3JoGSk"
    "a5XWh7tZ7qju5mHf0Oltt+hj1y/J1Eqr0dra9qWd0X8BRFmgzw=="
)
PREPARED, AS_TYPED, OWNER = "SaSLprep", "SªSL\u00adprep", "owner word"


def with_passwords(*passwords: str) -> ReadOptions:
    return ReadOptions(engine="null", passwords=passwords)


def text_of(path: Path, *passwords: str) -> str:
    (page,) = read_pages(str(path), PDF, 1, 1, with_passwords(*passwords))
    assert isinstance(page, Page)
    return page.text


def refusal(path: Path | str, *passwords: str) -> InputError:
    with pytest.raises(InputError) as error:
        count_pages(str(path), PDF, with_passwords(*passwords))
    return error.value


def locked(path: Path, user: str, owner: str, strength: int) -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption(user, owner, canPrint=0, canCopy=0, strength=strength))
    canvas.drawString(72, 700, "Locked minutes")
    canvas.save()
    return path


@pytest.fixture
def aes_256(tmp_path: Path) -> Path:
    (tmp_path / "r6.pdf").write_bytes(zlib.decompress(base64.b64decode("".join(AES_256))))
    return tmp_path / "r6.pdf"


@pytest.mark.parametrize("strength", [40, 128])
@pytest.mark.parametrize("word", ["reader", "keeper", "clé à molette"])
def test_either_password_opens_old_locks(tmp_path: Path, strength: int, word: str) -> None:
    user = "reader" if word == "keeper" else word
    path = locked(tmp_path / "old.pdf", user, "keeper", strength)
    assert text_of(path, "wrong", word) == "Locked minutes"


@pytest.mark.parametrize("word", [PREPARED, AS_TYPED, OWNER])
def test_either_password_opens_the_new_lock_however_it_is_typed(aes_256: Path, word: str) -> None:
    assert text_of(aes_256, word) == "Locked minutes"


def test_what_only_forbids_copying_and_printing_is_read(tmp_path: Path) -> None:
    assert text_of(locked(tmp_path / "protected.pdf", "", "keeper", 128)) == "Locked minutes"


def test_no_password_and_a_wrong_one_are_told_apart(aes_256: Path) -> None:
    absent, wrong, empty = refusal(aes_256), refusal(aes_256, "something else"), refusal(aes_256, "")
    assert {error.exception_class for error in (absent, wrong, empty)} == {ExceptionClass.PASSWORD_REQUIRED}
    assert "no password to try" in absent.message and "Put the password" in absent.remedy
    assert "none of the passwords" in wrong.message and "right password" in wrong.remedy
    assert empty.message == absent.message


@pytest.mark.parametrize("odd", ["\ud800", "a\0b", "x" * 5000, "\U0001f512"])
def test_odd_passwords_are_only_wrong(aes_256: Path, odd: str) -> None:
    assert refusal(aes_256, odd).exception_class is ExceptionClass.PASSWORD_REQUIRED
    assert text_of(aes_256, odd, PREPARED) == "Locked minutes"


def test_a_lock_by_certificate_is_named_as_such(tmp_path: Path) -> None:
    plain = one_page(
        text_at(72, 700, "x"), more={6: "<</Filter/Adobe.PubSec/V 4/SubFilter/adbe.pkcs7.s5/Recipients[]>>"}
    )
    path = put(tmp_path, "rights.pdf", plain.replace(b"/Size 7", b"/Size 7/Encrypt 6 0 R/ID[<00><00>]"))
    error = refusal(path)
    assert error.exception_class is ExceptionClass.UNSUPPORTED
    assert "certificate" in error.message and "print it" in error.remedy
