"""Digital signatures of PDFs: who signed when, as the file says it, on the page and among the facts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import FormField, Page
from tests.pipeline.raw_pdf import one_page, put, text_at

PDF = "application/pdf"
FORM = "/AcroForm<</Fields[6 0 R 7 0 R]/SigFlags 3>>"
NAMED = "/Name(Jo Smith)/M(D:20260217101500-07'00')/Reason(I approve this policy)"


def signature(entries: str, contents: str = "00112233") -> str:
    kind = "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached"
    return f"<<{kind}/Contents<{contents}>/ByteRange[0 1 2 3]{entries}>>"


def signed(folder: Path, value: str, annotations: str = "6 0 R 7 0 R") -> Page:
    """A page with a place signed by the director and one that the witness left empty."""
    more: dict[int, str | bytes] = {
        6: "<</Type/Annot/Subtype/Widget/FT/Sig/T(director)/Rect[160 96 420 112]/V 8 0 R/F 4>>",
        7: "<</Type/Annot/Subtype/Widget/FT/Sig/T(witness)/Rect[160 60 420 76]/F 4>>",
        8: value,
    }
    content = text_at(72, 700, "Health and safety policy of the company") + text_at(72, 100, "Signature:")
    path = put(folder, "signed.pdf", one_page(content, f"/Annots[{annotations}]", FORM, more=more))
    (page,) = read_pages(path, PDF, 1, 1, ReadOptions(engine="null"))
    assert isinstance(page, Page)
    return page


def certificate(name: str) -> bytes:
    """A signature's envelope with the certificate of somebody, from some issuer."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(tz=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Some Issuer")]))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    options = [pkcs7.PKCS7Options.DetachedSignature]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(b"x").add_signer(made, key, hashes.SHA256())
    return builder.sign(Encoding.DER, options)


def test_a_signature_says_who_when_and_why(tmp_path: Path) -> None:
    page = signed(tmp_path, signature(NAMED))
    assert [(field.name, field.value, field.kind) for field in page.fields] == [
        ("director", "Signed by Jo Smith on 2026-02-17 (reason: I approve this policy)", "signature"),
        ("witness", "", "signature"),
    ]
    assert "Signature:   Digitally signed by Jo Smith on 2026-02-17" in page.text


def test_without_a_name_the_certificate_tells_it(tmp_path: Path) -> None:
    contents = certificate("Priya Nair").hex() + "00" * 500
    page = signed(tmp_path, signature("/M(D:2026)", contents))
    assert page.fields[0].value == "Signed by Priya Nair on 2026-01-01"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("", "signed"),
        ("/M(yesterday)", "signed"),
        ("/M(D:20269999)", "signed"),
        ("/Name()", "signed"),
        ("/M(D:20260217)", "Signed on 2026-02-17"),
        ("/Name(\\376\\377\\000J\\000o\\000 \\000\\311)", "Signed by Jo É"),
        ("/Name 8 0 R/M 8 0 R", "signed"),
    ],
)
def test_nothing_is_made_up(tmp_path: Path, entries: str, expected: str) -> None:
    assert signed(tmp_path, signature(entries)).fields[0].value == expected


def test_a_signature_on_no_page_counts_with_its_signer(tmp_path: Path) -> None:
    page = signed(tmp_path, signature(NAMED), annotations="7 0 R")
    value = "Signed by Jo Smith on 2026-02-17 (reason: I approve this policy)"
    assert page.fields[-1] == FormField("", value, "signature")


def test_a_time_stamp_is_nobody_s_signature(tmp_path: Path) -> None:
    stamp = signature(NAMED).replace("/Type/Sig", "/Type/DocTimeStamp")
    for annotations in ("6 0 R 7 0 R", "7 0 R"):
        page = signed(tmp_path, stamp, annotations)
        assert [(field.name, field.value) for field in page.fields] == [("witness", "")]


def test_a_signature_is_one_fact(tmp_path: Path) -> None:
    from pipeline.facts.signatures import find
    from tests.pipeline.making_pages import reading

    found = list(find(reading(signed(tmp_path, signature(NAMED)))))
    digital = [fact for fact in found if fact.role == "digital"]
    assert [fact.value for fact in digital] == ["Jo Smith"]
