"""Needs that a name at the foot of a page settles: signed, by whom, reviewed by whom."""

import re

from pipeline.mapping.answers import Answer, labelled, met, say_label, unclear, unmet
from pipeline.mapping.names import name_of, same_person
from pipeline.mapping.surroundings import Surroundings, manages, rank
from pipeline.mapping.view import View
from pipeline.model import Fact
from rules.model import Rule

REVIEWER = labelled(
    r"(?:reviewed|approved|verified|checked) (?:and (?:approved|signed) )?by(?: manager| supervisor)?"
    r"|(?:manager|management|supervisor|reviewer)(?:['’]?s)? (?:signature|sign-?off|review)"
)
AUTHOR = re.compile(r"\b(?:investigat(?:or|ed)|prepared|completed|written|reported|author)\b", re.IGNORECASE)
TITLE_AFTER_NAME = 40
REVIEWING_PARTIES = frozenset({"reviewer", "manager", "supervisor"})
WORKING_PARTIES = frozenset({"worker", "attendee"})
TRAINING_PARTIES = frozenset({"trainer", "supervisor", "manager", "reviewer"})
WORKER = re.compile(r"\b(?:worker|employee|trainee|participant)['’]?s? {0,2}(?:signature|sign|signed)\b", re.IGNORECASE)
TRAINER = re.compile(
    r"\b(?:trainer|instructor|supervisor|assessor|evaluator|manager)['’]?s? {0,2}(?:signature|sign|signed)\b",
    re.IGNORECASE,
)


def signed(view: View, rule: Rule, around: Surroundings) -> Answer:
    """A signature of any kind."""
    how = view.understanding.signed
    mark = next((fact.citation for fact in view.facts("signature") if fact.role != "none"), None)
    if how == "cannot_tell":
        return unclear("signature: cannot tell, check by eye", mark)
    if how == "none" and mark is None:
        return unmet("not signed", "signature", "signature")
    return met(f"signed ({how if how != 'none' else 'named'})", mark)


def signed_by_top_manager(view: View, rule: Rule, around: Surroundings) -> Answer:
    """The signer is the top manager of the newest org chart; without a chart the title beside the name must do."""
    plain = signed(view, rule, around)
    if plain.state != "met":
        return plain
    signers = [fact for fact in view.facts("signature") if fact.role != "none" and name_of(signer(fact))]
    if not signers:
        return unclear("signed, signer's name not read", *plain.citations)
    if around.leaders:
        leading = next((fact for fact in signers if around.leads(name_of(signer(fact)))), None)
        if leading is not None:
            return met("signed by the top manager of the newest org chart", leading.citation)
        return unmet(
            "signer is not the top manager of the newest org chart",
            "signature",
            "signature of the top manager",
            signers[0].citation,
        )
    titled = next((fact for fact in signers if rank(_title_of(view, fact)) is not None), None)
    if titled is not None:
        return met("signed with a top manager's title, no org chart to check", titled.citation)
    return unclear("signed, no org chart to check the signer", signers[0].citation)


def _title_of(view: View, fact: Fact) -> str:
    """The title of a signer: the fact's, else what stands right after the name anywhere in the document."""
    said = fact.attribute("title")
    if said:
        return said
    text, shown = view.text.casefold(), signer(fact).casefold()
    end = text.rfind(shown) + len(shown)
    return text[end : end + TITLE_AFTER_NAME] if shown in text else ""


def signer(fact: Fact) -> str:
    """The name a signature fact gives; a bare label beside an unreadable signature is no name."""
    return fact.attribute("name") or ("" if fact.attribute("label") else fact.value)


def reviewer_signed(view: View, rule: Rule, around: Surroundings) -> Answer:
    """A manager's or reviewer's signature besides the author's."""
    authors = [name_of(fact.value) for fact in view.facts("person") if fact.role == "investigator"]
    marks = [fact for fact in view.facts("signature") if fact.role != "none"]
    others = [fact for fact in marks if not _is_authors(fact, authors)]
    senior = next(
        (
            fact
            for fact in others
            if fact.attribute("party") in REVIEWING_PARTIES
            or manages(fact.attribute("title") or "")
            or around.managers.find(name_of(signer(fact))) is not None
        ),
        None,
    )
    if senior is not None:
        return met("signed by a manager or reviewer", senior.citation)
    if others and len({name_of(signer(fact)) for fact in marks} - {()}) > 1:
        return met("more than one signature", marks[0].citation, marks[1].citation)
    if view.understanding.signed == "cannot_tell":
        return unclear("reviewer's signature: cannot tell, check by eye")
    found = say_label(view, REVIEWER, "reviewed by a named person")
    return found or unmet("no reviewer's signature", "signature", "signature of a manager or reviewer")


def _is_authors(fact: Fact, authors: list[tuple[str, ...]]) -> bool:
    """Whether whoever wrote the report signed here: the lead investigator does not review his own work."""
    if AUTHOR.search(fact.attribute("label") or ""):
        return True
    name = name_of(signer(fact))
    return bool(name) and any(author and same_person(name, author) for author in authors)


def both_signatures(view: View, rule: Rule, around: Surroundings) -> Answer:
    """The worker's and the trainer's signature."""
    marks = [fact for fact in view.facts("signature") if fact.role != "none"]
    names = [name_of(signer(fact)) for fact in marks]
    parties = {fact.attribute("party") for fact in marks}
    if len(marks) > 1 and (parties & WORKING_PARTIES and parties & TRAINING_PARTIES):
        return met("signatures of worker and trainer", marks[0].citation, marks[1].citation)
    if any(names[0] and other and not same_person(names[0], other) for other in names[1:]):
        return met("two different signatures", marks[0].citation, marks[1].citation)
    if view.understanding.signed == "cannot_tell":
        return unclear("signatures: cannot tell, check by eye")
    if view.understanding.signed == "none" and not marks:
        return unmet("not signed", "signature", "signatures of worker and trainer")
    worker, trainer = WORKER.search(view.text), TRAINER.search(view.text)
    if worker and trainer:
        return met("signed; places for worker and trainer", view.cite(worker.start(), worker.end()))
    return unmet("only one signature", "signature", "second signature of worker or trainer")
