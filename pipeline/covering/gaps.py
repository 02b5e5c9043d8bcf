"""What stands behind "not located": what was searched, what could hide it, what to ask for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from pipeline.covering.telltales import types_told
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


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something that may hold what a question asks for, although nothing was located in it.

    Args:
        types: The document types that its name, folder or readable pages make one expect.
        own: The type it was taken for, when it was read: a question about that type has looked at it already.
        second: The classifier's second guess.
    """

    shown_path: str
    types: frozenset[str]
    own: str | None = None
    second: str | None = None

    def tells(self, types: Collection[str]) -> bool:
        """Whether it may be a document of one of these types."""
        return self.second in types or (self.own not in types and not self.types.isdisjoint(types))


def unread_that_tell(unread: Iterable[UnreadItem], types: Collection[str]) -> tuple[Hidden, ...]:
    """Unread items as questions see them; each is looked at once, however many questions ask."""
    return tuple(Hidden(item.shown_path, types_told(item.shown_path, item.text, types)) for item in unread)


def doubtful_that_tell(views: Iterable[View], types: Collection[str]) -> tuple[Hidden, ...]:
    """Documents nobody is sure about: without a type, or below acceptance."""
    return tuple(
        Hidden(view.read.shown_path, types_told(view.read.shown_path, "", types), view.document_type, answer.runner_up)
        for view in views
        for answer in (view.understanding.classification,)
        if view.document_type == "unknown" or answer.probability < ACCEPTANCE
    )


def telling(rule: Rule, hidden: Iterable[Hidden]) -> tuple[str, ...]:
    """The paths of those that tell of a type the rule expects, each once and in order; at most 200."""
    types = frozenset(rule.types)
    return tuple(islice(dict.fromkeys(one.shown_path for one in hidden if one.tells(types)), HIDDEN_SHOWN))


def ask_for(rule: Rule) -> str:
    """What to ask the client for and who usually has it, as one sentence."""
    return f"Ask for {rule.ask}. Usually with: {rule.holder}."
