"""Nothing is lost: whatever tree is put into the inbox, every file in it ends in exactly one state."""

import email
import email.policy
import hashlib
import io
import shutil
import tarfile
import zipfile
from collections import Counter
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pipeline.run import hold, open_workspace, review_engagement
from pipeline.run.intake import utc_now
from tests.engagements import (
    ENGINE,
    MINUTES,
    POLICY,
    SETTINGS,
    TODAY,
    Told,
    comparable,
    coverage,
    digital_pdf,
    make,
    page_rows,
    settings,
    zip_of,
)
from tests.hostile_archives import tar_bytes
from tests.mail_files import attached_mail, mail, part, text

STATES = ("processed", "duplicate", "container", "excluded", "exception")
NAMES = st.sampled_from(
    ("a.txt", "b.txt", "Policy.txt", "HR/a.txt", "HR/old/é.txt", ".DS_Store", "~$a.docx", "x.pdf", "__MACOSX/._a.txt")
)
TEXTS = st.sampled_from((POLICY, MINUTES, "Visitor log\n", "", "\0\1\2binary", "%PDF-1.4 torn"))


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    """Zips, tars and mails of whatever may be inside, containers too; members of one name among them."""
    members = st.lists(st.tuples(NAMES, inner), min_size=1, max_size=4)  # a tar of nothing is nothing but zeros
    return st.one_of(
        members.map(lambda rows: dict(rows)).map(lambda rows: zip_of(rows.items())),
        members.map(lambda rows: tar_bytes([(name, as_bytes(content)) for name, content in rows], "w:gz")),
        members.map(lambda rows: tar_bytes([(name, as_bytes(content)) for name, content in rows])),
        members.map(lambda rows: mail_of([(name, as_bytes(content)) for name, content in rows])),
    )


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def mail_of(attachments: list[tuple[str, bytes]]) -> bytes:
    """A mail; what is itself a mail travels as one."""
    line = f"=_{hashlib.sha256(repr(attachments).encode()).hexdigest()[:20]}"
    parts = [
        attached_mail(data, f"{name}.eml") if data.startswith(b"From:") else part("application/x-any", data, name)
        for name, data in attachments
    ]
    return mail(text(POLICY), *parts, line=line)


CONTENT = st.recursive(TEXTS, containers, max_leaves=5)
ENTRIES = st.dictionaries(
    st.one_of(NAMES, st.sampled_from(("dump.zip", "copy.tar", "HR/old.eml"))), CONTENT, max_size=6
)


def run(folder: Path, **chosen: Any) -> Told:
    told = Told()
    with hold(folder), open_workspace(folder, settings(**chosen), TODAY, ENGINE, told) as workspace:
        review_engagement(workspace, utc_now())
    return told


def check_conserved(files: Mapping[str, str | bytes], report: Mapping[str, Any]) -> None:
    """Every file of the inbox once; below every opened container each of its members once; one state each."""
    items = report["items"]
    assert Counter(item["path"][0] for item in items if len(item["path"]) == 1) == Counter(files.keys())
    for item in items:
        below = Counter(one["path"][-1] for one in items if one["path"][:-1] == item["path"] and len(one["path"]) > 1)
        opened = item["state"] in ("container", "processed")
        assert below == (Counter(name for name, _ in members_of(files, item["path"])) if opened else Counter())
        assert item["state"] in STATES
        assert (item["state"] == "exception") == (item["exception"] is not None)
        assert (item["state"] == "excluded") == (item["excluded_by"] is not None)
        assert (item["state"] == "duplicate") == (item["duplicate_of"] is not None)
    originals = {(item["file"], item["sha256"]) for item in items if item["state"] != "duplicate"}
    assert all((one["duplicate_of"], one["sha256"]) in originals for one in items if one["state"] == "duplicate")
    totals = report["reconciliation"]
    counted = Counter(item["state"] for item in items)
    assert totals["discovered"] == len(items) == sum(totals[state] for state in STATES)
    assert {state: totals[state] for state in STATES} == {state: counted[state] for state in STATES}


def members_of(files: Mapping[str, str | bytes], path: list[str]) -> list[tuple[str, bytes]]:
    """What stands in a container, by readers that are not the product's; equal names told apart as it does."""
    content = as_bytes(files[path[0]])
    for name in path[1:]:
        content = dict(_inside(content))[name]
    return _inside(content)


def _inside(content: bytes) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    elif content.startswith(b"From:"):
        for one in email.message_from_bytes(content, policy=email.policy.default).iter_attachments():
            data = one.get_content()
            found.append((one.get_filename() or "", data if isinstance(data, bytes) else data.as_bytes()))
    elif content.startswith(b"\x1f\x8b") or content[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(content)) as tape:
            found = [(entry.name, tape.extractfile(entry).read()) for entry in tape]  # type: ignore[union-attr]
    used: list[str] = []
    for name, _ in found:
        distinct = (name if number == 1 else f"{name} ({number})" for number in count(1))
        used.append(next(one for one in distinct if one not in used))
    return [(name, data) for name, (_, data) in zip(used, found, strict=True)]


# Not made smaller when it fails: every try is two whole runs.
@hypothesis_settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
@given(files=ENTRIES)
def test_any_tree_is_conserved(tmp_path_factory: pytest.TempPathFactory, files: dict[str, str | bytes]) -> None:
    folder = make(tmp_path_factory.mktemp("tree") / "one", files)
    other = Path(shutil.copytree(folder, folder.with_name("three")))
    run(folder, workers=1)
    report = coverage(folder)
    check_conserved(files, report)

    run(other, workers=3)
    assert comparable(coverage(other)) == comparable(report)

    rows = page_rows(folder)
    (folder / "engagement.toml").write_text(SETTINGS + "# touched\n", encoding="utf-8")
    told = run(folder, workers=1)
    assert (told.pages_read(), page_rows(folder)) == (0, rows)
    assert coverage(folder)["items"] == report["items"] and coverage(folder)["changes"] == []


def test_the_same_dump_in_three_places_is_opened_once(tmp_path: Path) -> None:
    inner = zip_of([("minutes.txt", MINUTES)])
    files = {"a.zip": zip_of([("inner.zip", inner), ("p.txt", POLICY)]), "z/inner.zip": inner, "z/p.txt": POLICY}
    folder = make(tmp_path / "e", files)
    run(folder)
    report = coverage(folder)
    check_conserved(files, report)
    shown = {item["file"]: item["state"] for item in report["items"]}
    # The archive met first on the way down is the one whose members are listed; its copies point at it.
    assert shown == {
        "a.zip": "container",
        "a.zip › inner.zip": "duplicate",
        "a.zip › p.txt": "processed",
        "z/inner.zip": "container",
        "z/inner.zip › minutes.txt": "processed",
        "z/p.txt": "duplicate",
    }


def test_two_members_of_one_name_are_two_items(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        dump = zip_of([("a.txt", POLICY), ("a.txt", MINUTES), ("a.txt", POLICY)])
    folder = make(tmp_path / "e", {"dump.zip": dump})
    run(folder)
    rows = [(item["file"], item["state"]) for item in coverage(folder)["items"]]
    assert sorted(rows) == [
        ("dump.zip", "container"),
        ("dump.zip › a.txt", "processed"),
        ("dump.zip › a.txt (2)", "processed"),
        ("dump.zip › a.txt (3)", "duplicate"),
    ]


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    files = {f"{n}.pdf": digital_pdf(5 + n, f"Topic {n}") for n in range(3)} | {"torn.pdf": "%PDF-1.4 torn"}
    one = make(tmp_path / "one", files)
    many = Path(shutil.copytree(one, tmp_path / "many"))
    run(one, workers=1, pages_per_job=25)
    run(many, workers=4, pages_per_job=2)
    assert comparable(coverage(one)) == comparable(coverage(many))
