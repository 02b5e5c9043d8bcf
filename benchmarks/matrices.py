"""Training matrices with their truth, as firms keep them: courses across or down, or a register of tickets.

Seeded and like no matrix of the sample. A style decides headers, how dates are written and what stands round the grid.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Layout = Literal["across", "down", "register", "grouped", "stacked", "paired"]
Writing = Literal["number", "iso", "slash", "hyphen", "long", "month_first"]
Value = str | date

LAYOUTS: tuple[Layout, ...] = ("across", "down", "register", "grouped", "stacked", "paired")
WRITINGS: tuple[Writing, ...] = ("number", "iso", "slash", "hyphen", "long", "month_first")
AS_OF = date(2026, 5, 1)
FIRST = (
    "Marcy Kody Aidan Priya Tomas Lucie Dale Noor Ewan Bettina Sylvain Rashid Gwen Otto Maeve Ivo Carla Hollis Junie "
    "Pavel"
).split()
LAST = (
    "Toews Lund Okafor Beauchemin Sandhu Ritchie Vandermeer Cardinal Osei Fontaine Hrynkiw Moberg Tran Whitford "
    "Ladouceur McAllister O'Shea Desjarlais Quan St-Pierre"
).split()
TRADES = ("Foreman", "Labourer", "Equipment operator", "Welder", "Truck driver", "Shop hand", "Surveyor", "Apprentice")
COURSES = (
    "First Aid", "WHMIS", "Fall Protection", "Confined Space", "H2S Alive", "TDG", "Ground Disturbance", "Lift truck",
    "Orientation", "CPR level C", "Rigging", "Fire extinguisher", "Defensive driving", "Respirator fit", "Chainsaw",
)  # fmt: skip
PERSON_HEADS = ("Name", "Employee", "Worker name", "Employee Name", "Crew member", "Person", "Staff", "Who")
ROLE_HEADS = ("Position", "Trade", "Job", "Role", "Job title", "Occupation")
TITLES = (
    "TRAINING MATRIX",
    "Who has what",
    "Training tracker",
    "Tickets and training, all crews",
    "Competency and tickets",
)
SAID = ("N/A", "✓", "x", "booked", "required", "exp. 2027", "-", "Yes", "n/a", "in progress")


@dataclass(frozen=True, slots=True)
class Held:
    """What a matrix says of one person and course.

    Args:
        said: What stands there instead of a day: a tick, "N/A", "exp. 2027".
    """

    completed: date | None = None
    expires: date | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix as it stands on paper, and its truth.

    Args:
        rows: Cells with days as days; empty text for an empty cell.
        titles: Lines over the grid.
        hidden: Columns a workbook hides.
        truth: By person and course.
    """

    layout: Layout
    writing: Writing
    titles: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    header_rows: int
    hidden: tuple[int, ...]
    truth: dict[tuple[str, str], Held]
    roles: dict[str, str]


def matrix(seed: int) -> Matrix:
    """The matrix of a seed; layouts and writings take turns."""
    chance = random.Random(seed)
    layout, writing = LAYOUTS[seed % len(LAYOUTS)], WRITINGS[(seed // len(LAYOUTS)) % len(WRITINGS)]
    people = [f"{first} {last}" for first, last in zip(
        chance.sample(FIRST, 12), chance.sample(LAST, 12), strict=True)][: chance.randint(6, 12)]  # fmt: skip
    courses = chance.sample(COURSES, chance.randint(5, 8 if layout in {"across", "down"} else 4 + 2))
    if layout in {"stacked", "paired"}:
        courses = courses[:4]
    both = layout not in {"across", "down"}
    lapses = chance.random() < 0.5  # a plain grid shows either the days done or the days they run out
    truth = {
        (person, course): _held(chance, both=both, lapses=lapses)
        for person in people
        for course in courses
        if chance.random() < 0.8
    }
    roles = {person: chance.choice(TRADES) for person in people} if chance.random() < 0.7 else {}
    made = _DRAWN[layout](chance, people, courses, truth, roles)
    meaning = "expiry dates" if lapses else "date completed"
    titles = [chance.choice(TITLES), f"Kinnear & Daughters Ltd.   as of {AS_OF.isoformat()}"]
    if not both:
        titles.append(f"({meaning})")
    on_paper = set(people[:7] if layout == "down" else people)
    shown = {pair: held for pair, held in truth.items() if held != Held() and pair[0] in on_paper}
    return replace(made, writing=writing, titles=tuple(titles), truth=shown)


def _held(chance: random.Random, *, both: bool, lapses: bool) -> Held:
    if chance.random() < 0.22:
        return Held(said=chance.choice(SAID))
    done = AS_OF - timedelta(days=chance.randint(10, 900))
    runs_out = done + timedelta(days=chance.choice((365, 1095, 1096, 730)))
    if both:
        return Held(done, runs_out if chance.random() < 0.8 else None)
    return Held(expires=runs_out) if lapses else Held(completed=done)


def _name(chance: random.Random, person: str, turned: bool) -> str:
    first, _, last = person.partition(" ")
    return f"{last}, {first}" if turned else person


def _cell(held: Held | None) -> Value:
    return "" if held is None else held.said or held.completed or held.expires or ""


def _across(
    chance: random.Random,
    people: Sequence[str],
    courses: Sequence[str],
    truth: dict[tuple[str, str], Held],
    roles: dict[str, str],
) -> Matrix:
    turned = chance.random() < 0.4
    with_id = chance.random() < 0.4
    heads: list[Value] = [
        *(["No."] if with_id else []),
        chance.choice(PERSON_HEADS),
        *([chance.choice(ROLE_HEADS)] if roles else []),
    ]
    broken = [course.replace(" ", "\n", 1) if chance.random() < 0.4 else course for course in courses]
    rows: list[tuple[Value, ...]] = [(*heads, *broken)]
    for number, person in enumerate(people, start=1):
        lead: list[Value] = [
            *([str(number)] if with_id else []),
            _name(chance, person, turned),
            *([roles[person]] if roles else []),
        ]
        rows.append((*lead, *(_cell(truth.get((person, course))) for course in courses)))
    return Matrix("across", "iso", (), tuple(rows), 1, (0,) if with_id else (), truth, roles)


def _down(
    chance: random.Random,
    people: Sequence[str],
    courses: Sequence[str],
    truth: dict[tuple[str, str], Held],
    roles: dict[str, str],
) -> Matrix:
    people = people[:7]  # more do not fit a sheet
    rows: list[tuple[Value, ...]] = [(chance.choice(("Course", "Training", "Ticket", "")), *people)]
    if roles:
        rows.append((chance.choice(ROLE_HEADS), *(roles[person] for person in people)))
    for course in courses:
        rows.append((course, *(_cell(truth.get((person, course))) for person in people)))
    return Matrix("down", "iso", (), tuple(rows), 1, (), truth, roles)


def _register(
    chance: random.Random,
    people: Sequence[str],
    courses: Sequence[str],
    truth: dict[tuple[str, str], Held],
    roles: dict[str, str],
) -> Matrix:
    heads: list[Value] = [chance.choice(PERSON_HEADS[:4]), *([chance.choice(ROLE_HEADS)] if roles else [])]
    heads.append(chance.choice(("Course", "Training", "Ticket")))
    heads.append(chance.choice(("Date taken", "Completed", "Issued", "Date")))
    heads.append(chance.choice(("Expires", "Expiry", "Valid until", "Expiry date")))
    rows: list[tuple[Value, ...]] = [tuple(heads)]
    for (person, course), held in truth.items():
        lead: list[Value] = [person, *([roles[person]] if roles else [])]
        rows.append((*lead, course, held.said or held.completed or "", "" if held.said else held.expires or ""))
    return Matrix("register", "iso", (), tuple(rows), 1, (), truth, roles)


def _grouped(
    chance: random.Random,
    people: Sequence[str],
    courses: Sequence[str],
    truth: dict[tuple[str, str], Held],
    roles: dict[str, str],
) -> Matrix:
    made = _register(chance, people, courses, truth, roles)
    width = 2 if roles else 1
    rows, last = [made.rows[0]], ""
    for row in made.rows[1:]:
        rows.append(("",) * width + row[width:] if row[0] == last else row)
        last = str(row[0])
    return replace(made, layout="grouped", rows=tuple(rows))


def _stacked(
    chance: random.Random,
    people: Sequence[str],
    courses: Sequence[str],
    truth: dict[tuple[str, str], Held],
    roles: dict[str, str],
) -> Matrix:
    lead: list[Value] = [chance.choice(PERSON_HEADS), *([chance.choice(ROLE_HEADS)] if roles else [])]
    done, ends = chance.choice((("Completed", "Expires"), ("Taken", "Expiry"), ("Issued", "Valid until")))
    top: list[Value] = [*lead, *(cell for course in courses for cell in (course, ""))]
    under: list[Value] = ["" for _ in lead]
    rows = [tuple(top), (*under, *(word for _ in courses for word in (done, ends)))]
    return _two_columns("stacked", rows, 2, people, courses, truth, roles)


def _paired(
    chance: random.Random,
    people: Sequence[str],
    courses: Sequence[str],
    truth: dict[tuple[str, str], Held],
    roles: dict[str, str],
) -> Matrix:
    lead: list[Value] = [chance.choice(PERSON_HEADS), *([chance.choice(ROLE_HEADS)] if roles else [])]
    ends = chance.choice(("expiry", "expires", "exp. date"))
    rows: list[tuple[Value, ...]] = [(*lead, *(cell for course in courses for cell in (course, f"{course} {ends}")))]
    return _two_columns("paired", rows, 1, people, courses, truth, roles)


def _two_columns(
    layout: Layout, heads: list[tuple[Value, ...]], header_rows: int, people: Sequence[str], courses: Sequence[str],
    truth: dict[tuple[str, str], Held], roles: dict[str, str],
) -> Matrix:  # fmt: skip
    rows = list(heads)
    for person in people:
        cells: list[Value] = [person, *([roles[person]] if roles else [])]
        for course in courses:
            held = truth.get((person, course), Held())
            cells += [held.said or held.completed or "", "" if held.said else held.expires or ""]
        rows.append(tuple(cells))
    return Matrix(layout, "iso", (), tuple(rows), header_rows, (), truth, roles)


_DRAWN = {
    "across": _across,
    "down": _down,
    "register": _register,
    "grouped": _grouped,
    "stacked": _stacked,
    "paired": _paired,
}


def written(day: date, writing: Writing) -> str:
    """A day as a hand or a program of this style puts it."""
    return {
        "number": day.isoformat(),
        "iso": day.isoformat(),
        "slash": f"{day:%b} {day.day}/{day:%y}",
        "hyphen": f"{day.day:02d}-{day:%b}-{day:%y}",
        "long": f"{day:%B} {day.day}, {day.year}",
        "month_first": f"{day:%b} {day.day} {day.year}",
    }[writing]
