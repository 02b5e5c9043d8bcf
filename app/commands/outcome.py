"""How a finished run is told: five lines a person can use, or JSON."""

import json
import sys

from pipeline.errors import ExitCode
from pipeline.report.cautions import caution_text
from pipeline.report.labels import Labels, Language, load_labels
from pipeline.report.safe_text import terminal_safe
from pipeline.run import Outcome


def show(outcome: Outcome, *, as_json: bool, language: Language) -> None:
    """Print the outcome, and on standard error what is wrong with all of it, in the engagement's language."""
    labels = load_labels(language)
    if outcome.exit_code is ExitCode.NOTHING_READABLE:
        sys.stderr.write(labels("outcome.nothing_there" if outcome.files == 0 else "outcome.nothing_read") + "\n")
    cautions = [caution_text(one, labels) for one in outcome.cautions]
    if as_json:
        sys.stdout.write(json.dumps(_row(outcome, cautions)) + "\n")
        return
    sys.stdout.write("".join(f"{line}\n" for line in _lines(outcome, labels)))
    sys.stderr.write("".join(f"! {terminal_safe(caution)}\n" for caution in cautions))


def _row(outcome: Outcome, cautions: list[str]) -> dict[str, object]:
    """The outcome as a program reads it."""
    return {
        "exit_code": int(outcome.exit_code),
        "changed": outcome.changed,
        "files": outcome.files,
        "documents": outcome.documents,
        "questions": {
            "located": outcome.located,
            "partial": outcome.partial,
            "not_located": outcome.not_located,
        },
        "exceptions": outcome.exceptions,
        "others": [
            {
                "instrument": one.instrument,
                "questions": {"located": one.located, "partial": one.partial, "not_located": one.not_located},
                "report": str(one.report / "index.html"),
            }
            for one in outcome.others
        ],
        "cautions": cautions,
        "report": str(outcome.report / "index.html"),
    }


def _lines(outcome: Outcome, labels: Labels) -> list[str]:
    """The outcome as a person reads it: five lines, and one for each other instrument."""
    lines = [labels("outcome.unchanged")] if not outcome.changed else []
    counts = labels("outcome.exceptions", n=outcome.exceptions)
    lines += [
        labels("outcome.files", n=outcome.files),
        labels("outcome.documents", n=outcome.documents),
        labels("outcome.questions", located=outcome.located, partial=outcome.partial, not_located=outcome.not_located),
        f"{counts} {labels('outcome.see')}" if outcome.exceptions else counts,
        labels("outcome.report", place=terminal_safe(str(outcome.report / "index.html"))),
    ]
    lines += [
        labels(
            "outcome.other",
            instrument=one.instrument,
            located=one.located,
            partial=one.partial,
            not_located=one.not_located,
            place=terminal_safe(str(one.report / "index.html")),
        )
        for one in outcome.others
    ]
    return lines
