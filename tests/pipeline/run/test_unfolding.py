"""Containers through whole runs: documents that hold files, limits, duplicates, second tries, what the report says."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.run import Outcome, hold, open_workspace, review_engagement
from pipeline.run.intake import utc_now
from tests.engagements import (
    ENGINE,
    MINUTES,
    POLICY,
    SETTINGS,
    TODAY,
    Told,
    coverage,
    digital_pdf,
    make,
    page_rows,
    put,
    settings,
    states,
    zip_of,
)
from tests.hostile_archives import locked_zip, tar_bytes, with_one_member_many_times, zip_bytes
from tests.mail_files import attached_mail, mail, part, text
from tests.outlook_files import Attached, Mail, msg_of


def run(folder: Path, **chosen: Any) -> tuple[Outcome, Told]:
    told = Told()
    with hold(folder), open_workspace(folder, settings(**chosen), TODAY, ENGINE, told) as workspace:
        return review_engagement(workspace, utc_now()), told


def exception(folder: Path, file: str) -> dict[str, Any]:
    (row,) = [row for row in coverage(folder)["exceptions"] if row["file"] == file]
    return dict(row)


INNER = mail(text(MINUTES), part("text/plain", POLICY.encode(), "policy.txt"), line="=_inner")
OUTER = mail(text("Here it is."), attached_mail(INNER, "fwd.eml"), part("application/pdf", digital_pdf(1), "check.pdf"))


def test_mails_are_read_and_opened_once_whatever_their_copies(tmp_path: Path) -> None:
    files = {"a.eml": OUTER, "b.eml": OUTER, "c/policy.txt": POLICY, "d.zip": zip_of([("in.eml", INNER)])}
    folder = make(tmp_path / "e", files)
    run(folder)
    assert (
        states(folder)
        == {
            "a.eml": "processed",
            "a.eml › check.pdf": "processed",
            "a.eml › fwd.eml": "processed",
            "a.eml › fwd.eml › policy.txt": "processed",
            "b.eml": "duplicate",
            "c/policy.txt": "duplicate",
            "d.zip": "container",
            "d.zip › in.eml": "processed",
            "d.zip › in.eml › policy.txt": "duplicate",
        }
        or states(folder)["d.zip › in.eml"] == "duplicate"
    )
    # The forwarded mail and the archived one are the same bytes only when the mail program left them alone.
    read = {item["file"]: len(item["pages"]) for item in coverage(folder)["items"] if item["state"] == "processed"}
    assert read["a.eml"] == read["a.eml › fwd.eml"] == 1
    rows = page_rows(folder)
    put(folder, "new.txt", "Visitor log")
    _, told = run(folder)
    assert (told.files_identified(), told.pages_read()) == (1, 1) and rows.items() <= page_rows(folder).items()


def test_what_an_outlook_message_lost_is_a_row_with_its_path_and_remedy(tmp_path: Path) -> None:
    inner = Mail(subject="In", body=POLICY, attached=[Attached("on the cloud.docx", None, 7)])
    folder = make(tmp_path / "e", {"m.msg": msg_of(Mail(body=MINUTES, attached=[Attached("in.msg", inner, 5)]))})
    run(folder)
    assert states(folder) == {
        "m.msg": "processed",
        "m.msg › in.eml": "processed",
        "m.msg › in.eml/on the cloud.docx": "unsupported",
    }
    row = exception(folder, "m.msg › in.eml/on the cloud.docx")
    assert "only points to" in row["message"] and row["remedy"] == "Ask the client for the file itself."


def test_a_locked_member_is_tried_again_when_its_password_comes(tmp_path: Path) -> None:
    locked = locked_zip({"policy.txt": POLICY.encode(), "minutes.txt": MINUTES.encode()}, b"open sesame")
    folder = make(tmp_path / "e", {"x.zip": locked}, SETTINGS + 'passwords_file = "passwords.txt"\n')
    (folder / "passwords.txt").write_text("wrong\n", encoding="utf-8")
    run(folder)
    row = exception(folder, "x.zip › policy.txt")
    assert row["class"] == "password_required" and "none of the passwords" in row["message"] and row["retryable"]
    assert not run(folder)[0].changed
    (folder / "passwords.txt").write_text("wrong\nopen sesame\n", encoding="utf-8")
    run(folder)
    assert set(states(folder).values()) == {"container", "processed"}


def nested(depth: int) -> bytes:
    content = zip_of([("deep.txt", POLICY)])
    for number in range(depth - 1):
        content = zip_of([(f"{number}.zip", content)])
    return content


def test_what_stands_too_deep_is_read_once_it_is_put_higher(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"a.zip": nested(3)})
    run(folder, container_depth=2)
    assert states(folder)["a.zip › 1.zip › 0.zip"] == "container_limit"
    assert "into the inbox" in exception(folder, "a.zip › 1.zip › 0.zip")["remedy"]
    put(folder, "0.zip", nested(1))
    run(folder, container_depth=2)
    assert states(folder)["0.zip › deep.txt"] == "processed"


def test_attachments_of_a_mail_that_stands_too_deep_are_an_exception_of_their_own(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"a.zip": zip_of([("in.eml", INNER)])})
    run(folder, container_depth=1)
    assert states(folder) == {
        "a.zip": "container",
        "a.zip › in.eml": "processed",
        "a.zip › in.eml › (files inside that were not taken out)": "container_limit",
    }


def test_one_budget_a_dump_and_each_dump_its_own(tmp_path: Path) -> None:
    half = bytes(range(256)) * 256
    inner = [(f"{name}.zip", zip_bytes({f"{name}.bin": half + name.encode()})) for name in "abc"]
    folder = make(tmp_path / "e", {"dump.zip": zip_of(inner), "other.zip": zip_bytes({"d.bin": half + b"d"})})
    run(folder, container_bytes=3 * len(half) - 1000, container_ratio=10_000)
    found = states(folder)
    assert found["dump.zip › b.zip › b.bin"] == "unsupported"
    assert found["dump.zip › c.zip"] == "container_limit" and found["other.zip"] == "container"
    assert "same dump" in exception(folder, "dump.zip › c.zip")["message"]
    put(folder, "c.zip", dict(inner)["c.zip"])
    run(folder, container_bytes=3 * len(half) - 1000, container_ratio=10_000)
    assert states(folder)["c.zip"] == "container"


def test_a_bomb_costs_its_own_archive_only(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "overlap.zip": with_one_member_many_times(b"A" * 1000, 30),
        "ratio.tar.gz": tar_bytes([("zeros", bytes(4 << 20))], "w:gz"),
        "many.tar": tar_bytes([(f"{number}.txt", b"x") for number in range(40)]),
        "mail.eml": mail(text(MINUTES), *(part("text/plain", b"x", f"{number}.txt") for number in range(40))),
        "policy.txt": POLICY,
    }
    folder = make(tmp_path / "e", files)
    run(folder, container_members=30)
    found = states(folder)
    assert {found[name] for name in ("overlap.zip", "ratio.tar.gz", "many.tar")} == {"container_limit"}
    assert found["mail.eml"] == found["policy.txt"] == "processed"
    assert found["mail.eml › (files inside that were not taken out)"] == "container_limit"
    assert "unpack it yourself" in exception(folder, "overlap.zip")["remedy"]
    assert list((folder / "store" / "scratch").glob("archive-*")) == []


def test_limits_that_were_raised_are_tried_without_reading_anything_twice(tmp_path: Path) -> None:
    many = tar_bytes([(f"{number}.txt", f"Visitor log {number}".encode()) for number in range(4)])
    folder = make(tmp_path / "e", {"many.tar": many, "policy.txt": POLICY})
    run(folder, container_members=3)
    assert states(folder)["many.tar"] == "container_limit"
    rows = page_rows(folder)
    _, told = run(folder, container_members=5)
    assert states(folder)["many.tar"] == "container" and told.pages_read() == 1
    assert rows.items() <= page_rows(folder).items()


def test_what_no_reader_knows_is_excluded_by_what_it_is(tmp_path: Path) -> None:
    clip = b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(99)
    files: dict[str, str | bytes] = {
        "IMG_1.mov": clip,
        "IMG_1.jpg": "no picture",
        "real.dwg": digital_pdf(1),
        "yard.dwg": b"AC1027" + bytes(99),
        "z.zip": zip_of([("walk.mov", clip + b"x"), ("IMG_1.aae", "<plist/>")]),
    }
    folder = make(tmp_path / "e", files)
    run(folder)
    excluded = {item["file"]: item["excluded_by"] for item in coverage(folder)["items"] if item["excluded_by"]}
    assert excluded == {
        "IMG_1.mov": "Live Photo clip",
        "yard.dwg": "drawing",
        "z.zip › walk.mov": "video or sound",
        "z.zip › IMG_1.aae": "photo side file",
    }
    assert states(folder)["real.dwg"] == "processed"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("plan.gdoc", '{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}', "download it"),
        ("site.url", "[InternetShortcut]\nURL=https://example.com/\n", "points to"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40), "Unpack it yourself"),
        ("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(40), "save its attachments"),
        ("mails.pst", b"!BDN" + bytes(40), ".msg"),
    ],
)
def test_what_is_known_and_not_opened_has_a_remedy_of_its_own(
    name: str, data: str | bytes, words: str, tmp_path: Path
) -> None:
    folder = make(tmp_path / "e", {name: data, "policy.txt": POLICY})
    run(folder)
    row = exception(folder, name)
    assert row["class"] == "unsupported" and words in row["remedy"]


def test_a_torn_file_keeps_the_kind_that_its_content_tells(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"torn.pdf": "%PDF-1.4 torn", "policy.txt": POLICY})
    run(folder)
    assert {item["media_type"] for item in coverage(folder)["items"]} == {"application/pdf", "text/plain"}
    assert states(folder)["torn.pdf"] == "damaged"
