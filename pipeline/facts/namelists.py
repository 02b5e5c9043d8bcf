"""Step 5, foundation of the people finder: the start of a text -> the people listed there, with title or remark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.names import MOST_PARTS, NAME_PART, NOT_NAMES, PARTICLES, as_name

MOST_LISTED = 80
LONGEST_REMARK = 60
REMARK_WORDS = 7
"""Words that may stand behind a name before the next comma: "for management", "running it"."""

# What may stand between two people of a list, and in front of the first.
BETWEEN = re.compile(
    r"\s{0,3}(?:[,;&/|+•·]|(?:and|et|with|avec)\b)[\s,;&/|•·]{0,4}(?:(?:and|et|with|avec)\s{1,2})?", re.I
)
BEFORE = re.compile(r"[\s:\-–—•*·|]{0,6}(?:\(?\d{1,3}[.):]?\s{1,3})?(?:\[[ xX]?\]\s{0,2})?")
WIDE = re.compile(r"\s{2,}|\t")
# "J. Doe R. Poe": the next person begins with an initial.
NEXT_INITIAL = re.compile(r" (?=[A-ZÀ-Þ]\.? ?[A-ZÀ-Þ][a-zà-ÿ])")
IN_BRACKETS = re.compile(r"\s{0,2}\(([^()\n]{1,60})\)")
# What a list or an application prints behind a name: a time, a date, present or away, a tick.
STATUS = re.compile(
    r"\s{1,24}(?:(?P<time>(?:signed |at )?\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4}\b)?"
    r"|\d{4}-\d{2}-\d{2}(?:\s\d{1,2}:\d{2})?)"
    r"|(?P<word>present|absente?|regrets|away|excusée?|excused|yes|no|oui|non|on (?:the road|leave|shift)"
    r"|off(?: sick)?|sick|vacation|holidays?)(?=\s{2}|\s?[,;]|\s?$))",
    re.I,
)
# A nickname inside a name: Harbhajan "Harj" Mann.
NICKNAME = re.compile(r"\s[\"“”'‘’(][A-Z][\w-]{1,14}[\"“”'‘’)](?=\s[A-ZÀ-Þ])")
REMARK_ENDS = re.compile(r"[,;/|&(:]|\s{2,}|\.(?:\s|$)|\s(?:and|et)\s")
WORD = re.compile(r"[^\s,;:()|/&\"]{1,40}")
# One given name and the first letter of the other: Marcy T.
SHORT_LAST = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]{1,15}(?:-[A-ZÀ-Þ][a-zà-ÿ]{1,15})?) ([A-ZÀ-Þ])\.?")
# TOEWS, Marcy
LAST_FIRST = re.compile(
    r"([A-ZÀ-Þ][A-ZÀ-Þ'’\-]{1,24}(?: [A-ZÀ-Þ][A-ZÀ-Þ'’\-]{1,24})?),\s{0,2}([A-ZÀ-Þ][\w'’\-]{1,20})\b(?!\s?,\s?[a-z])"
)
# Marks that stand right behind a name: certified*, 1), †
_MARKS = "*†‡¹²³"


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of a list.

    Args:
        title: What stands behind the name, in brackets or not: a title, a part, a remark.
    """

    name: str
    title: str | None


def people_at(text: str, wide: bool, short: bool = False) -> tuple[Listed, ...]:
    """The people a text begins with; the list ends where something else stands.

    Args:
        wide: Whether two blanks and more part two people of the list; else they end it.
        short: Whether "Marcy T." counts, as on a sheet whose column holds names.
    """
    return _walk(text, wide, short)[0]


def fills(text: str) -> tuple[Listed, ...]:
    """The people of a line that begins with one, lists several with their titles, and says nothing else."""
    listed, end = _walk(text, wide=True, short=False)
    return listed if len(listed) >= 2 and not text[end:].strip(" .,;:)*†") else ()


def _walk(text: str, wide: bool, short: bool) -> tuple[tuple[Listed, ...], int]:
    found: list[Listed] = []
    position = end = _skip(text, BEFORE, 0)
    while len(found) < MOST_LISTED:
        taken = name_at(text, position, short)
        if taken is None:
            break
        name, end = taken
        title, end = _remark(text, end, short)
        found.append(Listed(name, title))
        between = BETWEEN.match(text, end) or (WIDE if wide else NEXT_INITIAL).match(text, end)
        between = between or NEXT_INITIAL.match(text, end)
        if between is None:
            break
        position = between.end()
    return tuple(found), end


def name_at(text: str, start: int, short: bool = False) -> tuple[str, int] | None:
    """The name at a place and where it ends, the longest that is one."""
    turned = LAST_FIRST.match(text, start)
    if turned is not None and (name := as_name(f"{turned[2]} {turned[1]}")) is not None:
        return name, turned.end()
    parts: list[str] = []
    ends: list[int] = []
    position = start
    while len(parts) < MOST_PARTS:
        word = WORD.match(text, position)
        if word is None or not _may_be_part(plain := word.group().rstrip(_MARKS + ".,’'")):
            break
        dotted = len(plain) == 1 and word.group()[len(plain) :].startswith(".")
        parts.append(plain + ("." if dotted else ""))
        ends.append(word.end())
        position = word.end()
        if word.group()[len(plain) :].startswith(".") and not dotted and plain.lower() != "st":
            break  # the name ends a sentence
        nickname = NICKNAME.match(text, position)
        position = nickname.end() if nickname is not None else position
        if text[position : position + 1] != " " or text[position + 1 : position + 2] == " ":
            break
        position += 1
    for count in range(_most(parts), 1, -1):
        name = as_name(" ".join(parts[:count]))
        if name is not None:
            return name, ends[count - 1]
    told = SHORT_LAST.match(text, start) if short else None
    if told is not None and told[1].lower() not in NOT_NAMES and not text[told.end() : told.end() + 1].isalnum():
        return told.group().rstrip("."), told.end()
    return None


def _most(parts: list[str]) -> int:
    """How many of the words can be one name: initials of a signer are not part of it, nor is the next "J. Doe"."""
    if len(parts) >= 3 and len(parts[0].strip(".")) == 1 and len(parts[2].strip(".")) == 1 and len(parts[1]) > 2:
        return 2
    initials = len(parts) >= 3 and parts[-1].isupper() and 2 <= len(parts[-1]) <= 3 and not parts[0].isupper()
    return len(parts) - 1 if initials else len(parts)


def _may_be_part(word: str) -> bool:
    lowered = word.lower()
    return bool(word) and (lowered in PARTICLES or (lowered not in NOT_NAMES and NAME_PART.fullmatch(word) is not None))


def _skip(text: str, pattern: re.Pattern[str], start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match is not None else start


def _remark(text: str, start: int, short: bool) -> tuple[str | None, int]:
    """Title or remark behind a name: brackets, a comma and words that are no name, or a few words in small letters."""
    status = STATUS.match(text, start)
    if status is not None:
        return status["word"], status.end()
    brackets = IN_BRACKETS.match(text, start)
    if brackets is not None:
        return brackets[1].strip() or None, brackets.end()
    for sign in (", ", " - ", " – ", " — "):
        if text.startswith(sign, start):
            begin = start + len(sign)
            said = _words_until_break(text, begin)
            if said and name_at(text, begin, short) is None and not said[:1].isdigit():
                return said, begin + len(said)
            return None, start
    if text[start : start + 1] == " " and text[start + 1 : start + 2].islower():
        said = _words_until_break(text, start + 1)
        if said and len(said.split()) <= REMARK_WORDS and not re.match(r"(?:and|et|with|avec)\b", said):
            return said, start + 1 + len(said)
    return None, start


def _words_until_break(text: str, start: int) -> str:
    end = REMARK_ENDS.search(text, start)
    said = text[start : min(end.start() if end else len(text), start + LONGEST_REMARK)]
    return said.rstrip()


def only_people(text: str) -> tuple[Listed, ...]:
    """The people of a line that holds people and nothing else, parted by blanks, commas or strokes."""
    found: list[Listed] = []
    for piece in _pieces(text):
        listed = people_at(piece, wide=False)
        name = as_name(piece)
        if name is None and len(listed) == 1 and re.fullmatch(r"[^()]{3,48}\([^()\n]{2,40}\)\W{0,2}", piece.strip()):
            name = listed[0].name
        if name is None:
            return ()
        found.append(Listed(name, listed[0].title if listed else None))
    return tuple(found)


def _pieces(text: str) -> Iterator[str]:
    depth, start = 0, 0
    plain = WIDE.sub(" ; ", text.strip())
    for index, character in enumerate(plain):
        depth += (character == "(") - (character == ")")
        if character in ",;/|&" and depth <= 0:
            if plain[start:index].strip():
                yield plain[start:index].strip()
            start = index + 1
    if plain[start:].strip():
        yield plain[start:].strip()
