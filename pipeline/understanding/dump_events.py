"""Step 5, part: a paper with an open day -> where registers, minutes and matrices of the dump name its event."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.mapping.names import Name, name_of, same_person
from pipeline.model import Fact, Profile, ReadDocument
from pipeline.understanding.sites import sites_in_path

REGISTERS = frozenset(
    "corrective_action_log concern_log statistics document_control training_matrix hsc_minutes safety_meeting"
    " management_review".split()
)
"""What names events that other papers record."""
DAILY = frozenset("flha pre_use_inspection toolbox_talk permit driver_file pm_record".split())
"""Of these there is one on most days: a register that names one on a day need not mean this one."""
NO_EVENT = frozenset(
    {"due", "closed", "review_due", "expiry", "form_revision", "printed", "period", "effective", "previous"}
)
HOLDERS = frozenset({"holder", "trainee"})
SAME_COURSE = 85
LEAST_WORDS = 2
NUMBER_IN_LINES = 12
# "Incident No. INC-2026-014", "Report # 26-031", "N° de rapport : R-118": the number of this one record.
RECORD_NUMBER = re.compile(
    r"\b(?:incident|report|record|certificate|investigation|inspection|near miss|claim|rapport|certificat|dossier)"
    r"\W{0,3}(?:no\b\.?|number|#|id\b|n°)\W{0,3}(?P<number>[A-Z0-9]{1,6}(?:-[A-Z0-9]{1,6}){1,3})(?![\w-])",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{4,24}")
_TOKEN = re.compile(r"[\w-]+")
_ON_ANY_PAPER = frozenset("form report record checklist sheet card page safety health company formulaire fiche".split())


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """A line that names something with a clear day."""

    shown_path: str
    page: int
    day: date
    line: str
    document_id: str
    register: bool
    site: str | None
    person: Name = ()
    course: str = ""


class Events:
    """Every clear day that papers of a dump name, found once; the order of the papers plays no part.

    Args:
        documents: All of them; restricted ones are not witnesses, for a reason would name their file.
    """

    def __init__(self, documents: Sequence[ReadDocument], profile: Profile) -> None:
        self._profile = profile
        self._on: dict[date, list[Naming]] = defaultdict(list)
        self._taken: dict[tuple[str, date], set[tuple[str, str | None]]] = defaultdict(set)
        for document in documents:
            known = document.understanding
            when = known.evidence_date
            for day in (when.value,) if when.value is not None else when.alternatives:
                self._taken[known.classification.document_type, day].add((known.document.id, known.site))
            if not known.restricted and not known.blank_form:
                for naming in _namings(document):
                    self._on[naming.day].append(naming)

    def naming(self, document: ReadDocument, days: Iterable[date]) -> tuple[Naming, ...]:
        """The lines of other papers that name this paper's event on one of these days, in the order of their paths."""
        own = _own(document)
        found = {
            one
            for day in days
            for one in self._on.get(day, ())
            if one.document_id != document.understanding.document.id and self._means(one, own)
        }
        return tuple(sorted(found))

    def _means(self, one: Naming, own: "_Own") -> bool:
        if own.number is not None and own.number in _TOKEN.findall(one.line):
            return True
        if one.person:
            return _same_training(one, own)
        return one.register and own.kind not in DAILY and self._same_event(one, own)

    def _same_event(self, one: Naming, own: "_Own") -> bool:
        """The words of its title, at its site, and no other paper of its kind that the line could mean."""
        if len(own.words) < LEAST_WORDS or not own.words <= set(_WORD.findall(one.line)):
            return False
        if len(self._profile.sites) > 1:
            named = sites_in_path(one.line, self._profile) or ([one.site] if one.site else [])
            if own.site is None or named != [own.site]:
                return False
        others = {site for name, site in self._taken.get((own.kind, one.day), ()) if name != own.document_id}
        return not others & {own.site, None} and (own.site is not None or not others)


@dataclass(frozen=True, slots=True)
class _Own:
    """What a line must name to mean this paper."""

    document_id: str
    kind: str
    site: str | None
    words: frozenset[str]
    number: str | None
    people: tuple[Name, ...]
    courses: tuple[str, ...]


def _own(document: ReadDocument) -> _Own:
    known = document.understanding
    rows = [fact for fact in known.facts if fact.kind == "training_row"]
    holders = [fact.value for fact in known.facts if fact.kind == "person" and fact.role in HOLDERS]
    people = {name_of(name) for name in (*holders, *(row.attribute("person") or "" for row in rows))} - {()}
    title = next((fact.value for fact in known.facts if fact.kind == "title"), "").casefold()
    courses = tuple(course for row in rows if (course := row.attribute("course")))
    words = frozenset(_WORD.findall(title)) - _ON_ANY_PAPER
    return _Own(
        known.document.id,
        known.classification.document_type,
        known.site,
        words,
        _record_number(document),
        tuple(sorted(people)),
        courses or ((title,) if title else ()),
    )


def _record_number(document: ReadDocument) -> str | None:
    """The number at the head of a record that is its own, or None; a form's number is on every copy of the form."""
    forms = {fact.value.casefold() for fact in document.understanding.facts if fact.kind == "revision"}
    lines = document.pages[0].text.split("\n")[:NUMBER_IN_LINES] if document.pages else []
    found = {
        match["number"].casefold()
        for line in lines
        for match in RECORD_NUMBER.finditer(line[:300])
        if any(character.isdigit() for character in match["number"])
    } - forms
    return next(iter(found)) if len(found) == 1 else None


def _same_training(one: Naming, own: _Own) -> bool:
    from rapidfuzz import fuzz

    who = any(same_person(one.person, person) for person in own.people)
    return who and any(fuzz.token_set_ratio(one.course, course.casefold()) >= SAME_COURSE for course in own.courses)


def _namings(document: ReadDocument) -> Iterator[Naming]:
    known = document.understanding
    register = known.classification.document_type in REGISTERS
    for fact in known.facts:
        day = _clear_day(fact)
        if day is None:
            continue
        who: Name = ()
        course = ""
        if fact.kind == "training_row":
            who, course = name_of(fact.attribute("person") or ""), (fact.attribute("course") or "").casefold()
        line = fact.citation.quote.casefold()
        place = (document.shown_path, fact.citation.page)
        yield Naming(*place, day, line, known.document.id, register, known.site, who, course)


def _clear_day(fact: Fact) -> date | None:
    if fact.ambiguous:
        return None
    if fact.kind == "date" and fact.role not in NO_EVENT:
        return _iso(fact.value)
    return _iso(fact.attribute("completed") or "") if fact.kind == "training_row" else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
