"""Step 5, finder: directives, and minutes -> how often they say inspections, meetings, drills and reviews are done."""

import re
from collections.abc import Iterator

from pipeline.facts.reading import Line, Reading
from pipeline.model import Fact

MOST_CADENCES = 40
TELLING = frozenset({"unknown", "hsc_minutes", "safety_meeting"})
"""Records that tell how often things are done; no rule, but it can differ from the rule."""
AFTERWARDS = 40
"""A subject before its frequency counts as so many letters nearer than one after it."""
ONLY_REVIEWED = 30
"""What is reviewed is the subject, if the sentence names it."""

# Frequency words, English and French; the value is the rule packs' word.
FREQUENCIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "daily",
        re.compile(
            r"\b(?:daily|each (?:work(?:ing)? )?day|every (?:work(?:ing)? )?day|each shift|every shift"
            r"|start of (?:each|every|the) (?:shift|day)|before each use|quotidien\w{0,4}|chaque jour"
            r"|tous les jours)\b",
            re.I,
        ),
    ),
    (
        "biweekly",
        re.compile(
            r"\b(?:bi-?weekly|every (?:two|2|second|other) weeks?|twice a month|semi-?monthly"
            r"|aux deux semaines)\b",
            re.I,
        ),
    ),
    (
        "weekly",
        re.compile(
            r"\b(?:weekly|each week|every week|once (?:a|per) week|hebdomadaire\w{0,4}"
            r"|chaque semaine)\b",
            re.I,
        ),
    ),
    ("bimonthly", re.compile(r"\b(?:bi-?monthly|every (?:two|2|second|other) months?|aux deux mois)\b", re.I)),
    (
        "semiannual",
        re.compile(
            r"\b(?:semi-?annual\w{0,2}|bi-?annual\w{0,2}|every (?:six|6) months|twice (?:a|per"
            r"|each) year|semestriel\w{0,4}|deux fois par (?:an|année))\b",
            re.I,
        ),
    ),
    (
        "quarterly",
        re.compile(
            r"\b(?:quarterly|every (?:three|3) months|each quarter|every quarter|once (?:a"
            r"|per) quarter|four times (?:a|per) year|trimestriel\w{0,4}|aux trois mois"
            r"|chaque trimestre)\b",
            re.I,
        ),
    ),
    (
        "monthly",
        re.compile(
            r"\b(?:monthly|each (?:calendar )?month|every (?:calendar )?month|once (?:a|per|each"
            r"|every) month|mensuel\w{0,6}|chaque mois|tous les mois|une fois par mois)\b",
            re.I,
        ),
    ),
    (
        "yearly",
        re.compile(
            r"\b(?:annual(?:ly)?|yearly|each (?:calendar )?year|every (?:calendar )?year|once (?:a|per"
            r"|each|every) (?:calendar )?year|every (?:twelve|12) months|annuel\w{0,6}|chaque année"
            r"|tous les ans|une fois par an(?:née)?)\b",
            re.I,
        ),
    ),
)
SUBJECTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("toolbox", re.compile(r"\b(?:toolbox|tool box|tailgate|tailboard|causerie)\b", re.I)),
    (
        "drill",
        re.compile(
            r"\b(?:drills?|evacuation exercises?|emergency exercises?|mock emergenc\w{1,3}"
            r"|exercices? d.évacuation|tested by (?:a )?drill)\b",
            re.I,
        ),
    ),
    (
        "meeting",
        re.compile(r"\b(?:meetings?|committee (?:shall|will|must)? ?meets?|réunions?|rencontres?|meets?)\b", re.I),
    ),
    (
        "inspection",
        re.compile(
            r"\b(?:inspections?|inspected|inspect|site tours?|walk-?(?:arounds?|throughs?)"
            r"|inspecté\w{0,2})\b",
            re.I,
        ),
    ),
    (
        "hazard_assessment",
        re.compile(r"\b(?:hazard assessments?|job hazard anal\w{1,4}|évaluations? des (?:risques|dangers))\b", re.I),
    ),
    ("orientation", re.compile(r"\b(?:orientations?|accueil)\b", re.I)),
    ("training", re.compile(r"\b(?:training|refreshers?|retrain\w{0,3}|recertif\w{1,8}|formations?)\b", re.I)),
    ("maintenance", re.compile(r"\b(?:maintenance|servic(?:ed|ing)|entretien)\b", re.I)),
    ("statistics", re.compile(r"\b(?:statistics|trends?|statistiques)\b", re.I)),
    ("audit", re.compile(r"\b(?:audits?|evaluation of the (?:health and safety )?(?:management )?system)\b", re.I)),
    ("review", re.compile(r"\b(?:reviews?|reviewed|revisited|revised|révisée?s?|révision)\b", re.I)),
)
# Cheap first look: a line without any of these begins no frequency.
FREQUENCY_HINT = re.compile(
    r"\b(?:daily|each|every|week|bi-?|semi-?|month|quarter|annual|year|once|twice|four times"
    r"|before each|start of|quotid|chaque"
    r"|tous les|hebdo|mensuel|trimestriel|semestriel|annuel|aux (?:deux|trois)|une fois|deux fois)",
    re.I,
)
# A sentence that binds: shall, will, must, are done; a plain mention of a monthly newsletter does not.
BINDING = re.compile(
    r"\b(?:shall|will|must|is|are|be|to be|at least|minimum|doit|doivent|sera|seront|est|sont"
    r"|au moins|frequency|fréquence)\b",
    re.I,
)
SENTENCE_END = re.compile(r"(?<=[.;!?])\s{1,3}(?=[A-ZÀ-Þ•\-])")


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "cadence": value daily … yearly, role the subject (inspection, meeting, drill …), the sentence as quote."""
    if reading.kind not in {"directive", ""} and reading.document_type not in TELLING:
        return
    seen: set[tuple[str, str]] = set()
    for page in reading.pages:
        for line, sentence in _sentences(page.lines):
            found = _cadence(sentence)
            if found is None or found in seen or len(seen) >= MOST_CADENCES:
                continue
            seen.add(found)
            subject, value = found
            yield Fact("cadence", value, reading.cite(line, sentence), "cadence", subject, (("subject", subject),))


def _sentences(lines: tuple[Line, ...]) -> Iterator[tuple[Line, str]]:
    """Sentences with the line on which they begin; a sentence may run over the next lines."""
    for index, line in enumerate(lines):
        if FREQUENCY_HINT.search(line.text) is None:
            continue
        before = lines[index - 1].text if index and not lines[index - 1].text.rstrip().endswith((".", ":", ";")) else ""
        after = lines[index + 1].text if index + 1 < len(lines) and not line.text.rstrip().endswith((".", ";")) else ""
        for sentence in SENTENCE_END.split(f"{before} {line.text} {after}".strip()):
            if len(sentence) <= 600:
                yield line, sentence


def _cadence(sentence: str) -> tuple[str, str] | None:
    """The subject nearest before the frequency, else the nearest after it."""
    frequency = next(((value, match) for value, pattern in FREQUENCIES if (match := pattern.search(sentence))), None)
    if frequency is None or not (BINDING.search(sentence) or ":" in sentence or len(sentence) < 90):
        return None
    value, place = frequency
    best: tuple[int, str] | None = None
    for subject, pattern in SUBJECTS:
        for match in pattern.finditer(sentence):
            before = match.end() <= place.start()
            distance = max(0, place.start() - match.end() if before else match.start() - place.end() + AFTERWARDS)
            distance += ONLY_REVIEWED if subject == "review" else 0
            if best is None or distance < best[0]:
                best = (distance, subject)
    return (best[1], value) if best is not None and best[0] <= 200 else None
