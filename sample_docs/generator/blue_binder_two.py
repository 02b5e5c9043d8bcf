"""The blue binder of the Blackfalds shop, part two: records, a register and a noise survey; and the file of all."""

from sample_docs.generator.blue_binder import AIR, ASPHALT, JOB, PPE, SEPARATOR, SHEET, WHMIS
from sample_docs.generator.fieldcards import done
from sample_docs.generator.model import Doc, FileSpec, Scan, When
from sample_docs.generator.plan import BLACKFALDS, COMPANY

FORKLIFT = Doc("pm_record", "Annual service report FL-02", """
# ANNUAL SERVICE REPORT
@ Unit: FL-02 forklift, 2.5 t | Date of service: May 12, 2026 | Hours: 3,118
@ Customer: Kestrel Coulee, Blackfalds Yard | Technician: R. Dhaliwal
!cols 4 1.4 4
| Point | Result | Note |
| Mast, rollers, chains | good | chain stretch 1.1 percent |
| Forks, heel thickness | good | 96 percent of new |
| Tilt and lift cylinders | defect | left tilt seal weeps, replaced |
| Hoses and fittings | good | |
| Brakes, park brake | good | holds on the ramp with load |
| Steering | good | |
| Horn, lights, alarm | defect | alarm quiet, new speaker fitted |
| Seat, belt, seat switch | good | |
===
## Work done
Oil and filter, air filter, hydraulic filter, greased mast and steer axle, new tilt seal kit, new back-up alarm.
## Parts
!cols 4 1 2
| Part | Qty | Number |
| Seal kit, tilt cylinder | 1 | TS-2291 |
| Back-up alarm, 97 dB | 1 | BA-97 |
| Hydraulic filter | 1 | HF-6553 |
Out of service May 12, 2026, back in service May 13, 2026. Next annual service due May 2027.
!space 10
% Technician | {sig Ravi Dhaliwal} | May 13, 2026
""", "memo", done("2026-05-12"), "drawn", company=COMPANY, site=BLACKFALDS)  # fmt: skip

PLACES = (
    "Shop door, east", "Shop door, west", "Fuel shed", "Parts counter", "Lunchroom", "Office", "Wash bay",
    "Oil store", "Welding bay", "Compressor room", "Mezzanine", "Asphalt kettle trailer", "Service truck TR-16",
    "Grader GR-05", "Loader LD-08", "Pickup PU-31", "Pickup PU-33", "Rack 2",
)  # fmt: skip
LOW = {"Mezzanine": "pressure low, exchanged", "Pickup PU-33": "pin seal gone, new seal"}


def extinguisher_rows(first: int, last: int) -> str:
    """A row a unit."""
    return "\n".join(
        f"| {index + 1} | {place} | {'10 lb' if index % 3 else '20 lb'} ABC | {'yes' if place not in LOW else 'no'} | "
        f"yes | {LOW.get(place, '')} |"
        for index, place in enumerate(PLACES[first:last], first)
    )


EXTINGUISHERS = Doc("emergency_equipment_inspection", "Fire Extinguisher Check", f"""
# Fire Extinguisher Check
@ Yard: Blackfalds | Date checked: September 2, 2026 | Checked by: Tina Bearskin
!cols 0.6 3 1.6 1.4 1.2 3
| No. | Place | Kind | Gauge in green | Pin and seal | Remark |
{extinguisher_rows(0, 10)}
===
!cols 0.6 3 1.6 1.4 1.2 3
| No. | Place | Kind | Gauge in green | Pin and seal | Remark |
{extinguisher_rows(10, 18)}
The yearly service by the outside firm was done in May; tags are punched. Two units were put right on the spot.
!space 8
% Checked by | {{sig Tina Bearskin}} | September 2, 2026
""", "form", done("2026-09-02"), "drawn", company=COMPANY, site=BLACKFALDS, blank_after=(1, 3),
    head=("Form HSE-F-38 rev 1", "Keep with the extinguisher file"))  # fmt: skip

PERMIT = Doc("permit", "Ground Disturbance Permit", """
@ Permit no.: GD-26-017 | Date issued: June 9, 2026 | Valid to: June 23, 2026
@ Site: Blackfalds, county road 26 culvert | Depth: 2.2 m | Crew lead: Wes Harkness
## Before digging
!cols 5 2
| Point | Answer |
| Locate request made, ticket on hand | [x] Yes [ ] No |
| Marks on the ground agree with the sheet | [x] Yes [ ] No |
| Pipeline within 30 m, owner told | [ ] Yes [x] No |
| Buried lines exposed by hand or hydrovac | [x] Yes [ ] No |
| Overhead lines, distance measured | [x] Yes [ ] No |
| Trench box or slope planned | [x] Yes [ ] No |
| Public kept away | [x] Yes [ ] No |
## Lines found
!cols 3 2 2 3
| Line | Depth | Exposed | Owner |
| Fibre cable, orange | 0.9 m | yes, hydrovac | county |
| Water service, blue | 1.8 m | yes, by hand | farm |
===
## While open
- Spoil one metre back. Ladder within eight metres.
- Box stays in until the pipe is bedded.
- Locates are asked for again when the two weeks are over or the marks are gone.
## Closing
@ Backfilled: June 12, 2026 | Lines undamaged: yes | As-built sketch: handed in
!space 8
% Issued by | {sig Gord Petryshyn} | June 9, 2026
% Crew lead | {sig Wes Harkness} | June 9, 2026
""", "form", When("2026-06-09", "issued"), "drawn", company=COMPANY, site=BLACKFALDS,
    head=("Form HSE-F-28 rev 2", "Stays at the dig until closed"))  # fmt: skip

HARNESSES = Doc("ppe_inspection", "Harness and Lanyard Inspection", """
# Harness and Lanyard Inspection
@ Crib: Blackfalds | Inspected on: July 6, 2026 | Inspector: Neil Kowalchuk
!cols 1.6 1.6 1.5 1.5 1.5 2.6
| Serial no. | Made | Webbing | Buckles | Labels | Result |
| KH-1107 | 2023-04 | good | good | readable | stays in use |
| KH-1108 | 2023-04 | good | good | readable | stays in use |
| KH-1142 | 2024-02 | good | good | readable | stays in use |
| KH-0871 | 2018-09 | frayed | good | faded | cut up, thrown out |
| KL-2204 | 2024-02 | good | gate stiff | readable | oiled, stays in use |
| KL-2205 | 2024-02 | good | good | readable | stays in use |
===
## How it was looked at
Bent webbing over a mandrel, looked for cuts, burns, paint and broken stitches. Worked each buckle ten times. Read the
label for the date. Lanyards: pack not torn, indicator not showing.
## Bought to replace
One harness, size large, ordered July 7, 2026.
!space 10
% Inspector | {sig Neil Kowalchuk} | July 6, 2026
""", "form", done("2026-07-06"), "drawn", company=COMPANY, site=BLACKFALDS, blank_after=(1, 3),
    head=("Form HSE-F-36", "Tool crib"))  # fmt: skip

FORMS = (
    ("HSE-F-11", "Field level hazard assessment", "rev 2", "Yard Supervisors", "3 years"),
    ("HSE-F-15", "Toolbox talk", "rev 1", "Yard Supervisors", "3 years"),
    ("HSE-F-20", "Monthly workplace checklist", "rev 1", "HSE Coordinator", "3 years"),
    ("HSE-F-28", "Ground disturbance permit", "rev 2", "Yard Supervisors", "2 years"),
    ("HSE-F-31", "Daily equipment check", "rev 4", "Shop lead", "1 year"),
    ("HSE-F-34", "Power tool and cord tags", "rev 1", "Shop lead", "1 year"),
    ("HSE-F-36", "Harness and lanyard", "rev 1", "Tool crib", "5 years"),
    ("HSE-F-38", "Fire extinguishers", "rev 1", "Office", "2 years"),
    ("HSE-F-40", "New worker orientation", "rev 3", "Office", "employment + 3"),
    ("HSE-F-42", "Course sign-in", "rev 1", "Office", "employment + 3"),
    ("HSE-F-45", "Competency", "rev 2", "Yard Supervisors", "employment + 3"),
    ("HSE-F-50", "First aid", "rev 2", "HSE Coordinator", "3 years"),
    ("HSE-F-55", "Gate sheet", "rev 2", "Gate", "2 years"),
    ("HSE-F-60", "Incident", "rev 5", "HSE Coordinator", "3 years"),
    ("HSE-F-61", "Near miss card", "rev 1", "HSE Coordinator", "3 years"),
)
PROCEDURES = (
    ("HSE-P-03", "Violence and harassment plan", "rev 4", "HSE Coordinator", "until replaced"),
    ("HSE-PR-02", "Hazard assessment", "rev 3", "HSE Coordinator", "until replaced"),
    ("HSE-PR-07", "Qualification and competency", "rev 2", "Office", "until replaced"),
    ("HSE-PR-08", "Workplace rounds", "rev 3", "HSE Coordinator", "until replaced"),
    ("HSE-PR-09", "Reporting", "rev 5", "HSE Coordinator", "until replaced"),
    ("HSE-PG-03", "Protective equipment", "rev 2", "HSE Coordinator", "until replaced"),
    ("SJP-04", "Trench box", "4 May 2026", "Shop lead", "until replaced"),
    ("SJP-09", "Lockout", "11 Feb 2026", "Shop lead", "until replaced"),
    ("SJP-14", "Hand patching", "6 Apr 2026", "Yard Supervisors", "until replaced"),
)


def listed(rows: tuple[tuple[str, ...], ...]) -> str:
    """Register rows under their header."""
    lines = ["!cols 1.4 4 1.6 2.2 2", "| Number | Title | Issue | Kept by | Kept for |"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


REGISTER = Doc("document_control", "Document Control Register", f"""
# Document Control Register
Master list of controlled documents. Issue of January 26, 2026, Priya Nandakumar
## How this list works
A document counts when its number and issue stand here. Old issues are pulled from both yards and from the tablets on
the day the new one comes out. The office keeps one copy stamped obsolete.
===
## Forms
{listed(FORMS)}
===
## Procedures, plans and programs
{listed(PROCEDURES)}
===
## Changing a document
1. Anybody may write a change on the sheet behind the office door.
2. The HSE Coordinator checks it with the people who use the document.
3. The Operations Manager approves. The new issue gets the next number.
4. The change is told at the next talk and written here.
!space 10
% Priya Nandakumar, HSE Coordinator | {{sig Priya Nandakumar}} | January 26, 2026
""", "letter", When("2026-01-26", "issued"), "drawn", company=COMPANY, blank_after=(1, 3, 5, 7))  # fmt: skip

NOISE = Doc("health_monitoring", "Noise Survey - Blackfalds Shop", """
# Occupational Noise Survey
Clear Knoll Hygiene Ltd., Red Deer
@ Client: Kestrel Coulee Civil & Maintenance Ltd. | Place: Blackfalds shop and yard
@ Survey date: October 8, 2024 | Report: CK-24-311
## Why we measured
The owner asked whether the hearing protection signs stand in the right places and which tasks go over 85 decibels as an
eight-hour average.
===
## How we measured
Sound level meter of class 2, checked with a calibrator before and after. Dosimeters were worn by four volunteers for a
shift; no names were kept. Windows were closed, heaters were on.
===
## Results at places
!cols 4 2 2
| Place | Level dBA | Sign needed |
| Shop, centre, no machine | 61 | no |
| Shop, grinder running | 94 | yes |
| Shop, impact wrench | 101 | yes |
| Wash bay, hot wand | 89 | yes |
| Fuel island, truck idling | 78 | no |
| Yard, grader at 7 m | 84 | no |
| Office | 48 | no |
===
## Results over a shift
!cols 4 2 2
| Task | Lex,8 dBA | Class |
| Technician | 87 | B |
| Grader operator, cab closed | 76 | none |
| Labourer with plate compactor | 91 | A |
| Fuel and wash attendant | 83 | none |
===
## What we advise
1. Move the sign from the fuel island to the wash bay.
2. Muffs of class A for the compactor, plugs of class B in the shop.
3. Hearing tests every second year for technicians and labourers who compact.
4. Measure again when the new impact wrenches are bought.
!space 10
% Occupational hygienist | {sig Corinne Kehoe} | October 22, 2024
""", "binder", When("2024-10-08", "performed"), "drawn", company="Clear Knoll Hygiene Ltd.",
    blank_after=(1, 3, 5, 7, 9))  # fmt: skip

BINDER = (
    PPE, WHMIS, SHEET, ASPHALT, AIR, SEPARATOR, FORKLIFT, EXTINGUISHERS, PERMIT, JOB, HARNESSES, REGISTER, NOISE,
)  # fmt: skip
FILES = (
    FileSpec("Scans/Blue binder BF shop.pdf", "scan",
             "a scanned binder: sixty pages that are twelve documents, with empty backs and a separator sheet",
             BINDER, Scan(200, "clean", codec="g4", measure="f1")),
)  # fmt: skip
