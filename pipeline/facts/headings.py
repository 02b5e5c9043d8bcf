"""Steps 4 and 5, foundation: a page -> its title and headings, by size where places are known, else by wording."""

import re
from dataclasses import dataclass
from statistics import median

from pipeline.facts.identity_words import COMPANY
from pipeline.facts.reading import Line, PageReading

TITLE_LINES = 14
LONGEST_TITLE = 110
MOST_HEADINGS = 60
LARGER = 1.18
"""A heading is set larger than the page's usual line by this factor."""

# What documents of this trade are called; a first line that says one of these names the document.
DOCUMENT_NOUN = re.compile(
    r"\b(?:policy|policies|statement|manual|handbook|program(?:me)?|plan|procedure|practice"
    r"|code|rules|form|report|record|log|register|minutes|agenda|checklist|check list|check"
    r"|inspection|assessment|analysis|"
    r"investigation|certificate|certification|card|matrix|inventory|list|schedule|sheet"
    r"|sign-?in|sign-?on|attendance|orientation|evaluation|test|quiz|exam|permit|notice"
    r"|memo(?:randum)?|letter|invoice|"
    r"quote|quotation|estimate|statement of account|purchase order|work order|order|receipt"
    r"|newsletter|bulletin|alert|chart|terms of reference|drill|exercise|review|audit|summary"
    r"|statistics|agreement|contract|questionnaire|"
    r"transmittal|cover sheet|contents|index|tag|ticket|licence|license|resume|appendix|talk"
    r"|meeting|safety data sheet|claim|clearance|responsibilities|job description|"
    r"politique|procès-verbal|compte rendu|rapport|formulaire|procédure|registre|liste|fiche"
    r"|plan|inspection|évaluation|enquête|certificat|attestation|facture|ordre du jour|réunion"
    r"|permis|avis|manuel|règlement|mandat)\b",
    re.I,
)
LABELLED = re.compile(r":\s{0,3}\S|:\s{0,2}$|_{3,}")
NUMBERED = re.compile(
    r"^\s{0,4}(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[A-Z][.)]|section \d{1,2}|chapter \d{1,2}"
    r"|part \d{1,2}|chapitre \d{1,2}|#{1,6})\s{1,3}\S",
    re.I,
)
# A letterhead's form number: names the paper, not the document.
EDITION_LINE = re.compile(r"\b(?:form|doc(?:ument)?)\s?(?:no\.?|#)?\s?[A-Z]{1,5}-|\brev(?:ision)?\.?\s?\d", re.I)
# An item of a list is no title, whatever it names.
BULLET = re.compile(r"^\s{0,8}[-+*•●▪◦·»–]\s{1,4}[^\s*]")
PAGE_NUMBER = re.compile(r"^\s{0,4}(?:page\s)?\d{1,4}(?:\s?(?:of|/|de|sur)\s?\d{1,4})?\s{0,4}$", re.I)


@dataclass(frozen=True, slots=True)
class Title:
    """A title found on a page.

    Args:
        strength: 0 to 1: size, place and wording together.
    """

    text: str
    line: Line
    strength: float


def title_of(page: PageReading) -> Title | None:
    """The page's title: of its first lines the one that looks most like the name of a document."""
    best: Title | None = None
    usual = _usual_height(page)
    seen = 0
    for line in page.lines[: 3 * TITLE_LINES]:
        text = " ".join(line.text.split()).strip("#*_ ")
        if not text:
            continue
        seen += 1
        if seen > TITLE_LINES or (line.box is not None and line.box.top > 0.5):
            break
        strength = _strength(line, text, usual, seen)
        if strength > 0.3 and (best is None or strength > best.strength + 0.05):
            best = Title(text[:LONGEST_TITLE], line, strength)
    return best


def _strength(line: Line, text: str, usual: float, rank: int) -> float:
    letters = [character for character in text if character.isalpha()]
    if len(letters) < 4 or len(text) > LONGEST_TITLE or PAGE_NUMBER.match(text):
        return 0.0
    strength = 0.0
    if usual and line.box is not None:
        size = (line.box.bottom - line.box.top) / usual
        strength += 0.45 if size >= 1.5 else 0.3 if size >= LARGER else 0.0
    upper = sum(character.isupper() for character in letters) / len(letters)
    words = [word for word in re.split(r"\W+", text) if len(word) > 3]
    capital = sum(word[0].isupper() for word in words) / len(words) if words else 0.0
    strength += 0.2 if upper > 0.8 else 0.12 if capital > 0.7 else 0.0
    strength += 0.35 if DOCUMENT_NOUN.search(text) else 0.0
    strength += max(0.0, 0.15 - 0.02 * rank)
    if line.text.lstrip().startswith("# "):
        strength += 0.3
    if LABELLED.search(text):
        strength -= 0.45
    if rank > 7:
        strength -= 0.12
    if sum(character.isdigit() for character in text) > 0.15 * len(text) or "   " in line.text.strip():
        strength -= 0.2
    if COMPANY.search(line.text[:200]) or EDITION_LINE.search(text):
        strength -= 0.3
    if text.endswith((".", ";", ",")) or len(text.split()) > 14 or text[:1].islower():
        strength -= 0.3
    if BULLET.match(line.text) and line.text.rstrip()[-1] not in "-*•–":
        strength -= 0.35
    if NUMBERED.match(text) and not line.text.lstrip().startswith("#"):
        strength -= 0.2
    return max(0.0, min(1.0, strength))


def _usual_height(page: PageReading) -> float:
    heights = [line.box.bottom - line.box.top for line in page.lines if line.box is not None and len(line.text) > 12]
    return median(heights) if len(heights) >= 3 else page.line_height


def headings_of(page: PageReading) -> tuple[str, ...]:
    """Short lines that look like headings, labels of fields and table headers, for the classifier."""
    usual = _usual_height(page)
    found: list[str] = []
    for line in page.lines:
        text = " ".join(line.text.split()).strip("#*_ ")
        if 3 <= len(text) <= 70 and _is_heading(line, text, usual):
            found.append(text)
            if len(found) >= MOST_HEADINGS:
                return tuple(found)
    for table in page.page.tables:
        if table and len(found) < MOST_HEADINGS:
            found.append(" | ".join(" ".join(cell.split()) for cell in table[0] if cell.strip())[:200])
    return tuple(text for text in found if text)


def _is_heading(line: Line, text: str, usual: float) -> bool:
    if line.text.lstrip().startswith("#") or text.endswith(":"):
        return True
    if usual and line.box is not None and line.box.bottom - line.box.top >= LARGER * usual:
        return True
    letters = [character for character in text if character.isalpha()]
    if len(letters) >= 4 and all(character.isupper() for character in letters):
        return True
    return bool(NUMBERED.match(text)) and not text.endswith(".") and len(text.split()) <= 8
