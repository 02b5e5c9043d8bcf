"""Step 5, finder: certificates, licences and tests -> one training row with holder, course, provider and dates."""

import re
from collections.abc import Iterator

from pipeline.facts.datelabels import role_before
from pipeline.facts.daterepair import find_dates_recognised
from pipeline.facts.datetext import find_dates
from pipeline.facts.identity_words import COMPANY
from pipeline.facts.names import as_name, name_in_cell
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

# The words before the holder's name: on the same line, or as a line of its own over the name.
HOLDER = re.compile(
    r"(?:\b(?:certif(?:y|ies) that|awarded to|presented to|issued to|granted to"
    r"|conferred (?:up)?on|completed by|décerné à|certifie que|remis à)|\b(?:name|holder"
    r"|student|employee|trainee|worker|participant|candidate|operator|driver|nom"
    r"|titulaire)(?:'s)?(?: name)?\s{0,2}(?:\(print\w{0,3}\))?\s{0,2}:)\s{0,3}(?P<v>[^\n]{0,60})",
    re.I,
)
COURSE = re.compile(
    r"(?:\b(?:has )?(?:successfully |satisfactorily )?(?:completed|passed|attended"
    r"|met the requirements (?:of|for))\s{1,2}(?:the |a |an )?(?!on\b"
    r"|by\b)(?P<v>[^\n.,;]{3,80})|\b(?:course|program|training|ticket|qualification|subject"
    r"|topic|task|equipment|formation|cours|licence|class)(?: title| name"
    r"| type)?\s{0,2}:\s{0,3}(?P<w>[^\n]{3,80}))",
    re.I,
)
COURSE_NOUN = re.compile(
    r"\b(?:first aid|cpr|aed|fall|confined|h2s|whmis|tdg|forklift|lift|operator|rigging"
    r"|hoist\w{0,3}|scaffold\w{0,3}|ground disturbance|supervisor|leadership|auditor|safety"
    r"|training|awareness|orientation|respirator|licen[cs]e|excavat\w{1,4}|premiers soins"
    r"|secourisme)\b",
    re.I,
)
_CUT = re.compile(
    r"\s{3,}|\s(?:on|dated|le|and (?:is|has)|course (?:on|held)|completed|date|expir\w{0,5}"
    r"|issued)\b[^\n]{0,60}$",
    re.I,
)


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "training_row" and "person" (role holder) for tickets; the row alone for tests and evaluations."""
    if reading.document_type not in TYPES:
        return
    for page in reading.pages:
        holder = _holder(page)
        course = _course(reading, page)
        dates = _dates(reading, page)
        if holder is None or (course is None and "issued" not in dates):
            continue
        name, line = holder
        pairs = (
            ("person", name),
            ("course", course or reading.title),
            ("completed", dates.get("issued")),
            ("expires", dates.get("expiry")),
            ("provider", _provider(page)),
        )
        attributes = tuple((key, value) for key, value in pairs if value)
        yield Fact(
            "training_row", f"{name}: {course or reading.title}", reading.cite(line), "certificates", None, attributes
        )
        if reading.document_type in TICKETS:
            yield Fact("person", name, reading.cite(line), "certificates", "holder")


def _holder(page: PageReading) -> tuple[str, Line] | None:
    for index, line in enumerate(page.lines):
        match = HOLDER.search(line.text)
        if match is None:
            continue
        value = _CUT.split(match["v"].strip(" :_"), maxsplit=1)[0]
        name = as_name(value) or as_name(re.split(r"\s(?:has|a|of|de)\s", value, maxsplit=1)[0])
        if name is not None:
            return name, line
        for other in page.lines[index + 1 : index + 4]:
            name = as_name(other.text) or (name_in_cell(other.text) if " " in other.text.strip() else None)
            if name is not None:
                return name, other
    return None


def _course(reading: Reading, page: PageReading) -> str | None:
    for index, line in enumerate(page.lines):
        match = COURSE.search(line.text)
        if match is not None:
            value = _CUT.split((match["v"] or match["w"] or "").strip(" :_"), maxsplit=1)[0].strip(" :_")
            if len(value) >= 3 and not value.lower().startswith(("date", "training", "course requirements")):
                return value
        if re.search(r"\b(?:completed|passed|attended|réussi|suivi)\b[^\n]{0,24}$", line.text, re.I):
            following = next(
                (other.text.strip() for other in page.lines[index + 1 : index + 3] if other.text.strip()), ""
            )
            if 3 <= len(following) <= 80 and as_name(following) is None:
                return following
    return next(
        (line.text.strip()[:80] for line in page.lines[:20] if COURSE_NOUN.search(line.text) and len(line.text) < 80),
        None,
    )


def _dates(reading: Reading, page: PageReading) -> dict[str, str]:
    """Issue and expiry dates, by the words before them or on the line above."""
    found: dict[str, str] = {}
    search = find_dates_recognised if page.ocr else find_dates
    for index, line in enumerate(page.lines):
        start = 0
        for date_text in search(line.text, reading.latest):
            before = line.text[start : date_text.start] or (page.lines[index - 1].text if index else "")
            told = role_before(before) or role_before(page.lines[index - 1].text if index else "")
            start = date_text.end
            role = "expiry" if told is not None and told[0] in {"expiry", "review_due"} else "issued"
            if (
                date_text.value is not None
                and (role == "expiry" or date_text.value <= reading.latest)
                and (told is None or told[0] != "born")
            ):
                found.setdefault(role, date_text.value.isoformat())
    return found


def _provider(page: PageReading) -> str | None:
    for line in page.lines:
        match = COMPANY.search(line.text[:200])
        if match is not None:
            return match["name"].strip()
    return None
