"""Restricted records: not one byte of quote, fact or picture in any output, and the rows stay."""

import io
import json
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from PIL import Image

from pipeline.model import Review
from pipeline.report.conceal import conceal
from pipeline.report.formats import write_report
from pipeline.report.index import page_picture_name
from pipeline.report.pictures import showable


def every_byte(folder: Path) -> bytes:
    """All files, and the unpacked members of the workbook."""
    content = io.BytesIO()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content.write(path.read_bytes())
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as members:
                    for name in members.namelist():
                        content.write(members.read(name))
    return content.getvalue()


def test_no_output_holds_the_secret(written: Any, hostile: Any) -> None:
    content = every_byte(written.folder)
    assert hostile.names[-1].encode() in content  # the search can find what is there
    for secret in (hostile.secret, hostile.secret_name, "Zebulon", "band saw"):
        assert secret.encode() not in content


def test_no_picture_of_a_restricted_or_unowned_page(written: Any) -> None:
    names = {path.name for path in (written.folder / "pages").iterdir()}
    kept = {page_picture_name(sha256(str(number).encode()).hexdigest(), 1) for number in (1, 2)}
    assert names == kept


def test_restricted_wins_where_two_documents_claim_a_page(review: Review, pictures: Any) -> None:
    secret = next(read for read in review.documents if read.understanding.restricted)
    open_twin = replace(secret, understanding=replace(secret.understanding, restricted=False))
    for documents in ((secret, open_twin), (open_twin, secret)):
        shown = showable(replace(review, documents=documents), pictures)
        assert secret.understanding.document.source_id not in {key[0] for key in shown}


def test_secret_in_a_row_without_citation_is_withheld_too(review: Review, hostile: Any) -> None:
    noted = replace(review.coverage[0], note=f"see: {hostile.secret.upper()}", ask=hostile.secret)
    shown = conceal(replace(review, coverage=(noted, *review.coverage[1:])))
    assert (shown.coverage[0].note, shown.coverage[0].ask) == (None, None)


def test_other_documents_keep_their_words(review: Review) -> None:
    shown = conceal(review)
    kept = [one for one in review.documents if not one.understanding.restricted]
    assert [one for one in shown.documents if not one.understanding.restricted] == kept
    assert shown.coverage[3] == review.coverage[3]


def test_nothing_restricted_changes_nothing(review: Review) -> None:
    open_only = tuple(one for one in review.documents if not one.understanding.restricted)
    plain = replace(review, documents=open_only)
    assert conceal(plain) is plain


def test_a_stale_restricted_picture_goes(review: Review, pictures: Any, tmp_path: Path) -> None:
    stale = tmp_path / "report" / "pages" / "0000000000000000-p0001.jpg"
    stale.parent.mkdir(parents=True)
    Image.new("RGB", (4, 4)).save(stale)
    write_report(review, tmp_path / "report", pictures)
    assert not stale.exists()


def test_restricted_rows_stay_in_the_data(written: Any) -> None:
    data = json.loads(written.text("coverage.json"))
    assert [row["file"] for row in data["documents"] if row["restricted"]] == ["HR/first aid.pdf"]
    assert "withheld: restricted document" in written.text("index.html")
