"""Steps 6 and 7 alone: made-up understood documents on the largest pack, one core, growing tenfold and fiftyfold."""

import hashlib
import random
import time
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from benchmarks.material import WORDS
from classifiers.document_types import load_types
from classifiers.model import Classification
from pipeline.coverage import cover
from pipeline.map_evidence import map_evidence
from pipeline.model import (
    Box,
    Citation,
    Document,
    EvidenceDate,
    Fact,
    Page,
    Profile,
    ReadDocument,
    Site,
    TextOrigin,
    Understanding,
    Window,
    Word,
)
from rules.load import list_packs, load_pack
from rules.model import RulePack

SIZES = (1_000, 10_000, 50_000)
AUDIT = date(2026, 10, 15)
SITES = ("North Yard", "South Yard", "Shop")
PEOPLE = tuple(f"{first} {last}" for first in ("Ana", "Bo", "Cai", "Dee", "Eli") for last in ("Abel", "Brook", "Cole"))
LINES = 24


def largest_pack() -> RulePack:
    """The shipped pack with the most rules."""
    return max((load_pack(one.id) for one in list_packs()), key=lambda pack: len(pack.rules))


def measure_mapping(sizes: Sequence[int] = SIZES) -> None:
    """Print seconds and milliseconds a document for each size, and how mapping grew against the documents."""
    pack = largest_pack()
    kinds = {name: entry.kind for name, entry in load_types().items()}
    sites = tuple(Site(name) for name in SITES)
    who = Profile("Bench Ltd.", (), sites, 60, AUDIT, Window(date(2025, 10, 15), AUDIT), AUDIT)
    print(f"{pack.instrument.id}: {len(pack.rules)} rules")
    first: float | None = None
    for size in sizes:
        documents = made(size, pack)
        started = time.process_time()
        evidence = map_evidence(documents, pack, who, kinds)
        mapped = time.process_time()
        cover(pack, who, documents, evidence, ())
        covered = time.process_time()
        each = (mapped - started) / size
        first = first or each
        print(
            f"{size} documents: map {mapped - started:.2f} s ({1000 * each:.2f} ms each, {each / first:.2f} times the "
            f"first), cover {covered - mapped:.2f} s, {len(evidence)} pieces of evidence"
        )


def made(size: int, pack: RulePack, seed: int = 1) -> list[ReadDocument]:
    """So many documents of one page and the types the pack asks for, as step 5 gives them."""
    chance = random.Random(seed)
    types = sorted({name for rule in pack.rules for name in (*rule.types, *rule.supporting)})
    phrases = sorted(
        {phrase.rstrip("*") for rule in pack.rules for one in rule.criteria for phrase in one.any_of}
        | {phrase.rstrip("*") for rule in pack.rules for phrase in rule.subject}
    )
    return [_document(number, chance, types, phrases) for number in range(size)]


def _document(number: int, chance: random.Random, types: Sequence[str], phrases: Sequence[str]) -> ReadDocument:
    document_type = chance.choice(types)
    day = AUDIT - timedelta(days=chance.randrange(500))
    person, other = chance.sample(PEOPLE, 2)
    title = document_type.replace("_", " ").title()
    prose = [" ".join(chance.choices(WORDS, k=9)) + f" {chance.choice(phrases)}." for _ in range(LINES)]
    text = "\n".join((title, f"Date: {day.isoformat()}  By: {person}", *prose))
    source = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
    place = Citation(source, 1, title)
    facts = (
        Fact("title", title, place, "made"),
        Fact("person", person, place, "made", "inspector"),
        Fact("person", other, place, "made", "attendee", (("title", "Supervisor"),)),
        Fact("signature", person, place, "made", "typed", (("name", person), ("party", "manager"))),
        Fact("action", f"mend the {chance.choice(WORDS)}", place, "made", None,
             (("owner", other), ("due", day.isoformat()), ("closed", day.isoformat()))),
        Fact("hazard_row", "fall", place, "made", None, (("controls", "SWP-07 rail"), ("rating", "H"))),
        Fact("training_row", f"{person}: course", place, "made", None,
             (("person", person), ("course", chance.choice(WORDS)), ("expires", "2027-01-01"))),
        Fact("cadence", "monthly", place, "made", "inspection", (("subject", "inspection"),)),
    )  # fmt: skip
    understanding = Understanding(
        Document(source, 1, 1, 1.0),
        Classification(document_type, "inspection", 0.97, None, ("made",)),
        "en",
        EvidenceDate(day, "performed", "read", (), place),
        "typed",
        False,
        chance.choice((*SITES, None)),
        None,
        source,
        False,
        facts,
    )
    page = Page(1, text, TextOrigin.EMBEDDED, "embedded_text", words=_words(text))
    return ReadDocument(understanding, (page,), f"Box/{number}.pdf")


def _words(text: str) -> tuple[Word, ...]:
    """A place for every word, as a digital page gives them."""
    return tuple(
        _word(word, place, line) for line, row in enumerate(text.split("\n")) for place, word in enumerate(row.split())
    )


@cache
def _word(word: str, place: int, line: int) -> Word:
    """One object for the same word in the same place: fifty thousand pages fit into memory."""
    return Word(word, Box(place / 30, line / 40, (place + 1) / 30, (line + 1) / 40), line)
