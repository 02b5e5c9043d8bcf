"""`instruments`: the audit instruments that rule packs exist for, and what to do with a pack of one's own."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from app.commands.command import Command
from pipeline.errors import ExitCode, StoreError, UsageError

Configure = Callable[[argparse.ArgumentParser], None]
PACK = "a shipped id, a folder with a pack, or a workbook (.xlsx)"


def _configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    def add(name: str, summary: str, example: str, run: Callable[[argparse.Namespace], int], *names: str) -> None:
        action = actions.add_parser(name, help=summary, epilog=f"example: cor-evidence instruments {example}")
        for argument in names:
            action.add_argument(argument.casefold(), metavar=argument, help=PACK)
        if run is _template:
            action.add_argument("--like", metavar="ID", help="fill it with the numbers of this instrument")
        else:
            action.add_argument("--json", action="store_true")
        action.set_defaults(action=run)

    add("list", "all instruments", "list", _list)
    add("show", "one instrument with its questions", "show ab-aasp", _show, "ID")
    add("check", "all problems of a pack", "check my-pack/", _check, "FILE")
    add("diff", "what changed between two editions", "diff ab-aasp my-pack/", _diff, "OLD", "NEW")
    add("crosswalk", "question to question", "crosswalk ab-aasp ab-secor", _crosswalk, "A", "B")
    add("template", "a workbook to type wording into", "template my.xlsx --like ab-aasp", _template, "FILE")


def _run(options: argparse.Namespace) -> int:
    return int(options.action(options))


def _say(options: argparse.Namespace, as_json: object, lines: Callable[[], list[str]]) -> int:
    text = json.dumps(as_json, ensure_ascii=False) if options.json else "\n".join(lines())
    sys.stdout.write(f"{text}\n")
    return int(ExitCode.COMPLETE)


def _list(options: argparse.Namespace) -> int:
    from app.instruments import head_row, list_lines
    from rules.load import list_packs

    packs = list_packs()
    return _say(options, [head_row(one) for one in packs], lambda: list_lines(packs))


def _show(options: argparse.Namespace) -> int:
    from app.instruments import show_lines, shown_row
    from pipeline.engagement import instrument_pack

    pack = instrument_pack(options.id)
    return _say(options, shown_row(pack), lambda: show_lines(pack))


def _check(options: argparse.Namespace) -> int:
    from app.instruments import problem_rows
    from classifiers.document_types import load_types
    from rules.load import RulePackError, check_folder

    path = Path(options.file)
    wanted = str(path.parent) if path.suffix == ".toml" and path.is_file() else options.file
    try:
        errors, warnings = check_folder(wanted, load_types())
    except RulePackError as error:
        message = f"{options.file}: {error.problems[0].message}."
        raise UsageError(message, "Name a folder or workbook with a pack, or an id of `instruments list`.") from None
    count = f"{len(errors) or 'no'} problem{'' if len(errors) == 1 else 's'}"
    lines = [*(str(one) for one in errors), *(f"worth a look: {one}" for one in warnings)]
    _say(
        options,
        problem_rows(errors, warnings),
        lambda: [*lines, f"{options.file}: {count}, {len(warnings)} to look at"],
    )
    return int(ExitCode.BAD_INPUT if errors else ExitCode.COMPLETE)


def _diff(options: argparse.Namespace) -> int:
    from app.instruments import difference_lines, difference_rows
    from pipeline.engagement import instrument_pack
    from rules.differences import differences, renumbered

    old, new = instrument_pack(options.old), instrument_pack(options.new)
    found, moved = differences(old, new), renumbered(old, new)
    as_json = {"old": old.instrument.id, "new": new.instrument.id, "renumbered": moved}
    return _say(options, as_json | {"differences": difference_rows(found)}, lambda: difference_lines(found, moved))


def _crosswalk(options: argparse.Namespace) -> int:
    from app.instruments import link_lines, link_rows
    from pipeline.engagement import instrument_pack
    from rules.crosswalk import crosswalk, not_in

    first, second = instrument_pack(options.a), instrument_pack(options.b)
    links, unasked = crosswalk(first, second), not_in(first, second)
    as_json = {"from": first.instrument.id, "to": second.instrument.id, "links": link_rows(links)}
    return _say(options, as_json | {"only_in_second": list(unasked)}, lambda: link_lines(links, unasked))


def _template(options: argparse.Namespace) -> int:
    from pipeline.engagement import instrument_pack
    from rules.workbook import write_template

    path = Path(options.file)
    if path.suffix.casefold() != ".xlsx":
        raise UsageError(f"{path} is no workbook name.", "Let its name end in .xlsx.")
    if path.exists():
        raise UsageError(f"{path} is there already.", "Choose another name; nothing is overwritten.")
    try:
        write_template(path, None if options.like is None else instrument_pack(options.like))
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}.", "Choose another place.") from error
    sys.stdout.write(f"Workbook written: {path}. Fill it in, then run: cor-evidence instruments check {path}\n")
    return int(ExitCode.COMPLETE)


COMMAND = Command(
    name="instruments",
    summary="List, show, check and compare the audit instruments.",
    example="cor-evidence instruments list",
    configure=_configure,
    run=_run,
)
