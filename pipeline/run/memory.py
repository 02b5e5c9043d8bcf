"""What a run remembers for the next one: its outcome, what it was asked, and what the report then said."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from pathlib import Path
from zipfile import is_zipfile

from pipeline.engagement import PAGES_FOLDER
from pipeline.errors import ExceptionClass, ExitCode, UsageError
from pipeline.inbox import listing
from pipeline.model import Caution, Review
from pipeline.report.formats import FORMATS
from pipeline.report.manifest import MANIFEST, check
from pipeline.run.changes import item_states, items_note, statuses, statuses_note
from pipeline.run.intake import PASSWORDS
from pipeline.run.originals import FACTS, facts_note, originals_stand
from pipeline.run.stamps import run_fingerprint
from pipeline.run.workspace import Workspace
from rules.model import RulePack

WORKBOOK = "coverage.xlsx"  # people write into it
OUTCOME, FINGERPRINT, OTHERS = "last_outcome", "fingerprint", "other_instruments"

# Trying again does not help before somebody did something that the next run will notice by itself.
WAITS_FOR_THE_AUDITOR = frozenset({ExceptionClass.PASSWORD_REQUIRED, ExceptionClass.CODEC_MISSING})


@dataclass(frozen=True, slots=True)
class Counts:
    """What the report on another instrument says: documentation questions by status, and where it stands."""

    instrument: str
    located: int
    partial: int
    not_located: int
    report: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended, in the five lines a person can use.

    Args:
        changed: False when nothing had to be done.
        located, partial, not_located: Documentation questions by status, of the engagement's own instrument.
        others: Of other instruments that were reported on now.
        cautions: What is wrong with the engagement as a whole.
    """

    exit_code: ExitCode
    changed: bool
    files: int
    documents: int
    located: int
    partial: int
    not_located: int
    exceptions: int
    report: Path
    others: tuple[Counts, ...] = ()
    cautions: tuple[Caution, ...] = ()


def wanted_instruments(workspace: Workspace, asked: Sequence[str] = ()) -> dict[str, RulePack]:
    """The engagement's own instrument first, then those asked for now or, while their report stands, before.

    Raises:
        UsageError: One of them is unknown or wrong, or two of them have one id.
    """
    kept: dict[str, str] = json.loads(workspace.ledger.note(OTHERS) or "{}")
    wanted: dict[str, RulePack] = {}
    for name in (workspace.engagement.instrument, *asked):
        pack = workspace.pack_named(name)
        same = next((one for one in wanted.values() if one.instrument.id == pack.instrument.id), None)
        if same is not None and same != pack:
            message = f"Two instruments have the id {pack.instrument.id}, and their reports would be one."
            raise UsageError(message, f"Give the pack {name} another id in its file.")
        if same is None:
            wanted[name] = pack
    taken = {pack.instrument.id for pack in wanted.values()}
    for name, folder in kept.items():
        if name not in wanted and folder not in taken and (workspace.folders.report / folder).is_dir():
            try:
                wanted[name] = workspace.pack_named(name)
            except UsageError as error:
                remedy = f"Put the instrument back, or remove the folder report/{folder} to stop reporting on it."
                raise UsageError(error.message, remedy) from error
    return wanted


def fingerprint(workspace: Workspace, wanted: Mapping[str, RulePack]) -> str:
    """Equal fingerprints mean that a run would write the same report again: what was read, then each instrument.

    A pack of the user's own may have been edited under its name: packs count with all they say.
    """
    day = str(workspace.as_of) if workspace.as_of <= workspace.engagement.audit_date else "after the audit"
    rest = f"{day} {workspace.password_stamp}"
    engagement = workspace.folders.settings_file.read_bytes()
    base = run_fingerprint(engagement, listing(workspace.folders.inbox), workspace.settings, workspace.engine, rest)
    packs = {name: sha256(pack.model_dump_json().encode()).hexdigest() for name, pack in wanted.items()}
    return json.dumps({"base": base, "packs": packs}, sort_keys=True)


def reported(workspace: Workspace, wanted: Mapping[str, RulePack]) -> set[str]:
    """Which of the instruments wanted have a report that a run would write again as it is; none: something was read."""
    kept = workspace.ledger.note(FINGERPRINT)
    if not kept or not kept.startswith("{"):
        return set()
    then, now = json.loads(kept), json.loads(fingerprint(workspace, wanted))
    if then["base"] != now["base"] or not _report_stands(workspace) or not originals_stand(workspace):
        return set()
    own = workspace.engagement.instrument
    same = {name for name in wanted if then["packs"].get(name) == now["packs"][name]}
    return {name for name in same if name == own or (workspace.folders.report / wanted[name].instrument.id).is_dir()}


def _report_stands(workspace: Workspace) -> bool:
    """Whether the report is whole, as it was written; words in the workbook and files put beside it are a person's."""
    report = workspace.folders.report
    files = [name for form in FORMATS for name in form.files]
    if not all((report / name).is_file() for name in (*files, MANIFEST)):
        return False
    parts = [report, *(path for path in report.iterdir() if path.is_dir() and path.name != PAGES_FOLDER)]
    damaged = {(part / one.name) for part in parts for one in check(part, originals=False) if one.kind != "unlisted"}
    return all(path.name == WORKBOOK and is_zipfile(path) for path in damaged)


def last_outcome(workspace: Workspace, wanted: Mapping[str, RulePack]) -> Outcome | None:
    """The last outcome while it still holds for these instruments and no lost file is worth another try."""
    kept = workspace.ledger.note(OUTCOME)
    if kept is None or reported(workspace, wanted) != set(wanted):
        return None
    row = json.loads(kept)
    if row["retry"]:
        return None
    files, documents, located, partial, not_located, exceptions = row["counts"]
    return Outcome(
        exit_code=ExitCode(row["exit_code"]),
        changed=False,
        files=files,
        documents=documents,
        located=located,
        partial=partial,
        not_located=not_located,
        exceptions=exceptions,
        report=workspace.folders.report,
        cautions=tuple(Caution(kind, tuple((name, said) for name, said in values)) for kind, values in row["cautions"]),
    )


def outcome_of(workspace: Workspace, reviews: Sequence[Review]) -> Outcome:
    """Count what a person wants to know; the engagement's own instrument comes first."""
    review, *others = reviews
    counts = counts_of(workspace, review)
    exceptions = len(review.exceptions)
    if review.reconciliation.processed == 0:
        code = ExitCode.NOTHING_READABLE
    else:
        code = ExitCode.WITH_EXCEPTIONS if exceptions else ExitCode.COMPLETE
    return Outcome(
        exit_code=code,
        changed=True,
        files=len(review.items),
        documents=len(review.documents),
        located=counts.located,
        partial=counts.partial,
        not_located=counts.not_located,
        exceptions=exceptions,
        report=workspace.folders.report,
        others=tuple(counts_of(workspace, other) for other in others),
        cautions=_cautions_of(reviews),
    )


def _cautions_of(reviews: Sequence[Review]) -> tuple[Caution, ...]:
    return tuple(dict.fromkeys(caution for review in reviews for caution in review.cautions))


def counts_of(workspace: Workspace, review: Review) -> Counts:
    """Documentation questions of one instrument by status."""
    found = [one.status for one in review.coverage]
    name = review.pack.instrument.id
    return Counts(
        instrument=name,
        located=found.count("candidate"),
        partial=found.count("partial"),
        not_located=sum(found.count(word) for word in ("not_located", "out_of_period", "unreadable_source")),
        report=workspace.folders.report / name,
    )


def remember_switch(
    workspace: Workspace, outcome: Outcome, reviews: Sequence[Review], wanted: Mapping[str, RulePack]
) -> Outcome:
    """Keep that other instruments were reported on as well; returns the outcome of what was read, with their counts."""
    notes = {FINGERPRINT: fingerprint(workspace, wanted), OTHERS: _others_note(workspace, wanted)}
    for review in reviews:
        notes |= _review_notes(review)
    workspace.ledger.remember_all(notes)
    others = tuple(counts_of(workspace, review) for review in reviews)
    return replace(outcome, changed=True, others=others, cautions=_cautions_of(reviews))


def _others_note(workspace: Workspace, wanted: Mapping[str, RulePack]) -> str:
    others = {name: pack.instrument.id for name, pack in wanted.items() if name != workspace.engagement.instrument}
    return json.dumps(others)


def _review_notes(review: Review) -> dict[str, str]:
    """What the next report of the instrument is compared with."""
    return {
        statuses_note(review.pack): json.dumps(statuses(review.coverage)),
        items_note(review.pack): json.dumps(item_states(review.items)),
    }


def remember(
    workspace: Workspace,
    outcome: Outcome,
    asked: str,
    reviews: Sequence[Review],
    wanted: Mapping[str, RulePack],
) -> None:
    """Keep everything the next run compares with, at once: a killed run remembers all of it or nothing."""
    notes = {PASSWORDS: workspace.password_stamp, FINGERPRINT: asked, FACTS: facts_note(workspace)}
    for review in reviews:
        notes |= _review_notes(review)
    notes[OTHERS] = _others_note(workspace, wanted)
    rows = reviews[0].exceptions
    retry = any(row.retryable and row.exception_class not in WAITS_FOR_THE_AUDITOR for row in rows)
    cautioned = [[one.kind, one.values] for one in reviews[0].cautions]
    row = {"exit_code": int(outcome.exit_code), "counts": astuple(outcome)[2:8], "retry": retry, "cautions": cautioned}
    notes[OUTCOME] = json.dumps(row)
    workspace.ledger.remember_all(notes)
