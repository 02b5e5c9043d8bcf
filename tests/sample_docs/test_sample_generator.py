"""The generator: the same bytes again, whatever the clock says, equal to what is committed."""

import io
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import numpy as np
import pi_heif
import pypdfium2 as pdfium
import pytest
from docx import Document
from olefile import OleFileIO
from PIL import Image

from sample_docs.generator import fieldcards
from sample_docs.generator.build import build, descendants, everything
from sample_docs.generator.contents import FILES
from sample_docs.generator.draw import draw
from sample_docs.generator.fieldforms import forms
from sample_docs.generator.imagepdf import scan_pdf
from sample_docs.generator.kept import ASSETS
from sample_docs.generator.kept_sources import JOBS, LADDERS
from sample_docs.generator.mailroom import DOCK_PRACTICE, FIRST_MAIL
from sample_docs.generator.model import Doc, FileSpec, Scan
from sample_docs.generator.odd_scans import phone_picture
from sample_docs.generator.plan import KNOWN_PASSWORD, LEDUC, PASSWORDS
from sample_docs.generator.scan import render
from sample_docs.generator.truth import truth_text
from sample_docs.generator.write import engagement

DIGITAL = [spec for spec in FILES if spec.kind in ("pdf", "docx", "xlsx", "encrypted", "raw")]
ONE_OF_EACH_KIND = list({spec.kind: spec for spec in FILES if spec.kind not in ("scan", "mixed", "copy")}.values())


@pytest.mark.parametrize("spec", ONE_OF_EACH_KIND, ids=lambda spec: spec.kind)
def test_a_file_is_made_again_byte_for_byte(spec: FileSpec, content: Callable[[str], bytes]) -> None:
    elsewhere = {other.path: content(other.path) for other in DIGITAL}
    elsewhere[f"{FIRST_MAIL} › {DOCK_PRACTICE}"] = content(f"{FIRST_MAIL} › {DOCK_PRACTICE}")
    assert build(spec, spec.path, elsewhere).data == content(spec.path)


def test_two_runs_of_a_scanner_see_the_same_dirt() -> None:
    spec = next(spec for spec in FILES if spec.scan is not None and spec.scan.condition == "noisy")
    assert build(spec, spec.path, {}).data == build(spec, spec.path, {}).data


def test_packages_carry_no_time_of_their_making(content: Callable[[str], bytes]) -> None:
    for spec in DIGITAL:
        if spec.kind in ("docx", "xlsx"):
            with zipfile.ZipFile(io.BytesIO(content(spec.path))) as package:
                assert {info.date_time for info in package.infolist()} == {(2026, 10, 1, 9, 0, 0)}


def test_a_fax_coded_page_comes_back_black_on_white() -> None:
    page = np.full((200, 160), 255, dtype=np.uint8)
    page[50:60, 20:120] = 0
    data = scan_pdf([Image.fromarray(page).convert("1")], Scan(72, "clean", codec="g4"))
    seen = np.asarray(render(data, 72)[0])
    assert seen[10, 10] > 200 and seen[55, 60] < 60


def test_documents_of_one_file_know_their_pages() -> None:
    long = Doc("x", "Long", "\n\n".join(f"Paragraph {number} " + "word " * 90 for number in range(30)), "plain")
    short = Doc("x", "Short", "# Short\nOne line.", "letter")
    drawn = draw([short, long, short])
    document = pdfium.PdfDocument(drawn.data)
    assert len(document) == sum(drawn.pages)
    assert drawn.pages[0] == drawn.pages[2] == 1 and drawn.pages[1] > 1
    document.close()


def test_a_body_never_prints_its_own_mark_up() -> None:
    printed = [doc for spec in FILES if spec.kind == "pdf" for doc in spec.docs]
    document = pdfium.PdfDocument(draw(printed).data)
    for page in document:
        text = page.get_textpage().get_text_range()
        assert not any(sign in text for sign in ("{sig", "{scrawl", "!cols", "**", "[x]", "~"))
    document.close()


def test_every_member_of_an_archive_is_described() -> None:
    archives = [spec for spec in FILES if spec.kind in ("zip", "packed")]
    assert all(spec.members or spec.docs for spec in archives)
    assert any(member.kind == "zip" for spec in archives for member in spec.members)


def test_engagement_holds_what_the_contract_names(sample: Path) -> None:
    told = tomllib.loads(engagement())
    assert set(told) <= {
        "client", "client_aliases", "instrument", "audit_date", "purpose", "head_count", "language", "window_from",
        "window_to", "passwords_file", "sites",
    }  # fmt: skip
    assert (sample / told["passwords_file"]).read_text(encoding="utf-8").splitlines() == list(PASSWORDS)
    assert told["instrument"] == "ab-aasp" and told["purpose"] == "triage" and len(told["sites"]) == 2


def test_the_kept_photo_shows_what_the_generator_draws() -> None:
    pi_heif.register_heif_opener()
    kept = Image.open(ASSETS / "IMG_4410.HEIC").convert("L")
    drawn = phone_picture().convert("L")
    assert kept.size == drawn.size
    apart = np.asarray(kept.resize((500, 600)), dtype=np.float32) - np.asarray(
        drawn.resize((500, 600)), dtype=np.float32
    )
    assert float(np.abs(apart).mean()) < 4 < float(np.asarray(drawn).std())


def test_kept_office_files_say_what_their_sources_say() -> None:
    with OleFileIO(ASSETS / "ladders.doc") as old:
        stream = old.openstream("WordDocument").read()
    assert all(
        word.encode("utf-16-le") in stream or word.encode() in stream for word in ("Three points", "7.3 m extension")
    )
    assert "Three points" in LADDERS.body
    out = io.BytesIO()
    with (ASSETS / "jobs-locked.docx").open("rb") as locked:
        file = msoffcrypto.OfficeFile(locked)
        file.load_key(password=KNOWN_PASSWORD)
        file.decrypt(out)
    paragraphs = [one.text for one in Document(out).paragraphs]
    assert JOBS.body.strip().splitlines()[0].removeprefix("# ") in paragraphs


def test_nobody_knows_the_password_of_the_wages() -> None:
    with (ASSETS / "wages-locked.xlsx").open("rb") as locked:
        file = msoffcrypto.OfficeFile(locked)
        for password in PASSWORDS:
            with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
                file.load_key(password=password, verify_password=True)


def test_the_app_adds_no_month_that_the_paper_lacks() -> None:
    on_paper = {
        (document.site, document.date.value[:7]) for spec in fieldcards.FILES for document in spec.docs
        if document.date.value and not document.blank
    }  # fmt: skip
    assert {(form.site, form.day[:7]) for form in forms()} <= on_paper | {(LEDUC, "2026-09")}


def test_truth_is_what_the_plan_says(sample: Path) -> None:
    made = list(everything(FILES))
    assert truth_text(made) == (sample / "truth.toml").read_text(encoding="utf-8")
    for built in made:
        assert built.data == (sample / "inbox" / built.spec.path).read_bytes(), built.spec.path
        assert all(member.data or member.spec.exception == "unsafe_path" for member in descendants(built))
