"""Exclusion by named rules: by name only what is never a document, by content what nothing here reads."""

import pytest
from pydantic import ValidationError

from pipeline.child_jobs import can_open
from pipeline.containers.mail import INLINE_PICTURE, SIGNATURE
from pipeline.exclusions import Exclusions, excluded_by_content, excluded_by_name, exclusions


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        (("HR/.DS_Store",), "operating-system litter"),
        (("thumbs.db",), "operating-system litter"),
        (("Dump.zip", "__MACOSX/a/._policy.pdf"), "operating-system litter"),
        (("~$minutes.docx",), "office lock file"),
        (("Safety/desktop.ini",), "operating-system litter"),
        (("policy.pdf",), None),
        (("Thumbs.db.pdf",), None),
        (("__MACOSX.zip", "policy.pdf"), None),
        (("yard.dwg",), None),
        (("IMG_1.mov",), None),
    ],
)
def test_litter_is_excluded_by_a_named_rule(path: tuple[str, ...], rule: str | None) -> None:
    assert excluded_by_name(path) == rule


@pytest.mark.parametrize(
    ("name", "media_type", "rule"),
    [
        ("clip.mov", "video/quicktime", "video or sound"),
        ("clip", "video/x-matroska", "video or sound"),
        ("memo.m4a", "audio/mp4", "video or sound"),
        ("memo.wma", "application/octet-stream", "video or sound"),
        ("minutes.mov", "application/pdf", None),
        ("yard layout.dwg", "image/vnd.dwg", "drawing"),
        ("yard layout.rvt", "application/octet-stream", "drawing"),
        ("yard.dxf", "text/plain", "drawing"),
        ("yard.dwg", "application/pdf", None),
        ("yard.dwg", "image/png", None),
        ("IMG_1.AAE", "text/plain", "photo side file"),
        ("IMG_1.aae", "application/pdf", None),
        ("notes.txt", "text/plain", None),
        ("arial.ttf", "font/ttf", "font"),
        ("smime.p7s", "application/pkcs7-signature", "signature file of a mail"),
        ("data.bin", "application/octet-stream", None),
        ("setup.exe", "application/x-dosexec", None),
    ],
)
def test_what_is_no_document_is_excluded_by_what_it_is(name: str, media_type: str, rule: str | None) -> None:
    assert excluded_by_content((name,), media_type, can_open(media_type)) == rule


def test_a_clip_is_a_live_photo_only_beside_its_picture() -> None:
    beside = {"img_1.heic", "img_2.mov", "notes.txt"}
    assert excluded_by_content(("a/IMG_1.MOV",), "video/quicktime", False, beside) == "Live Photo clip"
    assert excluded_by_content(("a/IMG_2.MOV",), "video/quicktime", False, beside) == "video or sound"


def test_the_rules_of_mails_are_among_the_named_ones() -> None:
    assert {INLINE_PICTURE, SIGNATURE} <= exclusions().names


def test_a_rule_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        Exclusions.model_validate({"rule": [{"name": "x", "files": [], "folders": [], "size": 3}], "content_rule": []})


def test_every_rule_says_when_it_holds() -> None:
    empty = [one.name for one in exclusions().content_rule if not one.media_types]
    assert empty == [INLINE_PICTURE]
    assert all(one.files or one.folders for one in exclusions().rule)
