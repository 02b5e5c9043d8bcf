"""What stands behind "not located": what was searched, what could hide it, what to ask for."""

from collections.abc import Iterable, Sequence

from pipeline.covering.telltales import hiding, tells_of
from pipeline.mapping.surroundings import ACCEPTANCE
from pipeline.mapping.view import View
from pipeline.model import UnreadItem
from rules.model import Rule

HIDDEN_SHOWN = 200


def searched(rule: Rule) -> tuple[str, ...]:
    """The types and terms that were looked for, in words."""
    types = tuple(f"type: {name.replace('_', ' ')}" for name in rule.types)
    supporting = tuple(f"supporting type: {name.replace('_', ' ')}" for name in rule.supporting)
    terms = tuple(f"term: {phrase}" for phrase in rule.subject)
    criteria = tuple(f"criterion: {criterion.name}" for criterion in rule.criteria)
    return types + supporting + terms + criteria


def unread_that_tell(rule: Rule, unread: Sequence[UnreadItem]) -> tuple[str, ...]:
    """Unread items whose name, folder or readable pages tell of a type the rule expects."""
    return hiding([(item.shown_path, item.text) for item in unread], rule.types)


def doubtful_that_tell(rule: Rule, doubtful: Iterable[View]) -> tuple[str, ...]:
    """Documents read but not recognised, that look by name or second guess like a type the rule expects."""
    found = (
        view.read.shown_path
        for view in doubtful
        if view.understanding.classification.runner_up in rule.types
        or (view.document_type not in rule.types and tells_of(view.read.shown_path, "", rule.types))
    )
    return tuple(dict.fromkeys(found))


def doubtful(views: Iterable[View]) -> tuple[View, ...]:
    """Documents nobody is sure about: without a type, or below acceptance."""
    return tuple(
        view
        for view in views
        if view.document_type == "unknown" or view.understanding.classification.probability < ACCEPTANCE
    )


def could_hide(rule: Rule, unread: Sequence[UnreadItem], unsure: Iterable[View]) -> tuple[str, ...]:
    """Everything that could hide what a question asks for, unread items first; at most 200."""
    found = unread_that_tell(rule, unread) + doubtful_that_tell(rule, unsure)
    return tuple(dict.fromkeys(found))[:HIDDEN_SHOWN]


def ask_for(rule: Rule) -> str:
    """What to ask the client for and who usually has it, as one sentence."""
    return f"Ask for {rule.ask}. Usually with: {rule.holder}."
