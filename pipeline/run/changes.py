"""What differs from the last report: files that came, went or ended otherwise, questions whose status moved."""

import json
from collections.abc import Mapping, Sequence

from pipeline.model import Change, Item, QuestionCoverage
from rules.model import RulePack


def statuses_note(pack: RulePack) -> str:
    """Under which key the ledger keeps the last statuses of an instrument."""
    return f"statuses:{pack.instrument.id}"


def items_note(pack: RulePack) -> str:
    """Under which key the ledger keeps the items of an instrument's last report."""
    return f"items:{pack.instrument.id}"


def statuses(coverage: Sequence[QuestionCoverage]) -> dict[str, str]:
    """Each question's status with its count, as the change list compares them."""
    return {
        one.question_id: one.status if one.located is None else f"{one.status} {one.located}/{one.expected}"
        for one in coverage
    }


def item_states(items: Sequence[Item]) -> dict[str, str]:
    """Each location's terminal state, as the change list compares them."""
    return {item.shown_path: str(item.exception or item.state) for item in items}


def changes_since(
    items_before: str | None, items: Sequence[Item], statuses_before: str | None, coverage: Sequence[QuestionCoverage]
) -> tuple[Change, ...]:
    """One line a file and a question that is not as in the last report; none for a first report."""
    return (
        *_differences("file", items_before, item_states(items)),
        *_differences("question", statuses_before, statuses(coverage)),
    )


def _differences(kind: str, before: str | None, now: Mapping[str, str]) -> list[Change]:
    if before is None:
        return []
    earlier: dict[str, str] = json.loads(before)
    keys = dict.fromkeys((*now, *earlier))
    return [Change(kind, key, earlier.get(key), now.get(key)) for key in keys if earlier.get(key) != now.get(key)]
