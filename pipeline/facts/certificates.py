"""Step 5, finder: certificates, licences and tests -> one training row with holder, course, provider and dates."""

import re
from collections.abc import Iterator

from pipeline.facts.certificate_lines import COURSE_LABEL, course_of, holder_of, provider_of, trainer_of
from pipeline.facts.datelabels import role_before
from pipeline.facts.daterepair import find_dates_recognised
from pipeline.facts.datetext import DateText, find_dates
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact

TYPES = frozenset(
    {
        "training_certificate",
        "first_aid_certificate",
        "fit_test",
        "competency_assessment",
        "orientation_checklist",
        "training_test",
        "driver_file",
    }
)
TICKETS = frozenset({"training_certificate", "first_aid_certificate", "fit_test", "driver_file"})
CARDS = frozenset({"training_certificate", "first_aid_certificate", "fit_test"})
"""Papers that are nothing but the ticket: a name alone on its line is the holder's."""
ONE_COURSE_DAYS = 31
"""Days of one course lie no further apart: "May 5 and 6"; the last of them is the day it was completed."""

# Words before a date of a ticket that say until when it holds, beyond those of any paper.
HOLDS_UNTIL = re.compile(
    r"\b(?:until|till|thru|expir\w{0,6}|exp|runs? out|again (?:by|before)|re-?tests?(?: by| before| due)?"
    r"|retrain\w{0,3}"
    r"|renew\w{0,3}(?: recommended)?(?: by| before)?|recert\w{0,10}|void after|next (?:test|one|due"
    r"|training)|years?, to"
    r"|valid (?:to|for)|good (?:to|for|til)|jusqu.{1,4}|échéance|valable|valide)\b[^.]{0,24}$",
    re.I,
)
BORN = re.compile(r"\b(?:née? le|born|d\.?o\.?b\.?:?)\s{0,3}$", re.I)


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "training_row" and "person" (holder, trainer) for tickets; the row alone for tests and evaluations."""
    if reading.document_type not in TYPES:
        return
    card = reading.document_type in CARDS
    for page in reading.pages:
        holder = holder_of(page, card)
        course = course_of(page, reading.document_type) if card else _labelled_course(page)
        dates = _dates(reading, page)
        if holder is None or (course is None and "issued" not in dates):
            continue
        name, line = holder
        pairs = (
            ("person", name),
            ("course", course or reading.title),
            ("completed", dates.get("issued")),
            ("expires", dates.get("expiry")),
            ("provider", provider_of(page, card)),
        )
        attributes = tuple((key, value) for key, value in pairs if value)
        yield Fact(
            "training_row", f"{name}: {course or reading.title}", reading.cite(line), "certificates", None, attributes
        )
        if reading.document_type in TICKETS:
            yield Fact("person", name, reading.cite(line), "certificates", "holder")
            yield from _trainers(reading, page, name)


def _trainers(reading: Reading, page: PageReading, holder: str) -> Iterator[Fact]:
    """Who signed the ticket as its instructor, where the title stands under or behind the name."""
    for name, line in trainer_of(page):
        if name.casefold() != holder.casefold():
            yield Fact("person", name, reading.cite(line), "certificates", "trainer")


def _labelled_course(page: PageReading) -> str | None:
    return next((told for line in page.lines if (told := COURSE_LABEL.answer(line.text)) is not None), None)


def _dates(reading: Reading, page: PageReading) -> dict[str, str]:
    """Issue and expiry dates, by the words before them or on the line above."""
    found: dict[str, str] = {}
    search = find_dates_recognised if page.ocr else find_dates
    for index, line in enumerate(page.lines):
        above = page.lines[index - 1].text if index else ""
        start = 0
        issued: list[DateText] = []
        for date_text in search(line.text, reading.latest):
            role = _date_role(line, start, date_text, above)
            start = date_text.end
            if date_text.value is None or role is None or (role == "issued" and date_text.value > reading.latest):
                continue
            if role == "issued":
                issued.append(date_text)
            else:
                found.setdefault(role, date_text.value.isoformat())
        if issued and "issued" not in found:
            found["issued"] = _last_day(issued)
    return found


def _date_role(line: Line, start: int, date_text: DateText, above: str) -> str | None:
    """Whether a date ends a ticket, dates it, or is somebody's birthday."""
    before = line.text[start : date_text.start]
    if BORN.search(before):
        return None
    if HOLDS_UNTIL.search(before):
        return "expiry"
    told = role_before(before or above) or role_before(above)
    if told is None:
        return "issued"
    if told[0] == "born":
        return None
    return "expiry" if told[0] in {"expiry", "review_due", "due"} else "issued"


def _last_day(dates: list[DateText]) -> str:
    """The last day of a course that a line names from day to day."""
    days = [one.value for one in dates if one.value is not None]
    return max(day for day in days if 0 <= (day - days[0]).days <= ONE_COURSE_DAYS).isoformat()
