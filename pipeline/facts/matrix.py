"""Step 5, foundation of the table finder: a grid of people and courses, whichever way round -> its cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.facts.celldates import cell_date, is_ambiguous
from pipeline.facts.names import as_name, name_in_cell
from pipeline.model import Table

HEADER_ROWS = 12
MOST_ROWS = 3_000
LONGEST_WORD = 24
"""A longer cell is a remark, not what a matrix says of one person and course."""
MOSTLY = 0.6

# Header words of a column that is no course.
NOT_A_COURSE = re.compile(
    r"^(?![^\n]{0,60}\b(?:training|orientation|course|tickets?|fit|talk|awareness|safety)\b)[^\n]{0,60}?"
    r"(?:#|\bno\b\.?|\bid\b|\bnames?\b|\bemployees?\b|\bposition\b|\brole\b|\btitle\b|\bsite\b|\blocation\b|\bhired?\b"
    r"|\bstart date\b|\bdepartment\b|\bnotes?\b|\bcomments?\b|\bremarks?\b|\bcrew\b|\bshift\b|\bphone\b|\be-?mail\b"
    r"|\bsupervisor\b|\bstatus\b|\bbranch\b|\btrade\b|\bjob\b|\boccupation\b|\bposte\b|\bmétier\b|\bnom\b)",
    re.I,
)
PERSON_HEAD = re.compile(
    r"\b(?:names?|employees?|workers?|staff|person|who|crew member|nom|employé\w?|travailleur)\b", re.I
)
ROLE_HEAD = re.compile(r"\b(?:role|position|job(?: title)?|title|trade|occupation|poste|métier|fonction)\b", re.I)
EXPIRY_WORDS = re.compile(
    r"\bexpir|\bexp\b|[a-z](?:expires|exp\.)(?:date)?(?!\w)|\bvalid (?:to|until)\b|\brecert|\brenew|\bruns? out\b"
    r"|\bgood (?:to|until)\b|\béchéance",
    re.I,
)
COMPLETED_WORDS = re.compile(
    r"\bcomplet|\btaken\b|\bissued?\b|\btrained\b|\bdate of training\b|\bdone\b|\bobtained\b|\bpassed\b", re.I
)
# A cell that says something without a date.
STATUS_CELL = re.compile(
    r"^(?:expired|required|req'?d|booked|overdue|n/?[ar]|not required|yes|no|y|x|✓|✔|☑|complete[d]?|oui|non|s\.?o\.?"
    r"|in progress|scheduled|exp\.?|valid|missing|-|–|—|done|ok|n|\?\?|never|pending|to book)[.!]*$",
    re.I,
)
# "exp. 2027", "exp Mar 2027", "2024", "Mar-27": a time that is no day.
PART_DATE = re.compile(
    r"^(?:exp(?:ir\w{0,5})?\.?:?|due|valid to|until|yes|done)?[ \t]{0,2}(?:[a-zéû]{3,9}\.?[ \t\-/]{0,2})?"
    r"(?:(?:19|20)\d{2}|['’]?\d{2})$",
    re.I,
)
# Words behind a course's name that say which of its days a column holds; recognition may lose the blank before them.
_WHICH_DAY = re.compile(
    r"(?:[\s\-–:(]{0,3}\b(?:expir\w{0,6}|exp\.?|completed?|valid until|issued?|taken|date)\b\)?\.?(?: date)?"
    r"|(?<=[a-z])(?:expires|exp\.)\s?(?:date)?)\s*$",
    re.I,
)
# Letters that recognition takes for each other.
_LOOK_ALIKE = str.maketrans("i1|0", "lllo", " ")


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What a matrix says of one person and course.

    Args:
        row: Index of the table row the cell's day stands in.
        told: "completed" and "expires" as ISO text, "status" as written.
        unsure: A day that can mean two.
    """

    row: int
    person: str
    role: str
    course: str
    told: tuple[tuple[str, str], ...]
    unsure: bool = False


def matrix_cells(table: Table, latest: date, around: str) -> list[MatrixCell]:
    """The cells of a table that is a grid of people and courses; empty for any other.

    Args:
        around: Title and lines over the table: they may say which days it holds.
    """
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in table[:MOST_ROWS]]
    for index in range(min(HEADER_ROWS, len(rows) - 1)):
        shape = _shape(rows, index, latest)
        if shape is not None:
            return list(shape.cells(latest, around))
    return []


@dataclass(frozen=True, slots=True)
class _Across:
    """People down, courses across; the header may take two rows: course, then completed and expires."""

    rows: list[tuple[str, ...]]
    index: int
    people: int

    def cells(self, latest: date, around: str) -> Iterator[MatrixCell]:
        header = self.rows[self.index]
        sub = self.rows[self.index + 1] if self.index + 1 < len(self.rows) else ()
        words = sum(bool(COMPLETED_WORDS.search(cell) or EXPIRY_WORDS.search(cell)) for cell in sub)
        stacked = words >= 2 and not any(cell_date(cell, latest) for cell in sub)
        courses = _carried(header) if stacked else header
        role = next((place for place, cell in enumerate(header) if ROLE_HEAD.search(cell)), None)
        body = list(enumerate(self.rows))[self.index + 1 + stacked :]
        default = _default_meaning(header, around, [row for _, row in body], latest)
        for number, row in body:
            name = name_in_cell(row[self.people]) if self.people < len(row) else None
            if name is None:
                continue
            held = row[role] if role is not None and role < len(row) else ""
            told: dict[str, dict[str, str]] = {}
            unsure: set[str] = set()
            for place, cell in enumerate(row):
                course = courses[place] if place < len(courses) else ""
                if place in {self.people, role} or not cell or not course or NOT_A_COURSE.search(course):
                    continue
                _tell(
                    told,
                    unsure,
                    course,
                    cell,
                    f"{sub[place] if stacked and place < len(sub) else ''} {course}",
                    default,
                    latest,
                )
            for course, said in told.items():
                yield MatrixCell(number, name, held, course, tuple(said.items()), course in unsure)


@dataclass(frozen=True, slots=True)
class _Down:
    """Courses down, people across; a row of their trades may stand under the names."""

    rows: list[tuple[str, ...]]
    index: int
    courses: int

    def cells(self, latest: date, around: str) -> Iterator[MatrixCell]:
        header = self.rows[self.index]
        names = {
            place: name for place, cell in enumerate(header) if place != self.courses and (name := name_in_cell(cell))
        }
        body = list(enumerate(self.rows))[self.index + 1 :]
        roles: tuple[str, ...] = ()
        default = _default_meaning((), around, [row for _, row in body], latest)
        for number, row in body:
            course = row[self.courses] if self.courses < len(row) else ""
            if ROLE_HEAD.search(course) and not any(cell_date(cell, latest) for cell in row):
                roles = row
                continue
            if not course or NOT_A_COURSE.search(course):
                continue
            for place, name in names.items():
                cell = row[place] if place < len(row) else ""
                told: dict[str, dict[str, str]] = {}
                unsure: set[str] = set()
                if cell:
                    _tell(told, unsure, course, cell, course, default, latest)
                for kind, said in told.items():
                    held = roles[place] if place < len(roles) else ""
                    yield MatrixCell(number, name, held, kind, tuple(said.items()), bool(unsure))


def _tell(
    told: dict[str, dict[str, str]], unsure: set[str], course: str, cell: str, heading: str, default: str, latest: date
) -> None:
    """Put what one cell says under its course."""
    meaning = "expires" if EXPIRY_WORDS.search(heading) else "completed" if COMPLETED_WORDS.search(heading) else default
    if EXPIRY_WORDS.search(cell):
        meaning = "expires"
    name = _as_told(told, _WHICH_DAY.sub("", course).strip() or course)
    day = cell_date(cell, latest, heading)
    if day is not None:
        told.setdefault(name, {})[meaning] = day
    elif is_ambiguous(cell, latest, heading):
        told.setdefault(name, {})["status"] = cell
        unsure.add(name)
    elif len(cell) <= LONGEST_WORD:
        told.setdefault(name, {}).setdefault("status", cell)


def _as_told(told: Iterable[str], name: str) -> str:
    """The name as a column before wrote it, if only a blank or look-alike letters differ."""
    same = (other for other in told if other != name and _folded(other) == _folded(name))
    return next(same, name)


def _folded(name: str) -> str:
    return name.casefold().translate(_LOOK_ALIKE)


def says_something(cell: str, latest: date) -> bool:
    """A day, a tick, a year, N/A: what cells of a matrix hold."""
    return bool(
        cell_date(cell, latest) is not None
        or is_ambiguous(cell, latest)
        or STATUS_CELL.match(cell)
        or PART_DATE.match(cell)
    )


def _shape(rows: Sequence[tuple[str, ...]], index: int, latest: date) -> "_Across | _Down | None":
    """How the table is a matrix under this header row; None when it is none."""
    header, body = rows[index], rows[index + 1 : index + 40]
    heads = [place for place, cell in enumerate(header) if cell]
    if len(heads) < 2 or not body:
        return None
    named = [place for place in heads if as_name(header[place]) is not None]
    people = people_column(header, body)
    if people is not None:
        cells = [
            cell for row in body for place, cell in enumerate(row)
            if place > people and place < len(header) and cell and not NOT_A_COURSE.search(header[place] or "x")
        ]  # fmt: skip
        courses = [place for place in heads if place != people and not NOT_A_COURSE.search(header[place])]
        if len(courses) >= 2 and cells and sum(says_something(cell, latest) for cell in cells) >= MOSTLY * len(cells):
            return _Across(list(rows), index, people)
    if len(named) >= 2 and len(named) >= MOSTLY * (len(heads) - 1):
        label = min(place for place in range(named[0] + 1) if place not in named) if named[0] else None
        if label is None:
            return None
        cells = [row[place] for row in body for place in named if place < len(row) and row[place]]
        said = sum(says_something(cell, latest) for cell in cells)
        if cells and said >= 0.5 * len(cells):
            return _Down(list(rows), index, named[0] - 1)
    return None


def people_column(header: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    """The column that holds people's names: by what stands in it, its header only where single names leave doubt."""
    best: tuple[float, int] | None = None
    for place in range(min(len(header), 6)):
        told = [row[place] for row in body if place < len(row) and row[place]]
        asked = bool(PERSON_HEAD.search(header[place]))
        if len(told) < 2 and not (told and asked):
            continue
        whole = sum(as_name(cell) is not None or _turned(cell) for cell in told) / len(told)
        single = sum(name_in_cell(cell) is not None for cell in told) / len(told)
        score = whole if whole >= MOSTLY else single if asked and single >= MOSTLY else 0.0
        if score and (best is None or score > best[0]):
            best = (score, place)
    return best[1] if best is not None else None


def _turned(cell: str) -> bool:
    """A name in capitals or small letters throughout."""
    return (cell.isupper() or cell.islower()) and as_name(cell.title()) is not None


def _carried(header: Sequence[str]) -> tuple[str, ...]:
    """A merged header cell stands over the empty ones right of it."""
    carried: list[str] = []
    for cell in header:
        carried.append(cell if cell or not carried else carried[-1])
    return tuple(carried)


def _default_meaning(header: Sequence[str], around: str, body: Sequence[Sequence[str]], latest: date) -> str:
    """What a bare day of the matrix means: by its title, else by whether most lie ahead.

    Where some columns are headed as expiries, the others are not: who writes "first aid expires" beside "orientation"
    tells them apart.
    """
    if any(EXPIRY_WORDS.search(cell) for cell in header):
        return "completed"
    ends, done = EXPIRY_WORDS.search(around), COMPLETED_WORDS.search(around)
    if bool(ends) != bool(done):
        return "expires" if ends else "completed"
    days = [day for row in body[:60] for cell in row if (day := cell_date(cell, latest))]
    ahead = sum(day > latest.isoformat() for day in days)
    return "expires" if days and ahead > len(days) / 2 else "completed"
