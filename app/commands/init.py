"""`init`: make the folder of a new engagement."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.command import Command
from pipeline.errors import StoreError, UsageError

if TYPE_CHECKING:
    from rules.model import Instrument


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--instrument", required=True, metavar="ID", help="audit instrument, see `instruments list`")
    parser.add_argument("--client", required=True, metavar="NAME")
    parser.add_argument("--audit-date", required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--head-count", type=int, metavar="N")
    parser.add_argument("--site", action="append", default=[], metavar="NAME", help="repeat for every work site")
    parser.add_argument("--purpose", choices=["audit", "triage"], default="triage")


def _run(options: argparse.Namespace) -> int:
    from pipeline.engagement import check_engagement, instrument_pack

    pack = instrument_pack(options.instrument)
    try:
        audit_date = date.fromisoformat(options.audit_date)
    except ValueError:
        raise UsageError(f"{options.audit_date} is not a date.", "Write it as YYYY-MM-DD.") from None
    if options.head_count is not None and options.head_count < 1:
        raise UsageError("The head count must be at least 1.", "Count everyone on the payroll.")
    root: Path = options.directory
    if (root / "engagement.toml").exists():
        raise UsageError(f"{root} is already an engagement.", "Edit its engagement.toml, or choose another folder.")
    text = _engagement_text(options, audit_date)
    check_engagement(text)
    try:
        (root / "inbox").mkdir(parents=True, exist_ok=True)
        (root / "engagement.toml").write_text(text, encoding="utf-8")
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"{root} cannot be a folder: there is a file in the way.", "Choose another place.") from None
    except OSError as error:
        raise StoreError(f"The folder cannot be made: {error.strerror}.", "Choose another place.") from error
    sys.stdout.write(
        f"Engagement made in {root}.\n"
        f"1. Put the client's files into {root / 'inbox'} (they are only read, never changed).\n"
        f"2. Run: cor-evidence run {root}\n"
    )
    _tell_streams(pack.instrument, options.head_count)
    return 0


def _tell_streams(instrument: "Instrument", head_count: int | None) -> None:
    """Which stream of the programme a company of that size falls in; a contradiction goes to standard error."""
    from pipeline.report.cautions import caution_text
    from pipeline.report.labels import load_labels
    from pipeline.run.cautions import head_count_caution
    from rules.streams import stream_lines

    for line in stream_lines(instrument, head_count):
        sys.stdout.write(f"{line}\n")
    caution = head_count_caution(instrument, head_count)
    if caution is not None:
        sys.stderr.write(f"! {caution_text(caution, load_labels('en'))}\n")


def _engagement_text(options: argparse.Namespace, audit_date: date) -> str:
    lines = [
        f"client = {_quoted(options.client)}",
        "client_aliases = []",
        f"instrument = {_quoted(options.instrument)}",
        f"audit_date = {audit_date.isoformat()}",
        f"purpose = {_quoted(options.purpose)}",
        'language = "en"',
    ]
    if options.head_count is not None:
        lines.append(f"head_count = {options.head_count}")
    for site in options.site:
        lines += ["", "[[sites]]", f"name = {_quoted(site)}", "aliases = []"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


COMMAND = Command(
    name="init",
    summary="Make the folder of a new engagement.",
    example="cor-evidence init acme --instrument ab-aasp --client 'Acme Ltd.' --audit-date 2026-10-15 --site Yard",
    configure=_configure,
    run=_run,
)
