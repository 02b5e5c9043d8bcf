"""What changed between two editions of an instrument: questions that came, went or changed, rules, programme facts."""

from dataclasses import dataclass

from rules.model import Question, RulePack

_ASKED = ("element", "canonical", "requirement", "methods", "primary_method", "no_rule_because")
_SILENT = {"source", "confidence"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not as it was.

    Args:
        place: "instrument", "element 3", "question 3.11" or "rule of 3.11".
        field: Which value; "" for a whole entry that came or went.
        old, new: Both as text; None: it was not there.
    """

    place: str
    field: str
    old: str | None
    new: str | None


def differences(old: RulePack, new: RulePack) -> tuple[Difference, ...]:
    """Every difference that matters to a review, in the order of the files; where facts come from is left out."""
    return (
        *_values("instrument", _head(old), _head(new)),
        *_entries("element", _elements(old), _elements(new)),
        *_questions(old, new),
        *_rules(old, new),
    )


def renumbered(old: RulePack, new: RulePack) -> dict[str, str]:
    """Ids that went, with the id that came for the same requirement; a decision follows the requirement."""
    before, after = {one.id for one in old.questions}, {one.id for one in new.questions}
    gone = [one for one in old.questions if one.id not in after]
    came = [one for one in new.questions if one.id not in before]
    return {one.id: found for one in gone if (found := _only(one, came)) is not None}


def _only(question: Question, came: list[Question]) -> str | None:
    found = [one.id for one in came if one.canonical == question.canonical]
    return found[0] if len(found) == 1 else None


def _head(pack: RulePack) -> dict[str, object]:
    return _flat(pack.instrument.model_dump(mode="json", exclude={"elements", "source", "confidence"}))


def _flat(value: object, name: str = "") -> dict[str, object]:
    """Nested facts as "size.maximum", "programme.gates[1].least"; what a fact's source is does not count."""
    if isinstance(value, dict):
        parts = [_flat(one, f"{name}.{key}" if name else key) for key, one in value.items() if key not in _SILENT]
    elif isinstance(value, list):
        parts = [_flat(one, f"{name}[{place}]") for place, one in enumerate(value, 1)]
    else:
        return {name: value}
    return {key: one for part in parts for key, one in part.items()}


def _elements(pack: RulePack) -> dict[str, str]:
    return {element.id: element.title for element in pack.instrument.elements}


def _entries(kind: str, old: dict[str, str], new: dict[str, str]) -> list[Difference]:
    keys = dict.fromkeys((*old, *new))
    return [Difference(f"{kind} {key}", "", old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def _values(place: str, old: dict[str, object], new: dict[str, object]) -> list[Difference]:
    keys = dict.fromkeys((*old, *new))
    return [
        Difference(place, key, _text(old.get(key)), _text(new.get(key))) for key in keys if old.get(key) != new.get(key)
    ]


def _text(value: object) -> str | None:
    if isinstance(value, tuple | list):
        return ", ".join(str(one) for one in value)
    return None if value is None else str(value)


def _questions(old: RulePack, new: RulePack) -> list[Difference]:
    before, after = {one.id: one for one in old.questions}, {one.id: one for one in new.questions}
    found: list[Difference] = []
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if one is not None and other is not None:
            found += _values(f"question {name}", _asked(one), _asked(other))
        else:
            gone = None if one is None else one.requirement
            came = None if other is None else other.requirement
            found.append(Difference(f"question {name}", "", gone, came))
    return found


def _asked(question: Question) -> dict[str, object]:
    return {name: getattr(question, name) for name in _ASKED}


def _rules(old: RulePack, new: RulePack) -> list[Difference]:
    """Changed rules of questions in both; a rule that came or went with its question needs no line of its own."""
    found: list[Difference] = []
    after = {question.id for question in new.questions}
    for name in [question.id for question in old.questions if question.id in after]:
        one, other = old.rule_for(name), new.rule_for(name)
        if one is None or other is None:
            if one is not other:
                gone, came = (None if rule is None else rule.id for rule in (one, other))
                found.append(Difference(f"rule of {name}", "", gone, came))
            continue
        flat = [_flat(rule.model_dump(mode="json", exclude={"id", "question", "requirement"})) for rule in (one, other)]
        found += _values(f"rule of {name}", *flat)
    return found
