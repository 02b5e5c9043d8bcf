"""Step 5, finder: a document -> days written at a date's label without their year: "Date: Tues Apr 14".

Such a fact has an empty value and the state "yearless"; ``pipeline/understanding/years.py`` gives it a year where the
paper or its name settles one. It never leaves step 5 without.
"""

import re
from collections.abc import Iterator

from pipeline.facts.datelabels import FORM_EDITION, role_before
from pipeline.facts.daterole import in_prose
from pipeline.facts.dates import LEAST_TRUST
from pipeline.facts.datetext import MONTHS, WEEKDAY_AFTER, WEEKDAY_BEFORE, WEEKDAYS, DateText, find_dates
from pipeline.facts.places import span_box, trust
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact

MOST_YEARLESS = 12
HEAD_LINES = 15
"""From the top of the first page: where a paper names the month and year it is of."""
NO_DAY_OF_ITS_OWN = frozenset({"due", "review_due", "expiry", "born", "previous", "form_revision", "printed", "from"})

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# What no year, clock, share or measure may follow.
_NO_YEAR = r"(?!\w|[ \t]?[%°])(?![ \t]{0,2}[,./\-–]?[ \t]{0,2}['’]?\d)(?!:\d)"
# "3 may help": the verb.
VERB = re.compile(r"may[ \t]{1,2}[a-z]")
# "Apr 14", "May 3rd"; not "Apr 14, 2026", "Mar 4/26", "Mar 15:30".
MONTH_AND_DAY = re.compile(
    rf"(?<![^\W\d_])(?P<mon>{_MONTH})\.?[ \t]{{1,2}}(?P<d>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?{_NO_YEAR}", re.I
)
# "16 april", "3rd of May", "1er mai"; not "16 april 2026", "12/16 april".
DAY_AND_MONTH = re.compile(
    r"(?<![\d/.,:\-])(?P<d>\d{1,2})(?:st|nd|rd|th|er)?[ \t]{1,2}(?:of[ \t]|de[ \t])?"
    rf"(?P<mon>{_MONTH})\.?{_NO_YEAR}",
    re.I,
)
# "May 2026", "mai 2026": a month with its year and no day.
MONTH_AND_YEAR = re.compile(
    rf"(?<![^\W\d_])(?<!\d )(?<!\d-)(?P<mon>{_MONTH})\.?,?[ \t]{{1,2}}(?P<y>(?:19|20)\d{{2}})(?![\w/.\-])", re.I
)


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "date" without a value: ``month_day`` ("04-14"), ``weekday`` (0 is Monday), ``years`` the head names."""
    made = 0
    headed = _headed(reading)
    for page in reading.pages:
        for line in page.lines:
            for fact in _line_facts(reading, page, line, headed):
                yield fact
                made += 1
                if made >= MOST_YEARLESS:
                    return


def _line_facts(reading: Reading, page: PageReading, line: Line, headed: dict[int, set[str]]) -> Iterator[Fact]:
    if not any(character.isdigit() for character in line.text):
        return
    found = sorted((*MONTH_AND_DAY.finditer(line.text), *DAY_AND_MONTH.finditer(line.text)), key=re.Match.start)
    dated = find_dates(line.text, reading.latest) if found else ()
    for match in found:
        month, day = MONTHS[match["mon"].lower()], int(match["d"])
        within = any(match.start() < one.end and one.start < match.end() for one in dated)
        before = line.text[: match.start()]
        named = WEEKDAY_BEFORE.search(before[-16:])
        label = role_before(before[: len(before) - len(named.group())] if named else before)
        if within or label is None or label[0] in NO_DAY_OF_ITS_OWN or not 1 <= day <= 31:
            continue
        told = DateText(match.start(), match.end(), match.group(), ())
        if in_prose(line.text, told) or FORM_EDITION.search(before) or VERB.match(line.text, match.start("mon")):
            continue
        if page.ocr and (trust(line, match.start(), match.end()) or 0.0) < LEAST_TRUST:
            continue
        named = named or WEEKDAY_AFTER.match(line.text[match.end() : match.end() + 16])
        pairs = [("state", "yearless"), ("month_day", f"{month:02d}-{day:02d}"), ("written", match.group())]
        if named is not None:
            pairs.append(("weekday", str(WEEKDAYS[named["day"].lower()])))
        pairs.append(("years", "|".join(sorted(headed.get(month, ())))))
        place = reading.cite(line, box=span_box(line, match.start(), match.end()))
        yield Fact("date", "", place, "yearless", label[0], tuple(pairs))


def _headed(reading: Reading) -> dict[int, set[str]]:
    """By month the years with which the head of the paper names it; the edition of a form apart."""
    found: dict[int, set[str]] = {}
    for line in reading.pages[0].lines[:HEAD_LINES] if reading.pages else ():
        for match in MONTH_AND_YEAR.finditer(line.text):
            label = role_before(line.text[: match.start()])
            edition = FORM_EDITION.search(line.text[: match.start()]) is not None
            if not edition and (label is None or label[0] not in NO_DAY_OF_ITS_OWN):
                found.setdefault(MONTHS[match["mon"].lower()], set()).add(match["y"])
    return found
