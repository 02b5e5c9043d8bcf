"""What crews fill in by hand before work: field level hazard assessments of both yards, and toolbox talks."""

from collections.abc import Sequence

from sample_docs.generator.model import Doc, FileSpec, Scan, When
from sample_docs.generator.plan import BLACKFALDS, COMPANY, LEDUC

Row = tuple[str, str, str, str]


def pen(text: str) -> str:
    """The text as written by hand; an empty place stays empty."""
    return f"~{text}~" if text else ""


def sign_on(crew: Sequence[str]) -> str:
    """Names and signatures, two people a row."""
    pairs = [crew[index : index + 2] for index in range(0, len(crew), 2)]
    lines = ["!cols 1.3 1 1.3 1", "| Crew (print) | Signature | Crew (print) | Signature |"]
    for pair in pairs:
        cells = [cell for name in pair for cell in (pen(name), f"{{sig {name}}}")]
        lines.append("| " + " | ".join(cells + [""] * (4 - len(cells))) + " |")
    return "\n".join(lines)


FLHA_FORM = """
@ Date: {date} | Time: {time} | Site: {site}
@ Job / location: {job} | Crew lead: {lead}
@ Weather and ground: {weather} | Muster point: {muster}
!cols 1 1 nohead
| [{hot}] Hot work permit [{dig}] Locates / ground disturbance | [{conf}] Confined space [{line}] Overhead power lines |
!cols 2 2.2 0.7 3
| Task | Hazard | H/M/L | Control |
{rows}
{crew}
> Stop and do this card again when the job, the crew or the conditions change.
@ Conditions changed during shift?: {changed} | Time of re-assessment: {again}
% Supervisor review: {boss} | {review} | {reviewed}
"""


EMPTY_ROWS = ["| ~ ~ |  |  |  |"] * 7


def flha(
    when: When, date: str, job: str, rows: Sequence[Row], crew: Sequence[str], *, hand: str = "kalam",
    time: str = "7:05 am", weather: str = "clear, dry", ticks: str = "", again: str = "", boss: str = "Curtis Wabasca",
) -> Doc:  # fmt: skip
    """One card of the Leduc form."""
    lines = ["| " + " | ".join(pen(cell) for cell in row) + " |" for row in rows]
    body = FLHA_FORM.format(
        date=pen(date), time=pen(time), site=pen("Leduc"), job=pen(job), lead=pen(crew[0]), weather=pen(weather),
        muster=pen("main gate"), rows="\n".join(lines + EMPTY_ROWS[len(rows) :]),
        crew=sign_on(crew), changed=pen("Yes" if again else "No"), again=pen(again), boss=boss,
        review=f"{{sig {boss}}}", reviewed=pen(date), **{key: "x" if key in ticks else " " for key in
        ("hot", "dig", "conf", "line")},
    )  # fmt: skip
    return Doc(
        "flha", "Field Level Hazard Assessment (FLHA)", body, "form", when, "drawn", site=LEDUC, company=COMPANY,
        head=("Form HSE-F-11 rev 2", "Hand in to the Yard Supervisor at end of shift"), hand=hand,
    )  # fmt: skip


CARD = """
^ **CREW HAZARD CARD - FLHA - South Yard**
!cols 1 1 1 nohead
| **Date** {date} | **Job** {job} | **Crew lead** {lead} |
What could hurt us today, and what are we doing about it?
!cols 3 4 nohead
| **HAZARD** | **WHAT WE WILL DO** |
{rows}
Walked the site before starting: {walked}      First aider today: {aider}      Radio channel: {radio}
!cols 1 1 1
| Signed on | Signed on | Signed on |
| {signs} |
% Foreman or Yard Supervisor | {{sig Gord Petryshyn}} | {checked}
"""


def card(
    when: When, date: str, job: str, rows: Sequence[tuple[str, str]], crew: Sequence[str], hand: str = "patrick",
    checked: str = "",
) -> Doc:  # fmt: skip
    """One card of the simpler sheet the Blackfalds crews use."""
    lines = [f"| {pen(hazard)} | {pen(control)} |" for hazard, control in rows]
    body = CARD.format(
        date=date if date.startswith("{") else pen(date), job=pen(job), lead=pen(crew[0]),
        rows="\n".join(lines + ["| ~ ~ | |"] * 4), walked=pen("yes"),
        aider=pen(crew[-1]), radio=pen("4"), signs=" | ".join(f"{{sig {name}}}" for name in crew[:3]),
        checked=pen(checked),
    )  # fmt: skip
    return Doc(
        "flha", "Crew Hazard Card - FLHA", body, "card", when, "drawn", site=BLACKFALDS, company=COMPANY, hand=hand
    )


def done(value: str) -> When:
    """A date a person can read on the card."""
    return When(value, "performed")


LEDUC_CARDS = (
    flha(done("2025-11-04"), "4 Nov 2025", "Sanding spur, Airport Rd", (
        ("Load sander", "Pinch points at hopper", "H", "Lock out auger, grate stays closed"),
        ("Back to stockpile", "Hit ground worker", "H", "Spotter, horn twice before moving"),
        ("Spread sand", "Black ice", "M", "40 km/h, chains in cab"),
    ), ("Hank Dueck", "Jesse Arcand"), weather="-6, ice"),
    flha(done("2026-01-19"), "19 Jan 2026", "Snow removal, lot B", (
        ("Push snow", "Hidden curb and drain", "M", "Marker stakes, walk the lot first"),
        ("Load trucks", "Bucket swings over cab", "H", "Driver waits at cone line"),
        ("Hand shovel stairs", "Cold, frostbite", "M", "Warm-up break every 40 min"),
    ), ("Brenda Okemow", "Paulo Teixeira", "Colin Yakimets"), weather="-24, wind", hand="indie"),
    flha(done("2026-03-24"), "24 March 2026", "Culvert thaw, Rge Rd 250", (
        ("Steam culvert", "Burns from hose", "H", "Face shield, gauntlets, two on hose"),
        ("Stand in ditch", "Slip into water", "M", "Rubber boots, rope at hand"),
        ("Flag one lane", "Traffic", "H", "Signs out 200 m, Class 3 vest"),
    ), ("Curtis Wabasca", "Nolan Reimer", "Maya Lopes"), ticks="dig"),
    flha(done("2026-05-14"), "14 May 2026", "Water line trench, Lot 9", (
        ("Dig trench 2.4 m", "Wall caves in", "H", "Trench box, spoil back 1.5 m"),
        ("Lower pipe", "Swinging load", "H", "Tag line, nobody under load"),
        ("Work near gas line", "Gas strike", "H", "Hydrovac to expose, locates on hand"),
        ("Back up excavator", "Run over worker", "H", "Dedicated spotter, radio ch 2"),
    ), ("Dale Fontaine", "Jesse Arcand", "Tyler Cheechoo", "Maya Lopes"), ticks="dig line", again="1:15 pm - rain"),
    flha(done("2026-06-16"), "June 16, 2026", "Concrete cutting, shop apron", (
        ("Cut apron", "Silica dust", "H", ""),
        ("Cut apron", "Noise", "M", ""),
        ("Break out", "Flying chips", "M", "Face shield"),
    ), ("Trevor Lindqvist", "Brett Sandhu"), hand="indie", weather="hot, +27"),
    flha(done("2026-08-11"), "11 Aug 2026", "Gravel haul to lot 14", (
        ("Load pup trailer", "Overload, tip", "H", "Scale ticket each load"),
        ("Dump on fill edge", "Edge gives way", "H", "Berm, stay 5 m back, dozer pushes"),
        ("Tarp load", "Fall from box", "M", "Use ground crank, no climbing"),
    ), ("Darcy Gladue", "Anil Saini", "Devon Labelle")),
)  # fmt: skip

BLACKFALDS_CARDS = (
    card(done("2025-12-09"), "9 Dec 2025", "Fence repair, back lot", (
        ("Post pounder pinch", "hands clear, one person runs it"),
        ("Ice under snow", "cleats on, sand the path"),
        ("Cold", "truck warm, 20 min breaks"),
    ), ("Wes Harkness", "Rory McEwan", "Tina Bearskin"), checked="9 Dec 2025"),
    card(When(None, "performed", "ambiguous", ("2026-03-04", "2026-04-03")), "03/04/2026", "Pump set up, sump 3", (
        ("Wet cord, shock", "GFCI, cord off the ground"),
        ("Heavy pump", "two lift, use the dolly"),
        ("Edge of sump", "rail stays up, no one alone"),
    ), ("Leon Cardinal", "Chris Ogunleye", "Aaron Funk")),
    card(done("2026-07-15"), "July 15, 2026", "Grade pad, NE corner", (
        ("Grader blind spot", "spotter in view, stop if lost"),
        ("Heat +30", "water, shade, buddy check"),
        ("Dust", "water truck first"),
    ), ("Rhonda Steele", "Erin Mayhew", "Aaron Funk"), checked="July 15, 2026"),
    card(When(None, "performed", "illegible"), "{scrawl flha-b4}", "Unload pipe", (
        ("Pipe rolls off deck", "chocks, stay on high side"),
        ("Strap snaps", "stand clear, look up"),
        ("Forks over people", "cone off 10 m"),
    ), ("Shane Pruden", "Rory McEwan", "Chris Ogunleye")),
    card(done("2026-09-22"), "22 Sept 2026", "Asphalt patch, 3rd Ave", (
        ("Hot mix burns", "long sleeves, gloves"),
        ("Cars close by", "cones, flagger, crash truck"),
        ("Plate compactor noise", "muffs"),
    ), ("Cody Marchuk", "Glen Tkachuk", "Tina Bearskin"), checked="22 Sept 2026"),
)  # fmt: skip
PHOTO_CARD = card(done("2026-06-03"), "3 June 2026", "Ditch clean out, Hwy 2A", (
    ("Soft shoulder, roll over", "stay 2 m off edge, belt on"),
    ("Overhead line at pole 14", "7 m limit, spotter"),
    ("Bees", "first aid kit has pen, tell lead"),
), ("Ivan Melnyk", "Lorne Vickers", "Aaron Funk"), checked="3 June 2026")  # fmt: skip
ZIPPED_CARD = flha(done("2026-09-10"), "10 Sept 2026", "Line painting, lot A", (
    ("Spray paint", "Fumes", "M", "Stay upwind, half mask"),
    ("Work in lot", "Customer cars", "H", "Cones, one end closed"),
), ("Simone Gauthier", "Nolan Reimer"), hand="patrick")  # fmt: skip

BLANK_FLHA = Doc(
    "flha", "Field Level Hazard Assessment (FLHA)", FLHA_FORM.format(
        date="", time="", site="", job="", lead="", weather="", muster="", rows="\n".join(EMPTY_ROWS),
        crew="!cols 1.3 1 1.3 1\n| Crew (print) | Signature | Crew (print) | Signature |\n" +
        "\n".join(["|  |  |  |  |"] * 4), changed="", again="", boss="", review="", reviewed="", hot=" ", dig=" ",
        conf=" ", line=" ",
    ), "form", blank=True, company=COMPANY, head=("Form HSE-F-11 rev 2", "Hand in to the Yard Supervisor"),
)  # fmt: skip

FILES = (
    FileSpec("02 Hazard Assessment/FLHA/Leduc FLHA.pdf", "scan", "six handwritten field cards, one without controls",
             LEDUC_CARDS, Scan(200, "handwritten", quality=48)),
    FileSpec("02 Hazard Assessment/FLHA/blackfalds cards.pdf", "scan",
             "five handwritten cards: one date is scribbled, one reads 03/04/2026",
             BLACKFALDS_CARDS, Scan(200, "handwritten", angle=0.6, codec="g4")),
    FileSpec("02 Hazard Assessment/FLHA/IMG_2291.jpg", "photo", "a card photographed on a tailgate, with a shadow",
             (PHOTO_CARD,), Scan(220, "photo", quality=62)),
    FileSpec("02 Hazard Assessment/FLHA/HSE-F-11 FLHA form.pdf", "pdf", "the empty FLHA form", (BLANK_FLHA,)),
)  # fmt: skip
