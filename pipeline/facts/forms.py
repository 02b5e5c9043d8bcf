"""Step 5, finder: a document -> whether it is a form, and whether that form is blank, filled in or a template."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.formfields import TICKED, UNDERSCORES, UNTICKED, count_uncoloned, heads_table
from pipeline.facts.formtables import entered, label_rows, prints_itself
from pipeline.facts.placed import barred_tables
from pipeline.facts.places import ink, is_scrawl, right_of, span_box, written
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact, Word

LEAST_FIELDS = 3
STRONG_FIELDS, STRONG_SHARE, MOSTLY = 4, 0.4, 0.7
"""A text of which so many lines ask to be filled is a form, whatever the classifier takes it for."""
BLANK_SHARE = 0.2
"""A form with at most this share of its fields filled in is blank: printed defaults are filled in too."""
HEADER_ZONE = 0.14
"""Ink above this is a letterhead's logo."""
MOST_LINES = 1_500

# "Name: value"; the label is short, starts a line or follows a gap. Bounded, so linear on hostile text.
LABEL = re.compile(
    r"(?:(?<=^)|(?<=\s)|(?<=[_"
    r"|)]))(?P<label>[A-Za-zÀ-ÿ#][A-Za-zÀ-ÿ0-9'’/#.&()\- ]{1,38}?)\s{0,2}:(?!\w|//)"
)
# Printed words behind a label: six or more that end as a sentence does.
SENTENCE = re.compile(r"[a-zà-ÿ][^\s]*(?: [^\s]+){5,40}[.;]")
# What follows a heading with a colon: a bullet, a number, a quotation.
LISTED = re.compile(r"^\s{0,8}(?:[-*•·–>]|\d{1,2}[.)]|[a-z][.)])\s")
# "Climber .......... ascend, prune, rig": an entry of a list, not a line to write on.
LEADER = re.compile(r"^[^.:_\n]{2,40}[ \t]?\.{4,}[ \t]?[^._\n]{3,}$")
# A row of a table without a word in it, or with its number alone.
EMPTY_ROW = re.compile(r"[ \t]{0,8}\d{0,3}[ \t.)]{0,4}(?:\|[ \t_]{0,60}){2,14}")
# What a template leaves for its user to replace.
PLACEHOLDER = re.compile(
    r"[\[<{«]{1,2}\s{0,2}(?:insert|enter|your|company|client|employer|name|date|site|address"
    r"|project|title|add|type|nom|entreprise|organization|organisation|president|owner"
    r"|logo)\b[^\]>}»\n]{0,40}[\]>}»]{1,2}"
    r"|\b(?:insert (?:company|name|date|logo|site)|your company name|company name here"
    r"|xx/xx/xxxx|yyyy/mm/dd here)\b",
    re.I,
)
# Labels whose value the printed form itself brings.
PRINTED_LABEL = re.compile(
    r"\b(?:form|rev\w{0,6}|version|page|document|doc|policy no|procedure|instructions?|note"
    r"|notes|purpose|scope|legend|rating|scale|risk|retention|distribution|tel|phone|fax|email"
    r"|e-mail|web|www|http\w?|see|example|reference|references|references?|effective|issued"
    r"|frequency|important|warning|caution|www)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Count:
    """What a document's pages ask for and what they were given."""

    fields: int = 0
    filled: int = 0
    ticked: int = 0
    unticked: int = 0
    placeholders: int = 0
    handwritten: int = 0
    lines: int = 0
    asking_lines: int = 0
    first: Line | None = None

    def plus(self, other: "_Count") -> "_Count":
        return _Count(
            self.fields + other.fields,
            self.filled + other.filled,
            self.ticked + other.ticked,
            self.unticked + other.unticked,
            self.placeholders + other.placeholders,
            self.handwritten + other.handwritten,
            self.lines + other.lines,
            self.asking_lines + other.asking_lines,
            self.first or other.first,
        )


def find(reading: Reading) -> Iterator[Fact]:
    """At most one fact "form": value "blank", "filled" or "template"; nothing for a text that is no form."""
    count = _Count()
    for page in reading.pages:
        count = count.plus(_count(page))
    state = _state(count)
    if state is None or count.first is None:
        return
    asking = count.fields + count.unticked >= STRONG_FIELDS and count.asking_lines >= STRONG_SHARE * count.lines
    spare = BLANK_SHARE if count.asking_lines >= MOSTLY * count.lines else BLANK_SHARE / 2
    untouched = count.filled <= spare * count.fields and not count.ticked and count.handwritten < LEAST_FIELDS
    pairs = (
        ("fields", str(count.fields)), ("filled", str(count.filled)), ("ticked", str(count.ticked)),
        *((("plain", "yes"),) if asking and untouched else ()),
    )  # fmt: skip
    yield Fact("form", state, reading.cite(count.first), "forms", None, pairs)


def _state(count: _Count) -> str | None:
    if count.placeholders >= 2 or (count.placeholders and count.fields >= LEAST_FIELDS and count.filled <= 1):
        return "template"
    boxes = count.ticked + count.unticked
    if count.fields < LEAST_FIELDS and boxes < LEAST_FIELDS:
        return None
    if count.ticked >= max(2, boxes // 4):
        return "filled"
    if count.fields >= LEAST_FIELDS:
        return "blank" if count.filled <= BLANK_SHARE * count.fields else "filled"
    return "filled" if count.filled or count.handwritten >= 3 else "blank"


def _count(page: PageReading) -> _Count:
    fields, filled, first = 0, 0, None
    ticked = unticked = placeholders = lines = asking = 0
    for line in page.lines[:MOST_LINES]:
        asked, given = _fields(page, line)
        lines += bool(line.text.strip())
        asking += bool(asked or UNTICKED.search(line.text) or EMPTY_ROW.fullmatch(line.text))
        fields, filled = fields + asked, filled + given
        ticked += len(TICKED.findall(line.text))
        unticked += len(UNTICKED.findall(line.text))
        placeholders += len(PLACEHOLDER.findall(line.text))
        if first is None and (
            asked or PLACEHOLDER.search(line.text) or UNTICKED.search(line.text) or TICKED.search(line.text)
        ):
            first = line
    for field in page.page.fields:
        first = first or Line(page.page.number, 0, field.name)
        value = field.value.strip()
        if field.kind == "checkbox":
            on = value.lower() not in {"", "off", "no", "false", "0"}
            ticked, unticked = ticked + on, unticked + (not on)
        elif field.kind != "choice" or value:
            fields, filled = fields + 1, filled + bool(value)
    # The engine makes words of empty tick boxes, so on a scan the cells of a table tell nothing.
    table_fields, table_filled = (0, 0) if page.ocr and fields >= LEAST_FIELDS else _table_cells(page)
    if first is None and table_fields:
        first = next((line for line in page.lines if line.text.strip()), None)
    return _Count(
        fields + table_fields,
        filled + table_filled,
        ticked,
        unticked,
        placeholders,
        _handwritten(page),
        lines,
        asking,
        first,
    )


def _fields(page: PageReading, line: Line) -> tuple[int, int]:
    """Fields a line asks for and how many of them are filled in, by text or by hand."""
    if "|" in line.text and line.text.count("|") >= 2:
        return 0, 0  # a row of a table, counted as one
    if ":" not in line.text and "__" not in line.text and "..." not in line.text:
        following = page.lines[line.index + 1].text if line.index + 1 < len(page.lines) else ""
        if page.ocr or heads_table(line.text, following):
            return 0, 0
        asked, given = count_uncoloned(line.text)
        return (0, 0) if given and prints_itself(line.text, page) else (asked, given)
    if LEADER.match(line.text):
        return 0, 0  # a list whose two columns dots join
    boxed = UNTICKED.match(line.text.lstrip()) or TICKED.match(line.text.lstrip())
    labels = [
        match
        for match in (LABEL.finditer(line.text) if not boxed and not _is_title(line) else ())
        if not PRINTED_LABEL.search(match["label"])
    ]
    asked = given = 0
    for index, match in enumerate(labels):
        end = labels[index + 1].start("label") if index + 1 < len(labels) else len(line.text)
        value = line.text[match.end() : end]
        if (
            len(value) > 120
            or SENTENCE.fullmatch(value.strip())
            or len(match["label"].split()) > 6
            or (len(labels) == 1 and not value.strip() and _opens_text(page, line))
        ):
            continue  # a sentence or a heading, not a field
        asked += 1
        stop = labels[index + 1].start("label") if index + 1 < len(labels) else None
        given += bool(_entered(value)) or _elsewhere(page, line, match, stop)
    bare = len(UNDERSCORES.findall(line.text)) - sum(
        "__" in line.text[match.end() : match.end() + 6] for match in labels
    )
    return asked + max(0, bare), given


def _is_title(line: Line) -> bool:
    """The first line of a page in capitals: "FIRST DAY CARD: welcome"."""
    label = line.text.partition(":")[0]
    return line.index == 0 and label.isupper() and " " in label.strip()


def _opens_text(page: PageReading, line: Line) -> bool:
    """Whether a label at the end of a line is a heading: a list, a sentence or an indented block follows it."""
    following = next((other.text for other in page.lines[line.index + 1 : line.index + 4] if other.text.strip()), "")
    if not following or "__" in following or UNTICKED.search(following) or TICKED.search(following):
        return False
    return bool(LISTED.match(following)) or (len(following) > 45 and LABEL.search(following) is None)


def _entered(text: str) -> str:
    """What was written into a field: a row of unticked boxes with their words is nothing."""
    return "" if UNTICKED.search(text) and not TICKED.search(text) else written(text)


def _elsewhere(page: PageReading, line: Line, match: re.Match[str], stop: int | None) -> bool:
    """Whether ink, or words of another line, stand right of a label that has no text after it."""
    box = span_box(line, match.start("label"), match.end("label")) if line.words else None
    if box is None:
        return False
    following = span_box(line, stop, len(line.text)) if stop is not None else None
    place = right_of(page, box, following.left if following is not None else None)
    if page.ocr:
        return place.unreadable
    return bool(place.marks) or (stop is None and any(_answers(word) for word in place.words))


def _answers(word: Word) -> bool:
    return bool(written(word.text)) and ":" not in word.text


def _handwritten(page: PageReading) -> int:
    """Pieces of handwriting: ink below the letterhead, and on scans words nobody could read."""
    marks = [mark for mark in ink(page) if mark.box.top > HEADER_ZONE and mark.kind != "image"]
    if not page.ocr:
        return len(marks)
    scrawls = [
        word
        for word in page.page.words
        if is_scrawl(word) and len(written(word.text)) >= 2 and word.box.top > HEADER_ZONE
    ]
    return max(len(marks), len(scrawls))


def _columns_to_fill(table: Sequence[Sequence[str]]) -> int:
    """Columns with a header and nothing under it in any row."""
    return sum(
        bool(header.strip()) and not any(place < len(row) and written(row[place]) for row in table[1:60])
        for place, header in enumerate(table[0])
    )


def _table_cells(page: PageReading) -> tuple[int, int]:
    """Empty body rows of a table ask to be filled; a register with rows counts as filled."""
    fields = filled = 0
    for table in (*page.page.tables, *barred_tables(page)):
        if len(table) < 3 or len(table[0]) < 2:
            continue
        if _columns_to_fill(table) >= 2:
            fields += len(table) - 1  # what is printed stands left of columns that nobody has touched
            continue
        rows = table[:60]
        given, asking = entered(rows), label_rows(rows)
        for index, row in enumerate(rows[1:], 1):
            if any(UNTICKED.search(cell) or TICKED.search(cell) for cell in row):
                fields, filled = fields + 1, filled + any(TICKED.search(cell) is not None for cell in row)
                continue
            if index in asking:
                continue  # its labels are counted line by line
            told = given[index]
            if not any(told[1:]):
                fields += 1  # at most a number or an item's name: nothing entered
            elif sum(told) >= 2:
                fields, filled = fields + 1, filled + 1
    return fields, filled
