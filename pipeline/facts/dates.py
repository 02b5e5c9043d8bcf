"""Step 5, finder: a document -> its dates with the role each plays, and date labels nobody could read or fill."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.datelabels import (
    ASKS_DATE,
    AT_CLOCK,
    FORM_EDITION,
    GENERIC,
    OF_TEMPLATE,
    ONLY_DATE,
    SIGNING,
    role_before,
)
from pipeline.facts.daterepair import find_dates_recognised
from pipeline.facts.daterole import Label, goes_on, in_prose, label_of
from pipeline.facts.datetext import DateText, find_dates, form_order, order_hint
from pipeline.facts.places import Place, above, below, is_scrawl, right_of, span_box, trust, written
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.facts.signblocks import sign_blocks
from pipeline.model import Box, Fact

LEAST_TRUST = 60.0
"""A recognised date whose digits the engine trusts less is illegible rather than wrong."""
MOST_DATES = 400
FOOTER, HEADER = 0.93, 0.06
NEXT_TO = 0.2
"""A word farther right of a label belongs to another field."""
SHORT_PAGE = 10
HEAD_ZONE = (0.05, 0.3)
TITLE_ZONE = 12
"""Lines from the top in which a date without a label still dates the document."""

OPENS_STORY = re.compile(r"\W{0,4}(?:(?:on|le)\s{1,2})?(?:[a-zà-ÿ]{3,9}day,?\s{1,2})?", re.I)
"""What stands before the day a story begins with."""
CREATED = re.compile(r"\b(?:created|made|written|drawn up|started|prepared)\W{1,4}(?:on )?$", re.I)
REVISED_LATER = re.compile(r"\b(?:revised|re-?done|updated|reviewed)\W{1,4}(?:on )?\d", re.I)
ADOPTED = re.compile(
    r"[,)]?\s{1,2}(?:(?:were|was|are|is|as|est|sont|a été|furent)\s(?:\w{2,12}\s){0,2})?"
    r"(?:adopted|approved|accepted|read|circulated|passed|adopté\w?|approuvé\w?|lu)\b",
    re.I,
)
DAYS_OF = re.compile(r"\b(?:dates|held|on[- ]site|from)\W{0,6}(?:from )?$", re.I)
HAPPENED = {"incident": "incident", "emergency": GENERIC}
"""Families whose papers tell a story, and the role of the day it begins with."""
FORWARD_ROLES = frozenset({"review_due", "expiry", "due", "effective", "period", "previous"})
UNDER_PAGE_ROLES = frozenset({"signed", "form_revision", "printed", None})
HIDDEN_ROLES = frozenset({"born"})


def find(reading: Reading) -> Iterator[Fact]:
    """Dates read, ambiguous dates (all readings in ``alternatives``), and, with an empty value, places left unread.

    A fact with an empty value has the attribute ``state``: "illegible" or "absent"; it never leaves step 5.
    """
    made = 0
    placed = False
    asked = form_order(line.text for page in reading.pages for line in page.lines)
    for page in reading.pages:
        for index in range(len(page.lines)):
            for fact in _line_facts(reading, page, index):
                if fact.ambiguous and asked is not None:
                    fact = replace(fact, attributes=(*fact.attributes, ("asked", asked)))
                yield fact
                placed = placed or fact.role not in UNDER_PAGE_ROLES
                made += 1
                if made >= MOST_DATES:
                    return
    if not placed and reading.kind == "record" and reading.pages:
        yield from _scrawled_head(reading, reading.pages[0])


def _scrawled_head(reading: Reading, page: PageReading) -> Iterator[Fact]:
    """A record without any date or date label, but with an unreadable word at its head: there the date may stand."""
    pairs = (("state", "illegible"), ("unlabelled", "yes"))
    for line in page.lines if page.ocr else ():
        for word in line.words:
            if HEAD_ZONE[0] < word.box.top < HEAD_ZONE[1] and is_scrawl(word) and len(written(word.text)) >= 3:
                yield Fact("date", "", reading.cite(line, box=word.box), "dates", GENERIC, pairs)
                return


def _line_facts(reading: Reading, page: PageReading, index: int) -> Iterator[Fact]:
    line = page.lines[index]
    lowered = line.text.lower()
    digits = any(character.isdigit() for character in lowered)
    if not digits and "dat" not in lowered:
        return
    hint = order_hint(line.text) or (order_hint(page.lines[index - 1].text) if index else None)
    search = find_dates_recognised if page.ocr else find_dates
    found = search(line.text, reading.latest, hint) if digits else ()
    read_from = 0
    begun: str | None = None
    revised = REVISED_LATER.search(line.text) if len(found) > 1 else None
    for date_text in found:
        before = line.text[read_from : date_text.start]
        label = label_of(page, index, before, date_text)
        if revised is not None and date_text.end < revised.start() and CREATED.search(before):
            label = replace(label, role="previous")  # "created 2021-03-30, revised 2025-05-29"
        if label.role == "meeting" and ADOPTED.match(line.text[date_text.end :]):
            label = replace(label, role="previous")  # "the minutes of the meeting of 9 April were adopted"
        if begun is not None and label.role == "period":
            label, begun = replace(label, role=begun), None
        elif label.role in {GENERIC, "on_site"} and DAYS_OF.search(before) and goes_on(line.text[date_text.end :]):
            label, begun = replace(label, role="period"), label.role  # "Course dates: 21 to 23 May": the last day
        fact = _fact(reading, page, line, date_text, label)
        read_from = date_text.end
        if fact is not None:
            yield fact
    if "dat" in lowered:
        yield from _unfilled(reading, page, index, found)


def _fact(reading: Reading, page: PageReading, line: Line, found: DateText, label: Label) -> Fact | None:
    role = _settled_role(reading, page, line, found, label)
    if role in HIDDEN_ROLES:
        return None
    citation = reading.cite(line, box=span_box(line, found.start, found.end))
    bare = (("label", "bare"),) if label.bare else ()
    place_over = (("over", "yes"),) if label.over else ()
    vague = label.vague or (label.bare and found.several)
    place = (("unlabelled", "yes"),) if label.role is None or vague else ()
    prose = in_prose(line.text, found)
    if label.role is None and prose:
        told = AT_CLOCK.match(line.text[found.end :]) is not None or OPENS_STORY.fullmatch(line.text[: found.start])
        happened = reading.family in HAPPENED and bool(told)
        role, place = (HAPPENED[reading.family], ()) if happened else (None, (*place, ("prose", "yes")))
    elif role == "performed" and prose and not label.bare:
        place = (*place, ("prose", "yes"))
    place = (*place, *place_over)
    if page is reading.pages[0] and line.index == _first_line(page):
        place = (*place, ("title", "yes"))
    confidence = trust(line, found.start, found.end) if page.ocr else None
    if confidence is not None and confidence < LEAST_TRUST:
        return Fact("date", "", citation, "dates", role, (("state", "illegible"), *bare, *place))
    if confidence is not None:
        place = (*place, ("trust", str(round(confidence))))
    if found.order is not None:
        place = (*place, ("order", found.order))
    if found.weekday:
        place = (*place, ("weekday", "yes"))
    if found.value is None:
        written_days = tuple(day.isoformat() for day in found.readings)
        if role not in FORWARD_ROLES and all(day > reading.latest for day in found.readings):
            return None
        pairs = (("alternatives", "|".join(written_days)), ("written", found.text), *bare, *place)
        return Fact("date", " or ".join(written_days), citation, "dates", role, pairs, ambiguous=True)
    if found.value > reading.latest and role not in FORWARD_ROLES:
        return None
    return Fact("date", found.value.isoformat(), citation, "dates", role, (*bare, *place))


def _first_line(page: PageReading) -> int:
    """Where the title of a page stands: the index of its first line with words."""
    return next((line.index for line in page.lines if line.text.strip()), 0)


def _settled_role(reading: Reading, page: PageReading, line: Line, found: DateText, label: Label) -> str | None:
    """The role, with the edition of the blank form told apart from a revision of the document itself."""
    role = label.role
    at_edge = line.box is not None and (line.box.top > FOOTER or line.box.bottom < HEADER)
    edition = bool(FORM_EDITION.search(line.text[: found.start]))
    template = edition and OF_TEMPLATE.search(line.text[: found.start]) is not None
    if (
        role in {"revised", "effective", "issued", None}
        and edition
        and (at_edge or template or reading.kind == "record")
    ):
        return "form_revision"
    if role == "revised" and reading.kind == "record" and not _own_revision(reading):
        tail = line.box is None and len(page.lines) > SHORT_PAGE and line.index > len(page.lines) - 4
        return "form_revision" if at_edge or tail else "revised"
    if role is None and line.index < TITLE_ZONE and page is reading.pages[0]:
        return GENERIC
    return role


def _own_revision(reading: Reading) -> bool:
    """Assessments are living records: their revision dates are their own."""
    return reading.family == "hazard_assessment"


def _unfilled(reading: Reading, page: PageReading, index: int, found: tuple[DateText, ...]) -> Iterator[Fact]:
    """Date labels of a line without a date: illegible when somebody wrote there, else absent."""
    line = page.lines[index]
    for match in ASKS_DATE.finditer(line.text):
        if any(0 <= date_text.start - match.end() < 24 for date_text in found):
            continue
        box = span_box(line, match.start("label"), match.end("label"))
        state = _state(reading, page, index, match.end(), box)
        if state is None:
            continue
        role = (role_before(match["label"]) or (GENERIC, True))[0]
        if role == GENERIC and (
            SIGNING.search(line.text[: match.start()]) or any(True for _ in sign_blocks(page, line))
        ):
            role = "signed"
        if role not in HIDDEN_ROLES:
            pairs = (("state", state[0]), ("text", state[1]))
            yield Fact("date", "", reading.cite(line, box=box), "dates", role, pairs)


def _state(reading: Reading, page: PageReading, index: int, end: int, box: Box | None) -> tuple[str, str] | None:
    """The words "illegible" or "absent" with what little was read, or None when another line shows the place's date."""
    if box is None:
        return None if written(page.lines[index].text[end:]) else ("absent", "")
    places = (right_of(page, box, _next_label(page, index, end)), above(page, box, 1.8), below(page, box, 1.8))
    texts = [" ".join(word.text for word in place.words) for place in places]
    for text in texts:
        if find_dates_recognised(text, reading.latest) if page.ocr else find_dates(text, reading.latest):
            return None
    if page.ocr and _scribbled(places[0]):
        return "illegible", texts[0][:24]
    under_line = ONLY_DATE.match(page.lines[index].text[end - 5 : end].strip()) and bool(places[1].marks)
    beside = any(word.box.left < box.right + NEXT_TO for word in places[0].words)
    scrawled = page.ocr and not beside and (places[2].unreadable or under_line)
    return ("illegible", texts[2][:24]) if scrawled else ("absent", "")


def _scribbled(place: Place) -> bool:
    """True when the place right of a label holds ink or a word that is no label of its own."""
    if place.unreadable:
        return True
    return any(character.isdigit() for word in place.words for character in word.text)


def _next_label(page: PageReading, index: int, end: int) -> float | None:
    """Where the next label of the line begins, so that its value is not taken for this one's."""
    line = page.lines[index]
    colon = line.text.find(":", end + 1)
    if colon < 0:
        return None
    start = line.text.rfind("  ", end, colon)
    if start < 0:
        start = line.text.rfind(" ", end, colon)
    box = span_box(line, max(start, end), colon)
    return box.left if box is not None else None
