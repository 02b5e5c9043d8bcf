"""What an instrument asks: its questions completed from the backbone (or from the pack it is based on), in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.binding import placed_questions, requirements_of, whole_question
from rules.model import Instrument, LeftOut, Placement, Question, RulePack
from rules.reading import Entries, File, Problem, Row, read_entries, rows_of
from rules.requirements import Backbone


@dataclass(frozen=True, slots=True)
class Asked:
    """``questions.toml``: questions, requirements placed under elements, requirements left out.

    Args:
        generated: The questions that placements stand for.
        inherited: Those of the pack this one is based on that it says nothing of.
    """

    questions: Entries[Question]
    placements: Entries[Placement]
    left_out: Entries[LeftOut]
    generated: tuple[Question, ...]
    inherited: tuple[Question, ...]

    def in_order(self, instrument: Instrument | None) -> tuple[Question, ...] | None:
        """All questions, element by element; None when some could not be read."""
        if self.questions.broken or self.placements.broken:
            return None
        places = {} if instrument is None else {one.id: place for place, one in enumerate(instrument.elements)}
        order = {one.id: place for place, one in enumerate(self.inherited)}
        own = sorted(self.questions.values, key=lambda one: order.get(one.id, len(order)))
        replaced = {one.id for one in own}
        kept = [one for one in self.inherited if one.id not in replaced]
        merged = sorted((*kept, *own), key=lambda one: order.get(one.id, len(order))) if order else own
        return tuple(sorted((*merged, *self.generated), key=lambda one: places.get(one.element, len(places))))


def read_asked(file: File | None, backbone: Backbone, base: RulePack | None, problems: list[Problem]) -> Asked:
    """The questions of a file or sheet.

    Args:
        base: The pack whose questions are taken where this one has the same id, or none of that id.
    """
    known = {} if base is None else {one.id: one for one in base.questions}

    def complete(row: Row) -> Row:
        same = known.get(str(row.get("id")))
        if same is None:
            return whole_question(row, backbone)
        kept = same.model_dump(mode="json", exclude_none=True)
        if row.get("requirement", same.requirement) != same.requirement:
            kept.pop("requirement_fr", None)  # our French is not the partner's wording
        return {**kept, **row}

    questions = read_entries(file, "question", Question, problems, complete)
    placements = read_entries(file, "placement", Placement, problems)
    left_out = read_entries(file, "left_out", LeftOut, problems, lambda row: _without_defaults(row, file))
    name = "questions.toml" if file is None else file.name
    for row in rows_of(file, "question"):
        place = questions.places.get(f"question {row.get('id')}", "question")
        for unknown in _unknown(requirements_of(str(row.get("canonical", "M1"))), backbone):
            problems.append(Problem(name, place, f"canonical: no requirement {unknown!r} in the backbone"))
    for question in questions.values:
        if question.part is not None and question.part not in backbone.parts:
            message = f"part: there is no {question.part!r}; there are: {', '.join(backbone.parts)}"
            problems.append(Problem(name, questions.places[f"question {question.id}"], message))
    placed = [(f"placement {one.element}", one.requirements) for one in placements.values]
    left = [("left_out", one.requirements) for one in left_out.values]
    for place, names in (*placed, *left):
        for unknown in _unknown(names, backbone):
            problems.append(Problem(name, place, f"no requirement {unknown!r} in the backbone"))
    generated = tuple(placed_questions(placements.values, backbone))
    return Asked(questions, placements, left_out, generated, () if base is None else base.questions)


def unplaced(
    instrument: Instrument, questions: Sequence[Question], left_out: Sequence[LeftOut], backbone: Backbone
) -> list[Problem]:
    """Documentation requirements that a pack without a question list of its own forgets."""
    if instrument.depth == "questions":
        return []
    named = {name for question in questions for name in requirements_of(question.canonical)}
    named.update(name for one in left_out for name in one.requirements)
    wanted = [one.id for one in backbone.requirements.values() if one.primary_method == "documentation"]
    open_ones = [name for name in wanted if name not in named]
    if not open_ones:
        return []
    message = f"place these requirements under an element, or leave them out with a reason: {', '.join(open_ones)}"
    return [Problem("questions.toml", "placement", message)]


def _unknown(names: Sequence[str], backbone: Backbone) -> list[str]:
    return [name for name in names if name not in backbone.requirements]


def _without_defaults(row: Row, file: File | None) -> Row:
    """[defaults] are for questions and placements; what is left out has a reason of its own."""
    defaults = {} if file is None else file.defaults()
    return {key: value for key, value in row.items() if key not in defaults}
