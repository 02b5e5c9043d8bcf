"""Step 5, foundation of the people finder: a line -> the words on it that say what the person after them did.

Which words mean what on which paper stands in `people_labels.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LABELS = "people_labels.toml"
MOST_WORDS = 400
LABELS_A_LINE = 12

WORD = re.compile(r"[A-Za-zÀ-ÿ'’]+(?:[-/][A-Za-zÀ-ÿ'’]+){0,9}")
# What may stand between a label and its answer: "Trainer's name (print) (QL-12):". Every part is bounded.
BEHIND = re.compile(
    r"(?:['’]s|\(s\))?(?:\s(?:names?|nom|present|signed|signature|sign))?(?:\s?[,/&]\s?(?:sign\w{0,6}|initials?|print))?"
    r"(?:\s{0,2}\([^()\n]{1,40}\)){0,2}\s{0,3}(?P<sign>[:=]|[-–—](?=\s))?[ \t]{0,60}",
    re.I,
)
# Where a label may begin without a colon behind it: the line, a cell, a sentence.
BEGINS = re.compile(
    r"(?:^[^\w(]{0,8}(?:\(?\d{1,2}(?:\.\d{1,2})?[.)]?\s{1,3})?|\s{2}|[\t|/;•·]\s{0,3}|[.!?]\s|\s[-–—]\s|[x☒☑✓\]]\s)$"
)
LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class Label:
    """A label on a line.

    Args:
        start: Where its first word begins; end: where the answer begins.
        colon: Whether a sign of asking stands between: colon, equals sign, dash.
    """

    role: str
    words: str
    start: int
    end: int
    colon: bool


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    read: dict[str, dict[str, dict[str, list[str]]]] = tomllib.loads(
        files("pipeline.facts").joinpath(LABELS).read_text(encoding="utf-8")
    )
    return read


@cache
def roles_of(document_type: str, family: str) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> phrases that begin with it, longest first, with the part they give on papers of this type."""
    table = _table()
    sections = (table["always"], table["family"].get(family, {}), table["type"].get(document_type, {}))
    meaning: dict[tuple[str, ...], str] = {}
    for section in sections:
        for role, phrases in section.items():
            for phrase in phrases:
                meaning[tuple(word.removesuffix("'s") for word in phrase.split())] = role
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, role in sorted(meaning.items(), key=lambda pair: -len(pair[0])):
        found.setdefault(words[0], []).append((words, role))
    return {first: tuple(phrases) for first, phrases in found.items()}


def labels_of(text: str, document_type: str, family: str, record: bool = True) -> Iterator[Label]:
    """The labels of a line in their order; one inside another does not count.

    Args:
        record: Whether the paper is a record; a line in capitals on anything else is a heading.
    """
    roles = roles_of(document_type, family)
    words = [match for _, match in zip(range(MOST_WORDS), WORD.finditer(text), strict=False)]
    plain = [match.group().lower().replace("’", "'").removesuffix("'s") for match in words]
    heading = not record and text.isupper()
    index, made = 0, 0
    while index < len(words) and made < LABELS_A_LINE:
        told = _longest(plain, index, words, text, roles)
        if told is not None and (told[1].colon or not heading):
            made += 1
            count, label = told
            yield label
            index += count
        else:
            index += 1


def _longest(
    plain: list[str],
    index: int,
    words: list[re.Match[str]],
    text: str,
    roles: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]],
) -> tuple[int, Label] | None:
    for phrase, role in roles.get(plain[index], ()):
        count = len(phrase)
        if tuple(plain[index : index + count]) != phrase:
            continue
        last = words[index + count - 1]
        start, end = words[index].start(), last.start() + len(phrase[-1])
        if text[start:end].count("  "):
            continue
        behind = BEHIND.match(text, end)
        if behind is None:
            continue
        colon = behind["sign"] is not None
        inside = count > 1 and phrase[-1] in {"by", "par", "de"}
        if (behind["sign"] == ":" or inside or _begins(text, start)) and not text[behind.end() :].startswith("/"):
            return count, Label(role, " ".join(phrase), start, behind.end(), colon)
    return None


def _begins(text: str, start: int) -> bool:
    if start == 0 or not text[:start].strip():
        return True
    return BEGINS.search(text[max(0, start - LOOK_BACK) : start] if start > LOOK_BACK else text[:start]) is not None
