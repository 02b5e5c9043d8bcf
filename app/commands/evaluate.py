"""`evaluate`: how well document families are told apart on labelled documents."""

import argparse
import json
import sys
from pathlib import Path

from app.commands.command import Command


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("labels", metavar="LABELS.jsonl", type=Path, nargs="+")
    parser.add_argument("--threshold", type=_fraction, default=0.8, metavar="P", help="acceptance threshold (0.8)")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")


def _fraction(text: str) -> float:
    """A number from 0 to 1; anything else is a usage error that says so."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 to 1")
    return value


def _figure(value: float | None) -> str:
    """Three digits, or that there were too few rows to say."""
    return "too few rows" if value is None else f"{value:.3f}"


def _run(options: argparse.Namespace) -> int:
    from app.evaluation import classify_labels
    from app.setup import engine_version, settings_with, today
    from classifiers.training.evaluate import label_of, score

    answers = classify_labels(options.labels, settings_with(), engine_version, today())
    figures = score(((label_of(row), answer) for row, answer in answers), options.threshold)
    if options.json:
        sys.stdout.write(json.dumps(figures.as_json()) + "\n")
        return 0
    sys.stdout.write(
        f"documents          {len(answers)}\n"
        f"family macro F1    {_figure(figures.macro_f1)}\n"
        f"abstained          {_figure(figures.abstained)}\n"
        f"above threshold    precision {_figure(figures.precision_above)}, answered {_figure(figures.answered_above)}\n"
        f"  true evidence    answered {_figure(figures.evidence_answered_above)}\n"
        f"false alarms       {_figure(figures.false_alarms)}\n"
        f"calibration error  {_figure(figures.calibration_error)}\n"
    )
    return 0


COMMAND = Command(
    name="evaluate",
    summary="Measure the document families found against labelled documents.",
    example="cor-evidence evaluate labels.jsonl --json",
    configure=_configure,
    run=_run,
)
