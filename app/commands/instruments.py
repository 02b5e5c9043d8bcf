"""`instruments`: the audit instruments that rule packs exist for."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from app.commands.command import Command
from pipeline.errors import ExitCode, UsageError


def _configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="all instruments", epilog="example: cor-evidence instruments list")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(action=_list)
    show = actions.add_parser("show", help="one instrument", epilog="example: cor-evidence instruments show ab-aasp")
    show.add_argument("id", metavar="ID")
    show.add_argument("--json", action="store_true")
    show.set_defaults(action=_show)
    check = actions.add_parser(
        "check", help="all problems of a pack", epilog="example: cor-evidence instruments check my-pack/"
    )
    check.add_argument("pack", metavar="FILE", help="a folder with a pack, a file in it, or a shipped id")
    check.add_argument("--json", action="store_true")
    check.set_defaults(action=_check)


def _run(options: argparse.Namespace) -> int:
    return int(options.action(options))


def _list(options: argparse.Namespace) -> int:
    from rules.load import list_packs

    rows = [_head(pack) for pack in list_packs()]
    if options.json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return 0
    for row in rows:
        sys.stdout.write(f"{row['id']:<16} {row['stream']:<6} {row['issuer']}, {row['edition']}\n")
    return 0


def _head(instrument: Any) -> dict[str, str]:
    return {
        "id": instrument.id,
        "issuer": instrument.issuer,
        "edition": instrument.edition,
        "stream": instrument.stream,
        "depth": instrument.depth,
    }


def _show(options: argparse.Namespace) -> int:
    from pipeline.engagement import instrument_pack

    pack = instrument_pack(options.id)
    questions = []
    for question in pack.questions:
        rule = pack.rule_for(question.id)
        row: dict[str, object] = {
            "id": question.id,
            "element": question.element,
            "requirement": question.requirement,
            "methods": list(question.methods),
            "primary_method": question.primary_method,
            "canonical": question.canonical,
            "source": question.source,
            "confidence": question.confidence,
        }
        if rule is not None:
            row["rule"] = rule.model_dump(mode="json")
        elif question.no_rule_because:
            row["no_rule_because"] = question.no_rule_because
        questions.append(row)
    elements = [element.model_dump(mode="json") for element in pack.instrument.elements]
    if options.json:
        result = {**_head(pack.instrument), "elements": elements, "questions": questions}
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        return 0
    sys.stdout.write(f"{pack.instrument.title} ({pack.instrument.issuer}, {pack.instrument.edition})\n")
    titles = {element.id: element.title for element in pack.instrument.elements}
    element = ""
    for row in questions:
        if row["element"] != element:
            element = str(row["element"])
            sys.stdout.write(f"\n{element}  {titles[element]}\n")
        sys.stdout.write(f"  {row['id']:<6} [{row['primary_method']}] {row['requirement']}\n")
    return 0


def _check(options: argparse.Namespace) -> int:
    from classifiers.document_types import load_types
    from rules.load import RulePackError, check_folder

    path = Path(options.pack)
    wanted = str(path.parent) if path.suffix == ".toml" and path.is_file() else options.pack
    try:
        errors, warnings = check_folder(wanted, load_types())
    except RulePackError as error:
        message = f"{options.pack}: {error.problems[0].message}."
        raise UsageError(message, "Name a folder with a pack, or an id of `instruments list`.") from None
    if options.json:
        found = [("error", one) for one in errors] + [("warning", one) for one in warnings]
        rows = [
            {"severity": severity, "file": one.file, "place": one.place or None, "message": one.message}
            for severity, one in found
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
    else:
        for problem in errors:
            sys.stdout.write(f"{problem}\n")
        for problem in warnings:
            sys.stdout.write(f"worth a look: {problem}\n")
        sys.stdout.write(f"{options.pack}: {counted(len(errors), 'problem')}, {len(warnings)} worth a look\n")
    return int(ExitCode.BAD_INPUT if errors else ExitCode.COMPLETE)


def counted(number: int, word: str) -> str:
    """The number with its word: "no problems", "1 problem", "2 problems"."""
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


COMMAND = Command(
    name="instruments",
    summary="List the audit instruments, or show one with its questions and rules.",
    example="cor-evidence instruments list",
    configure=_configure,
    run=_run,
)
