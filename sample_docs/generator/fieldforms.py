"""The forms app that both yards tried from June 2026: forty field level hazard assessments and the app's own register.

In July the Leduc supervisor was on holidays and in August the Blackfalds tablet was at the repair shop, so the app adds
no month that the cards on paper do not show already. Crews type what they like where the app asks for the place.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from sample_docs.generator.fieldcards import done
from sample_docs.generator.marks import seeded
from sample_docs.generator.model import Doc, FileSpec, When
from sample_docs.generator.plan import BLACKFALDS, COMPANY, LEDUC

Hazard = tuple[str, str, str, str, str]
JOBS: dict[str, tuple[Hazard, ...]] = {
    "Storm pipe, lay 300 mm": (
        ("Dig", "Wall caves in", "High", "Box in before entry, spoil back 1 m", "Low"),
        ("Lower pipe", "Pipe swings into worker", "High", "Tag line, nobody under the load", "Low"),
        ("Join", "Fingers between bell and spigot", "Medium", "Pry bar, hands off the joint", "Low"),
        ("Backfill", "Loader strikes a person", "High", "One spotter, radio channel 2", "Low"),
    ),
    "Shape subgrade with grader": (
        ("Grade", "Grade stake crew in blind spot", "High", "Stop when stakes are set, eye contact", "Low"),
        ("Turn at street", "Public traffic", "Medium", "Flagger and signs both ways", "Low"),
        ("Grade", "Dust, poor sight", "Medium", "Water truck every hour", "Low"),
    ),
    "Haul and stockpile gravel": (
        ("Dump", "Box up near power line", "High", "Goal posts, 7 m, dump at marker", "Low"),
        ("Back in", "Backs over foot traffic", "High", "Drive-through loop, camera on", "Low"),
        ("Tarp", "Fall from catwalk", "Medium", "Tarp from ground with the arm", "Low"),
    ),
    "Concrete sidewalk, form and pour": (
        ("Pour", "Wet concrete on skin", "Medium", "Boots, gloves, rinse water on hand", "Low"),
        ("Saw joints", "Silica dust", "High", "Wet blade, half mask P100", "Low"),
        ("Strip forms", "Nails in boards", "Medium", "Pull or bend nails at once", "Low"),
        ("Place", "Lifting strain", "Medium", "Two people on forms over 20 kg", "Low"),
    ),
    "Culvert clean out": (
        ("Flush", "Hose whips", "High", "Whip check, valve man in sight", "Low"),
        ("Enter ditch", "Slip on wet bank", "Medium", "Ladder, cleats, one on top", "Low"),
        ("Flush", "Bad air at the mouth", "High", "Four-gas meter, nobody goes inside", "Low"),
    ),
    "Line painting, parking lot": (
        ("Paint", "Customer cars", "High", "Close one end, cones 2 m apart", "Low"),
        ("Load paint", "Fumes and flash fire", "Medium", "Upwind, no engines within 5 m", "Low"),
        ("Paint", "Sun and heat", "Medium", "Shade break each hour, water", "Low"),
    ),
    "Load out asphalt millings": (
        ("Load", "Bucket over cab", "High", "Driver stays in, horn before moving", "Low"),
        ("Clean box", "Fall from tailgate", "Medium", "Long scraper from the ground", "Low"),
        ("Load", "Noise", "Medium", "Muffs outside the cab", "Low"),
    ),
    "Fence and gate repair": (
        ("Cut chain link", "Wire springs back", "Medium", "Glasses, gloves, tie before cutting", "Low"),
        ("Auger holes", "Buried service", "High", "Locates on hand, hand dig first 60 cm", "Low"),
        ("Hang gate", "Gate drops", "High", "Forks under until pins are in", "Low"),
    ),
}
PLACES = {
    LEDUC: (
        "Lot 14, north end", "Lot 9", "=Lot 9, service 4", "Airport perimeter road", "<b>Lot 14</b> & shoulder",
        "Lot B", "@Gate 2",
    ),
    BLACKFALDS: ("County road 26", "+Hwy 2A approach", "South subdivision, pond", "-Range Road 271", "3rd Avenue"),
}  # fmt: skip
CREWS = {
    LEDUC: ("Dale Fontaine", "Brenda Okemow", "Anil Saini", "Jesse Arcand", "Nolan Reimer", "Maya Lopes",
            "Tyler Cheechoo", "Paulo Teixeira", "Simone Gauthier", "Colin Yakimets"),
    BLACKFALDS: ("Rhonda Steele", "Wes Harkness", "Cody Marchuk", "Aaron Funk", "Tina Bearskin", "Rory McEwan",
                 "Devon Labelle", "Glen Tkachuk", "Chris Ogunleye"),
}  # fmt: skip
SUPERVISOR = {LEDUC: "Curtis Wabasca", BLACKFALDS: "Gord Petryshyn"}
DAYS = {
    LEDUC: ((6, (8, 10, 12, 16, 18, 22, 24, 29)), (8, (3, 5, 7, 11, 13, 18, 20, 25, 27)),
            (9, (1, 3, 8, 10, 14, 17, 22, 24))),
    BLACKFALDS: ((6, (11, 17, 23, 30)), (7, (2, 7, 9, 14, 21, 28)), (9, (2, 9, 15, 21, 28))),
}  # fmt: skip
MONTHS = {6: "June", 7: "July", 8: "August", 9: "September"}


@dataclass(frozen=True)
class Form:
    """One filled-in form of the app."""

    number: str
    day: str
    shown: str
    start: str
    site: str
    place: str
    job: str
    hazards: tuple[Hazard, ...]
    crew: tuple[str, ...]


def forms() -> tuple[Form, ...]:
    """All forty, by day."""
    days = sorted(
        (f"2026-{month:02d}-{day:02d}", site) for site, months in DAYS.items() for month, all_days in months
        for day in all_days
    )  # fmt: skip
    return tuple(filled(f"FF-{number:04d}", day, site) for number, (day, site) in enumerate(days, 201))


def filled(number: str, day: str, site: str) -> Form:
    """What one crew typed."""
    dice = seeded(number)
    job = dice.choice(sorted(JOBS))
    rows = JOBS[job]
    month, of_month = int(day[5:7]), int(day[8:])
    return Form(
        number, day, f"{MONTHS[month]} {of_month}, 2026", f"06:{dice.randint(40, 59)}", site,
        dice.choice(PLACES[site]), job, rows[: dice.randint(3, len(rows))],
        tuple(dice.sample(CREWS[site], dice.randint(3, 4))),
    )  # fmt: skip


PAGE = """
# Field Level Hazard Assessment (FLHA)
!cols 1 2 1 2 nohead
| **Form** | {number} | **Date** | {shown} |
| **Yard** | {site} | **Started** | {start} |
| **Place** | {place} | **Crew lead** | {lead} |
| **Job today** | {job} | **Muster point** | truck of the crew lead |
## Hazards and controls
!cols 1.4 2.6 1 3.6 1
| Task | Hazard | Risk | Control | After |
{rows}
## Before we start
Walked the place: yes · Locates checked: yes · First aider named: {aider} · Anything changed since yesterday: no
## Crew on this form
!cols 3 3 2
| Name | Signed on device | Time |
{crew}
> Stop and fill in a new form when the job, the crew or the weather changes.
## Sign-off
Electronically signed by {lead}, crew lead, {shown} {start}

Reviewed and electronically signed by {supervisor}, Yard Supervisor, {shown} 16:{late}
"""


def page(form: Form) -> Doc:
    """One form as the app prints it."""
    minute = int(form.start[3:])
    body = PAGE.format(
        number=form.number, shown=form.shown, site=form.site, start=form.start, place=form.place, lead=form.crew[0],
        job=form.job, rows="\n".join("| " + " | ".join(row) + " |" for row in form.hazards), aider=form.crew[-1],
        crew="\n".join(f"| {name} | yes, by finger | 06:{minute - 3 + at:02d} |" for at, name in enumerate(form.crew)),
        supervisor=SUPERVISOR[form.site], late=f"{minute - 20:02d}",
    )  # fmt: skip
    return Doc(
        "flha", "Field Level Hazard Assessment (FLHA)", body, "tablet", done(form.day), "app", site=form.site,
        company=COMPANY, head=("SUBMITTED", form.number),
    )  # fmt: skip


def register_rows() -> Iterator[tuple[str | int, ...]]:
    """The register, header first."""
    yield (
        "Form", "Template", "Date", "Yard", "Place", "Job today", "Crew lead", "Crew size", "Hazards", "High risk",
        "Controls", "Status", "Reviewed by",
    )  # fmt: skip
    for form in forms():
        high = sum(row[2] == "High" for row in form.hazards)
        yield (
            form.number, "Field Level Hazard Assessment (FLHA)", form.day, form.site, form.place, form.job,
            form.crew[0], len(form.crew), len(form.hazards), high, len(form.hazards), "Submitted",
            SUPERVISOR[form.site],
        )  # fmt: skip


def register() -> bytes:
    """The register as spreadsheets like it: a mark of the encoding first, lines ended by two signs."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(register_rows())
    return ("\ufeff" + out.getvalue()).encode()


FOLDER = "02 Hazard Assessment/FLHA/FieldForms"
LISTED = Doc("flha", "FieldForms register", "", "plain", When(None, None, "absent"), company=COMPANY)
FILES = (
    FileSpec(f"{FOLDER}/FLHA export Jun-Sep 2026.pdf", "pdf",
             "forty field level hazard assessments of a forms app in one file, one a page, signed in the app",
             tuple(page(form) for form in forms())),
    FileSpec(f"{FOLDER}/FLHA register Jun-Sep 2026.csv", "made", "the app's register: a row for each of the forty",
             (LISTED,), maker=register),
)  # fmt: skip
