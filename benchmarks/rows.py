"""Rows of held-out papers against their truth: actions, findings, hazards and controls, certificates, topics."""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.facts import FORMS, answers
from benchmarks.heldout.houses import load_houses
from benchmarks.heldout.rows import DATED, FIELDS, ISO, SLICES, PaperRows, TrueRow, load_rows, words
from pipeline.model import Fact

KINDS: dict[str, tuple[str, ...]] = {
    "follow-up": ("actions", "findings"),
    "hazards": ("hazards",),
    "certificates": ("certificates",),
}
"""Kinds of truth that are compared together: whether a finding's remedy is told as action or finding is one field."""
FACTS: dict[str, tuple[str, ...]] = {
    "follow-up": ("action", "finding_row"),
    "hazards": ("hazard_row",),
    "certificates": ("training_row",),
}
TOLD_AS: dict[str, tuple[str, ...]] = {
    "before": ("rating",),
    "after": ("residual",),
    "control": ("controls",),
    "holder": ("person",),
}
"""What the facts call a field of the truth."""
SAME = 0.6
"""Two texts are one when they share this much of their words (F1)."""
LONG_ROW = 0.5
"""A text is the same row when it holds this share of the other's words and is itself not much longer."""


@dataclass
class Score:
    """Counts of one kind of row."""

    true: int = 0
    found: int = 0
    told: int = 0
    right: int = 0
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)


def same_text(true: str, told: str) -> bool:
    """Whether a told text is the true one, give or take a few words."""
    left, right = Counter(words(true)), Counter(words(told))
    shared = sum((left & right).values())
    return bool(shared) and 2 * shared >= SAME * (left.total() + right.total())


def same_row(true: str, told: str) -> bool:
    """Whether a told text is about the true row: the same text, or most of either inside the other."""
    left, right = set(words(true)), set(words(told))
    if not left or not right:
        return False
    shared = len(left & right)
    return same_text(true, told) or (shared >= max(LONG_ROW * len(left), 1) and len(right) <= 3 * len(left) + 6) or (
        shared == len(right) and shared >= 2
    )  # fmt: skip


def same_field(name: str, wordings: Sequence[str], told: str) -> bool:
    """Whether a field is right: a day is the same day, anything else the same words."""
    if name in DATED:
        return any(told == wording or (not ISO.match(wording) and same_text(wording, told)) for wording in wordings)
    if name in {"before", "after", "severity"}:
        return any(set(words(wording)) <= set(words(told)) for wording in wordings)
    return any(same_text(wording, told) for wording in wordings)


def _texts(fact: Fact) -> tuple[str, ...]:
    """What a fact may be recognised by."""
    if fact.kind == "training_row":
        return (fact.attribute("person") or "",)
    told = (fact.attribute("finding"), fact.attribute("action"))
    both = " ".join(text for text in told if text)
    return tuple(dict.fromkeys(text for text in (fact.value, both, *told) if text))


def _field(fact: Fact, name: str) -> str | None:
    if name in {"what", "hazard"}:
        return fact.value
    return next((said for key in TOLD_AS.get(name, (name,)) if (said := fact.attribute(key))), None)


def _same(true: TrueRow, fact: Fact) -> bool:
    name = FIELDS[true.kind][0]
    return any(same_row(wording, text) for wording in true.fields[name] for text in _texts(fact))


def compare(kind: str, truth: PaperRows, facts: Iterable[Fact], score: Score, say: bool) -> None:
    """Count one paper's rows of one kind into a score; with `say` print what is missed and what is false."""
    rows = [row for row in truth.rows if row.kind in KINDS[kind]]
    told = [fact for fact in facts if fact.kind in FACTS[kind]]
    taken: dict[int, Fact] = {}
    spare: list[Fact] = []
    for fact in told:
        place = next((at for at, row in enumerate(rows) if at not in taken and _same(row, fact)), None)
        if place is None:
            spare.append(fact)
        else:
            taken[place] = fact
    false = [fact for fact in spare if not _allowed(truth, rows, fact)]
    score.true += len(rows)
    score.found += len(taken)
    score.told += len(taken) + len(false)
    score.right += len(taken)
    for at, row in enumerate(rows):
        _fields(row, taken.get(at), score)
        if say and at not in taken:
            print(f"  {truth.paper.name} missed {row.kind}: {next(iter(row.fields.values()))[0]}")
        elif say:
            _wrong_fields(truth, row, taken[at])
    for fact in false if say else ():
        print(f"  {truth.paper.name} false {fact.kind}: {fact.value[:70]!r} {fact.attributes}")


def _allowed(truth: PaperRows, rows: Sequence[TrueRow], fact: Fact) -> bool:
    """A second telling of a true row, or something the truth leaves open."""
    texts = _texts(fact)
    return any(_same(row, fact) for row in rows) or any(
        same_row(text, said) for text in truth.open for said in texts
    )  # fmt: skip


def _fields(row: TrueRow, fact: Fact | None, score: Score) -> None:
    for name in FIELDS[row.kind][1:] if row.kind != "hazards" else FIELDS[row.kind]:
        said = _field(fact, name) if fact is not None else None
        wordings = row.fields.get(name)
        score.fields[name, "true"] += wordings is not None
        score.fields[name, "told"] += said is not None
        right = wordings is not None and said is not None and same_field(name, wordings, said)
        score.fields[name, "right"] += right


def _wrong_fields(truth: PaperRows, row: TrueRow, fact: Fact) -> None:
    for name in FIELDS[row.kind][1:]:
        wordings, said = row.fields.get(name), _field(fact, name)
        if (wordings or said) and not (wordings and said and same_field(name, wordings, said)):
            print(f"  {truth.paper.name} {row.fields[FIELDS[row.kind][0]][0][:40]!r} {name}: {wordings}; told {said!r}")


def compare_topics(truth: PaperRows, facts: Iterable[Fact], score: Score, say: bool) -> None:
    """Count one paper's topics; more topics than the truth lists are no mistake of a paper that lists none."""
    told = [fact.value for fact in facts if fact.kind == "topic"]
    missed = [text for text in truth.topics if not any(same_row(text, said) for said in told)]
    spare = [said for said in told if not any(same_row(text, said) for text in truth.topics)]
    score.true += len(truth.topics)
    score.found += len(truth.topics) - len(missed)
    score.told += len(told)
    score.right += len(told) - len(spare)
    for text in missed if say else ():
        print(f"  {truth.paper.name} missed topic: {text}")
    for text in spare if say else ():
        print(f"  {truth.paper.name} false topic: {text[:80]!r}")


def measure_rows(form: str = "text", slices: Sequence[str] = SLICES, misses: bool = False) -> None:
    """Print recall and precision of rows and of their fields.

    Args:
        slices: Papers whose truth was written before ("first") or after ("second") the finders were reworked.
    """
    houses = load_houses()
    truths = {one.paper.name: one for one in load_rows(houses=houses)}
    every = [paper for house in houses for paper in house.documents]
    for part in slices:
        own = {name: one for name, one in truths.items() if one.slice == part}
        scores = {kind: Score() for kind in (*KINDS, "topics")}
        for answer in answers(every, form, [one.paper for one in own.values()]):
            truth = own[answer.paper.name]
            for kind in KINDS:
                compare(kind, truth, answer.found.facts, scores[kind], misses)
            compare_topics(truth, answer.found.facts, scores["topics"], misses)
        print(f"{part} slice, {len(own)} papers")
        for kind, score in scores.items():
            _report(kind, score)


def _report(kind: str, score: Score) -> None:
    print(f"  {kind:13} rows found {_share(score.found, score.true)}, right of those told "
          f"{_share(score.right, score.told)}")  # fmt: skip
    for name in dict.fromkeys(name for name, _ in score.fields):
        true, told, right = (score.fields[name, what] for what in ("true", "told", "right"))
        print(f"    {name:10} {_share(right, true)}; right of those told {_share(right, told)}")


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {100 * part / whole:.0f} %" if whole else "none"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.rows")
    parser.add_argument("--form", choices=FORMS, default="text")
    parser.add_argument("--slice", choices=SLICES, action="append")
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    measure_rows(chosen.form, chosen.slice or SLICES, chosen.misses)
