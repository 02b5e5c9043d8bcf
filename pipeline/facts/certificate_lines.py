"""Step 5, part of the certificate finder: the lines of a ticket -> its holder, course, provider and instructor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.certificate_words import (
    COURSE_END,
    COURSE_NOUN,
    DID,
    EARNED,
    FILLER,
    FIT_TITLE,
    GENERIC,
    HOLDER,
    LEVEL,
    NO_COURSE,
    PROVIDER,
    PROVIDER_END,
    SCHOOL,
    SIGNS,
    TEACHES,
)
from pipeline.facts.identity_words import COMPANY
from pipeline.facts.namelists import LAST_FIRST, name_at, people_at
from pipeline.facts.names import as_name
from pipeline.facts.people_seen import spaced
from pipeline.facts.reading import Line, PageReading

HEAD_LINES = 30
"""Lines of a page that may name holder and course; certificates are short."""
LONGEST_COURSE = 90
SHORT_COURSE = 40
LABEL_WORDS = 2
LONGEST_SENTENCE = 130
"""Longer lines are the small print of a card."""


@dataclass(frozen=True, slots=True)
class _Answer:
    pattern: re.Pattern[str]

    def answer(self, text: str) -> str | None:
        """What a label asks for, cut where the next begins."""
        match = self.pattern.search(text)
        if match is None:
            return None
        value = COURSE_END.split(match["w"].strip(" :_|"), maxsplit=1)[0].strip(" :_|,")
        if not _may_be_course(value):
            return None
        return None if value.lower().startswith(("date", "training ", "course requirements")) else value


COURSE_LABEL = _Answer(
    re.compile(
        r"(?:\b(?:course|program|training|module|qualification|subject|formation|cours"
        r"|authorized to operate)(?: title| name| type)?"
        r"\s{0,2}[:|]|\b(?:ticket|topic|task|equipment|licence|license|class) ?(?:title|name"
        r"|type)?\s{0,2}:)\s{0,3}(?P<w>[^\n]{3,120})",
        re.I,
    )
)


def holder_of(page: PageReading, card: bool) -> tuple[str, Line] | None:
    """Whom a ticket is made out to; on a card also the first line that is a name and nothing else."""
    for index, line in enumerate(page.lines):
        match = HOLDER.search(line.text)
        if match is None:
            continue
        listed = people_at(match["v"].lstrip(" :_|"), wide=False)
        if listed:
            return listed[0].name, line
        if match["v"].strip(" _:.|,") and not match["v"].startswith(","):
            continue
        for other in page.lines[index + 1 : index + 4]:
            told = name_alone(other.text)
            if told is not None:
                return told, other
    return _bare_holder(page) if card else None


def _bare_holder(page: PageReading) -> tuple[str, Line] | None:
    for index, line in enumerate(page.lines[:HEAD_LINES]):
        text = spaced(line).strip()
        told = name_alone(re.split(r"\s{3,}", text, maxsplit=1)[0])
        if told is None:
            taken = name_at(text, 0)
            told = taken[0] if taken is not None and DID.match(text, taken[1]) else None
        if told is None and (turned := LAST_FIRST.match(text)) is not None and text[turned.end() :][:1] in {" ", ""}:
            told = as_name(f"{turned[2]} {turned[1]}")
        if told is None or _no_holder(text):
            continue
        below = page.lines[index + 1].text if index + 1 < len(page.lines) else ""
        if DID.search(text) or not (SIGNS.search(text) or SIGNS.search(below)):
            return told, line
    return None


def _no_holder(text: str) -> bool:
    """A school's name or the ticket's own, which may look like a person's."""
    named = text if DID.search(text) is None else ""
    return any(pattern.search(named) for pattern in (SCHOOL, COURSE_NOUN, FIT_TITLE)) or GENERIC.match(text) is not None


def name_alone(text: str) -> str | None:
    """The name of a line that holds a name and, at most, a birthday or a comma behind it."""
    taken = name_at(text.strip(), 0)
    if taken is None:
        return as_name(text)
    rest = text.strip()[taken[1] :]
    return taken[0] if not rest.strip(" .,*_") or re.match(r",\s{0,2}(?:née?\b|born\b|of\b)", rest) else None


def course_of(page: PageReading, document_type: str) -> str | None:
    """What a ticket was given for."""
    if document_type == "fit_test":
        cells = (cell for line in page.lines[:HEAD_LINES] for cell in re.split(r"\s{3,}|\t", spaced(line)))
        return next((_cut(cell) for cell in cells if FIT_TITLE.search(cell)), None) or "fit test"
    for index, line in enumerate(page.lines[:HEAD_LINES]):
        told = COURSE_LABEL.answer(line.text) or _earned(page, index)
        if told is not None:
            return told
    return _headline(page)


def _earned(page: PageReading, index: int) -> str | None:
    """The course of "has completed …", on the same line or below it."""
    match = EARNED.search(page.lines[index].text)
    if match is None or len(page.lines[index].text) > LONGEST_SENTENCE:
        return None
    said = FILLER.sub("", page.lines[index].text[match.end() :])
    rest = _cut(said)
    if said.strip(" .:;,"):
        return rest if _may_be_course(rest) and (COURSE_NOUN.search(rest) or rest[:1].isupper()) else None
    for other in page.lines[index + 1 : index + 4]:
        if not other.text.strip():
            continue
        rest = _cut(FILLER.sub("", other.text) if EARNED.search(other.text) else other.text)
        if _may_be_course(rest) and name_alone(other.text) is None:
            return rest
    return None


def _headline(page: PageReading) -> str | None:
    """Of the lines that name something taught, and are neither the ticket's name nor a person's, the most telling."""
    best: tuple[float, str] | None = None
    for rank, line in enumerate(line for line in page.lines[:HEAD_LINES] if line.text.strip()):
        for cell in re.split(r"\s{3,}|\t|\s\|\s", spaced(line)):
            text = _cut(cell)
            if _may_be_course(text) and COURSE_NOUN.search(text) and _names_course(text) and len(cell) < LONGEST_COURSE:
                told = 1.0 * bool(LEVEL.search(text)) + 0.6 * text.isupper() - 0.1 * rank - 0.5 * (rank == 0)
                best = max(best, (told, text), key=lambda one: one[0]) if best is not None else (told, text)
    return best[1] if best is not None else None


def _names_course(text: str) -> bool:
    """Neither a school nor the answer of a label of a word or two."""
    label, colon, _ = text.partition(":")
    return not _is_provider(text) and (not colon or len(label.split()) > LABEL_WORDS)


def _may_be_course(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    if not 3 <= len(text) <= LONGEST_COURSE or letters < 3 or GENERIC.match(text) or NO_COURSE.match(text):
        return False
    return COURSE_NOUN.search(text) is not None or as_name(text) is None


def _cut(text: str) -> str:
    whole = text.strip(' \t:_|*-–"“”')
    cut = COURSE_END.split(whole, maxsplit=1)[0].strip(' :_|,.*-–"“”')
    at_work = COURSE_NOUN.search(cut) is None and COURSE_NOUN.search(whole) is not None and len(whole) < SHORT_COURSE
    return whole if at_work else cut  # "Working at heights" is cut nowhere


def _is_provider(text: str) -> bool:
    return SCHOOL.search(text) is not None or COMPANY.search(text) is not None


def provider_of(page: PageReading, card: bool) -> str | None:
    """Who gave the course or test: a label's answer, else a line that is a school's or agency's name."""
    for line in page.lines if card else ():
        match = PROVIDER.search(line.text)
        if match is not None and SCHOOL.search(match["v"]):
            return PROVIDER_END.split(match["v"], maxsplit=1)[0].strip(" .,")
    for line in page.lines[: HEAD_LINES if card else 0]:
        for cell in re.split(r"\s{3,}|\t", spaced(line)):
            text = cell.strip(" ,*_")
            if 5 <= len(text) <= 70 and SCHOOL.search(text) and _is_title_case(text) and not re.search(r"\d|:", text):
                return re.split(r",\s|\s\(|\s[-–—]\s", text, maxsplit=1)[0].strip()
    for line in page.lines:
        match = COMPANY.search(line.text[:200])
        if match is not None:
            return match["name"].strip()
    return None


def _is_title_case(text: str) -> bool:
    """A name of a firm: its words of four letters and more begin with a capital."""
    return all(word[0].isupper() for word in re.findall(r"[A-Za-zÀ-ÿ]{4,40}", text))


def trainer_of(page: PageReading) -> Iterator[tuple[str, Line]]:
    """Names with an instructor's title behind or under them."""
    for index, line in enumerate(page.lines):
        taken = name_at(line.text.strip(), 0)
        if taken is None:
            continue
        rest = line.text.strip()[taken[1] :]
        below = page.lines[index + 1].text if index + 1 < len(page.lines) else ""
        titled = re.match(r"\s{0,2}[,(–-]\s{0,2}[^,\n]{0,30}", rest)
        if (titled and TEACHES.search(titled.group())) or (
            not rest.strip(" .,_") and re.match(r"^\W{0,3}(?:\w{3,10} )?(?:\w{0,3})" + TEACHES.pattern, below, re.I)
        ):
            yield taken[0], line
