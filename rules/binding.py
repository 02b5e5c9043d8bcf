"""From what a pack's files say to whole questions and rules: what they inherit from the backbone is filled in here."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rules.jurisdiction import Jurisdiction
from rules.model import Applies, Example, Needed, Placement, Question, RequirementRule, Rule, Shown
from rules.reading import Row
from rules.requirements import Backbone
from rules.system_parts import WHOLE, SystemPart, about, about_fr

# What a rule may change of the requirement it is based on without needing examples of its own: none of it decides
# whether one document fits.
_SAME_FIT = frozenset(
    {"id", "question", "based_on", "sampling", "applies", "ask", "holder", "source", "confidence", "na_note"}
)


def requirements_of(canonical: str) -> list[str]:
    """The requirement ids in a question's ``canonical``: "J3+J4" names two."""
    return canonical.split("+")


def whole_question(row: Row, backbone: Backbone) -> Row:
    """A [[question]] entry with the text and methods of its requirement where it has none of its own.

    With several requirements behind it there is no one text to inherit, and the entry must say everything itself.
    """
    canonical = row.get("canonical")
    found = backbone.requirements.get(canonical) if isinstance(canonical, str) else None
    whole = dict(row)
    if found is None:
        if "primary_method" in row:
            whole.setdefault("methods", [row["primary_method"]])
        return whole
    part = _part(row.get("part"), backbone)
    if "requirement" not in row:
        whole["requirement"] = about(found.requirement, part)
        if found.requirement_fr is not None:
            whole.setdefault("requirement_fr", about_fr(found.requirement_fr, part))
    method = whole.setdefault("primary_method", found.primary_method)
    same = method == found.primary_method
    whole.setdefault("methods", list(found.methods) if same else [method])
    if method != "documentation":
        rule = backbone.rules.get(found.id)
        prepares = found.prepares or (rule.ask if rule is not None else None)
        if prepares is not None:
            whole.setdefault("prepares", about(prepares, part))
    elif found.no_rule_because is not None and found.id not in backbone.rules:
        whole.setdefault("no_rule_because", found.no_rule_because)
    return whole


def whole_rule(row: Row, backbone: Backbone, law: Jurisdiction | None) -> Row:
    """A [[rule]] entry of a pack with everything it does not change of the requirement it is ``based_on``."""
    base = row.get("based_on")
    own = {key: value for key, value in row.items() if key != "based_on"}
    found = backbone.rules.get(base) if isinstance(base, str) else None
    if found is None:
        return own
    inherited = found.model_dump(mode="json", exclude_defaults=True, exclude={"workplace_body", "part_records"})
    applies = applies_in(found, law)
    if applies is not None:
        inherited["applies"] = applies.model_dump(mode="json")
    inherited["ask"] = about(found.ask, WHOLE)
    return {"id": base, **inherited, **own, "requirement": base}


def placed_questions(placements: Sequence[Placement], backbone: Backbone) -> list[Question]:
    """One question for every requirement placed under an element, with the requirement's id."""
    questions: list[Question] = []
    for placement in placements:
        for name in placement.requirements:
            row = {
                "id": name,
                "element": placement.element,
                "canonical": name,
                "source": placement.source,
                "confidence": placement.confidence,
            }
            if name in backbone.requirements:
                questions.append(Question.model_validate(whole_question(row, backbone)))
    return questions


def bound_rules(
    questions: Sequence[Question], own: Sequence[Rule], backbone: Backbone, law: Jurisdiction | None
) -> tuple[tuple[Rule, ...], tuple[Example, ...]]:
    """The pack's rules in the order of its questions, and the backbone's examples for those that come from there.

    A rule of the pack's own goes before the backbone's. Rules of questions that do not exist come last, so that they
    can be complained about.
    """
    shared = Counter(_asked_once(question) for question in questions if _binds(question, own, backbone))
    rules: list[Rule] = []
    examples: list[Example] = []
    for question in {question.id: question for question in questions}.values():
        rules += [rule for rule in own if rule.question == question.id]
        if _binds(question, own, backbone):
            name = _asked_once(question)
            rule_id = name if shared[name] == 1 else f"{name}:{question.id}"
            part = _part(question.part, backbone)
            rules.append(_bound(rule_id, question, part, backbone, law))
            examples += _examples(rule_id, question.canonical, part, backbone)
    known = {question.id for question in questions}
    rules += [rule for rule in own if rule.question not in known]
    return tuple(rules), tuple(examples)


def _asked_once(question: Question) -> str:
    """What tells a question's rule from others: the requirement, and the part of the system it is asked of."""
    return question.canonical if question.part is None else f"{question.canonical}:{question.part}"


def _bound(rule_id: str, question: Question, part: SystemPart, backbone: Backbone, law: Jurisdiction | None) -> Rule:
    """The backbone's rule for one question."""
    rule = backbone.rules[question.canonical]
    needed = {field: getattr(rule, field) for field in Needed.model_fields}
    needed["applies"] = applies_in(rule, law)
    needed["ask"] = about(rule.ask, part)
    words = (*part.words, *part.records) if rule.part_records else part.words
    needed["subject"] = words or rule.subject
    return Rule(id=rule_id, question=question.id, requirement=question.canonical, **needed)


def _part(name: object, backbone: Backbone) -> SystemPart:
    """The part of that id; the whole system where a question names none."""
    return backbone.parts.get(name, WHOLE) if isinstance(name, str) else WHOLE


def applies_in(rule: RequirementRule, law: Jurisdiction | None) -> Applies | None:
    """From which head count a requirement applies under a province's law as it stands now.

    A province whose law was not read gives no bound: the question stands open for every head count.
    """
    committee = None if law is None else law.committee_on(date.max)
    if rule.workplace_body is None or law is None or committee is None or committee.committee_from is None:
        return rule.applies
    return _body_applies(rule.workplace_body, law.name, committee.committee_from, committee.representative_from)


def _body_applies(body: str, name: str, first: int, small: int | None) -> Applies | None:
    if body == "committee":
        rest = "" if small is None else "; below that a representative"
        return Applies(minimum_head_count=first, reason=f"{name} asks for a committee from {first} workers{rest}")
    if body == "representative":
        if small is None:  # from which head count was not read, only where it ends
            reason = f"{name} asks for a committee from {first} workers, which takes the representative's place"
        else:
            since = f"from {small} to {first - 1}"
            reason = f"{name} asks for a representative {since} workers; from {first} a committee takes that place"
        return Applies(minimum_head_count=small, maximum_head_count=first - 1, reason=reason)
    if small is None:
        return None
    reason = f"{name} asks for no committee or representative below {small} workers"
    return Applies(minimum_head_count=small, reason=reason)


def inherited_examples(rows: Sequence[Row], backbone: Backbone) -> list[Example]:
    """The backbone's examples for a pack's rules that change nothing of what makes a document fit."""
    found: list[Example] = []
    for row in rows:
        base = row.get("based_on")
        name = row.get("id", base)
        if isinstance(base, str) and isinstance(name, str) and set(row) <= _SAME_FIT:
            found += _examples(name, base, WHOLE, backbone)
    return found


def _binds(question: Question, own: Sequence[Rule], backbone: Backbone) -> bool:
    """Whether the question is answered by the backbone's rule."""
    if question.primary_method != "documentation" or question.no_rule_because is not None:
        return False
    return question.canonical in backbone.rules and all(rule.question != question.id for rule in own)


def _examples(rule_id: str, requirement: str, part: SystemPart, backbone: Backbone) -> list[Example]:
    found: list[Example] = []
    for one in backbone.examples.get(requirement, ()):
        shown = {field: getattr(one, field) for field in Shown.model_fields}
        found.append(Example(rule=rule_id, **{**shown, "text": about(one.text, part)}))
    return found
