"""`instruments`: the audit instruments that rule packs exist for."""

import argparse
import json
import sys
from typing import Any

from app.commands.command import Command


def _configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="all instruments", epilog="example: cor-evidence instruments list")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(action=_list)
    show = actions.add_parser("show", help="one instrument", epilog="example: cor-evidence instruments show ab-aasp")
    show.add_argument("id", metavar="ID")
    show.add_argument("--json", action="store_true")
    show.set_defaults(action=_show)


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


COMMAND = Command(
    name="instruments",
    summary="List the audit instruments, or show one with its questions and rules.",
    example="cor-evidence instruments list",
    configure=_configure,
    run=_run,
)
