"""Keeping machines fit to work: the maintenance program, the service log, walk-around checks, a work order."""

from collections.abc import Sequence

from sample_docs.generator.fieldcards import done, pen
from sample_docs.generator.model import Doc, FileSpec, Scan, Sheet, When
from sample_docs.generator.plan import BLACKFALDS, COMPANY, LEDUC

PROGRAM = Doc("pm_program", "Preventive Maintenance Program", """
# Preventive Maintenance Program
## 1. Why we have it
Machines that are looked after do not hurt people and do not stop in a storm. This program sets out how Kestrel Coulee
keeps heavy equipment, trucks and trailers, shop and hand tools, and the two yards themselves in safe working order.
## 2. What is covered
- **Heavy equipment:** dozers, graders, excavators, loaders, skid steers, attachments.
- **Vehicles:** plow and gravel trucks, pickups, trailers, with their annual CVIP.
- **Tools:** welders, compressors, cut-off saws, slings and rigging, ladders, extension cords.
- **Facilities:** shop doors, hoists, furnace, fuel island, lights, fire extinguishers.
Each item has a unit number and a line in the equipment inventory with its make, year, serial number and interval.
## 3. Intervals
!cols 2.4 2 3
| Class | Interval | Standard |
| Heavy equipment | 250 hours (A), 1,000 hours (B) | Manufacturer's service sheet |
| Trucks over 4,500 kg | 15,000 km and CVIP yearly | National Safety Code |
| Pickups | 8,000 km | Owner's manual |
| Lifting gear, hoists | Monthly look, yearly certification | Manufacturer |
| Power tools and cords | Every three months, tagged by colour | Form HSE-F-34 |
| Buildings and fuel island | Every six months | Yard list |
## 4. Who does it
The shop lead at Leduc, Sam Ostrowski, schedules all work and keeps the service log. Technicians are journeymen or work
under one. Operators do a walk-around check before each shift on the daily check sheet. Outside shops are used for
tires, glass and hoist certification.
===
## 5. Defects
1. The person who finds a defect tells the supervisor and writes it on the check sheet.
2. A unit that is unsafe is parked, the key removed, and a red "Do Not Operate" tag hung on the wheel with the date and
name. It is out of service until the tag is lifted.
3. The shop lead opens a work order. Stored energy is locked out before repair (SJP-09).
4. The technician repairs, tests and signs the work order. Only the technician who signed may remove the tag.
5. The repair goes into the service log with the date the unit returned to service.
Minor defects that do not affect safety are repaired at the next service and stay on the list until then.
## 6. Records
Service sheets, work orders and certificates are kept with the unit file as long as we own the unit and one year after.
The shop lead prints the overdue list every Monday; nothing more than 25 hours over interval may leave the yard.
## 7. Review
The program is reviewed with the shop each January.
!cols 1 2 4
| Rev. | Date | Note |
| 4 | January 15, 2025 | Colour tags for cords |
| 5 | January 19, 2026 | Fuel island added; overdue limit set at 25 hours |
% Marcel Thibodeau, Operations Manager | {sig Marcel Thibodeau} | January 19, 2026
""", "letter", When("2026-01-19", "revised"), "drawn", company=COMPANY)  # fmt: skip

LOG = Sheet(
    "Service log", (("Equipment service log",), (f"{COMPANY} - both yards",), ("Updated:", "2026-09-30"), ()),
    ("Unit", "Description", "Date", "Hours / km", "Work done", "Defect", "Out of service", "Back in service", "By",
     "Next due"),
    (
        ("EX-04", "Excavator 21 t", "2025-11-06", 6210, "A service 250 h", None, None, None, "S. Ostrowski", "6460 h"),
        ("EX-04", "Excavator 21 t", "2026-02-26", 6448, "A service 250 h", "Weeping boom hose, replaced", None, None,
         "S. Ostrowski", "6698 h"),
        ("GR-02", "Grader", "2025-12-02", 9120, "B service 1000 h", None, None, None, "R. Dhaliwal", "10120 h"),
        ("TR-11", "Plow truck", "2026-01-08", 188450, "15,000 km service, CVIP", "Air leak at rear chamber",
         "2026-01-08", "2026-01-09", "R. Dhaliwal", "203450 km"),
        ("TR-12", "Gravel truck", "2026-03-10", 240110, "15,000 km service", None, None, None, "N. Kowalchuk",
         "255110 km"),
        ("LD-07", "Wheel loader", "2026-04-14", 4402, "A service 250 h", None, None, None, "S. Ostrowski", "4652 h"),
        ("SK-03", "Skid steer", "2026-05-05", 2208, "A service 250 h", "Seat bar switch bypassed", "2026-05-05",
         "2026-05-07", "N. Kowalchuk", "2458 h"),
        ("EX-04", "Excavator 21 t", "2026-06-23", 6690, "A service 250 h", None, None, None, "S. Ostrowski", "6940 h"),
        ("TR-14", "Gravel truck", "2026-08-24", 131020, "Repair WO 1188", "Park brake does not hold", "2026-08-24",
         "2026-08-26", "S. Ostrowski", "139900 km"),
        ("HO-01", "Shop hoist", "2026-09-03", None, "Yearly certification by outside shop", None, None, None,
         "outside", "Sept 2027"),
        ("LD-07", "Wheel loader", "2026-09-21", 4649, "A service 250 h", None, None, None, "R. Dhaliwal", "4899 h"),
    ),
    (9, 20, 12, 12, 30, 28, 14, 15, 14, 12),
)  # fmt: skip

CHECKS = (
    "Tires, tracks, wheel nuts", "Lights and beacon", "Brakes and park brake", "Back-up alarm and horn",
    "Steering, fluid levels", "Mirrors, glass, wipers", "Seat belt and seat bar", "Leaks under unit",
    "Extinguisher and first aid kit", "Hitch, box, tailgate",
)  # fmt: skip
DAILY = """
@ Date: {date} | Unit no.: {unit} | Hours / km: {meter}
@ Operator: {operator} | Yard: {yard} | Shift: {shift}
!cols 4 3 4 3
| Walk-around check | Good / Defect | Walk-around check | Good / Defect |
{items}
!cols 3 2 2
| Defect found | Reported to | Tagged out of service? |
{defects}
% Operator | {sign} | {signed}
"""


def daily(
    value: str, shown: str, unit: str, meter: str, operator: str, yard: str, wrong: Sequence[int] = (),
    defect: tuple[str, str, str] = ("", "", ""), hand: str = "kalam",
) -> Doc:  # fmt: skip
    """One driver's or operator's sheet."""
    cells = []
    for index, item in enumerate(CHECKS):
        cells += [item, "[ ] G [x] D" if index in wrong else "[x] G [ ] D"]
    body = DAILY.format(
        date=pen(shown), unit=pen(unit), meter=pen(meter), operator=pen(operator), yard=pen(yard), shift=pen("day"),
        items="\n".join("| " + " | ".join(cells[at : at + 4]) + " |" for at in range(0, len(cells), 4)),
        defects="| " + " | ".join(pen(cell) for cell in defect) + " |\n| ~ ~ |  |  |", sign=f"{{sig {operator}}}",
        signed=pen(shown),
    )  # fmt: skip
    return Doc(
        "pre_use_inspection", "Daily Equipment Check (pre-use)", body, "form", done(value), "drawn",
        site=LEDUC if yard == "Leduc" else BLACKFALDS, company=COMPANY, head=("Form HSE-F-31", "Leave in the cab"),
        hand=hand,
    )  # fmt: skip


SHEETS = (
    daily("2026-08-17", "17 Aug 2026", "TR-14", "130 610", "Darcy Gladue", "Leduc"),
    daily(
        "2026-08-24",
        "24 Aug 2026",
        "TR-14",
        "131 020",
        "Darcy Gladue",
        "Leduc",
        (2,),
        ("Park brake will not hold on ramp", "C. Wabasca", "Yes - red tag, key out"),
    ),
    daily("2026-09-08", "8 Sept 2026", "EX-04", "6 870", "Dale Fontaine", "Leduc", hand="patrick"),
    daily("2026-09-14", "14 Sept 2026", "GR-05", "3 312", "Rhonda Steele", "Blackfalds", hand="indie"),
)

ORDER = Doc("pm_record", "Work order 1188", """
# WORK ORDER 1188
!cols 1 1 nohead
| **Unit:** TR-14, gravel truck, Leduc Yard | **Opened:** August 24, 2026, 8:20 am |
| **Reported by:** Darcy Gladue, daily check sheet | **Odometer:** 131,020 km |
## Complaint
Park brake does not hold the loaded truck on the ramp. Unit tagged out of service by the Yard Supervisor, key on the
lockout board, wheels chocked.
## Cause
Rear spring chamber on the left side leaking through a torn diaphragm. Slack adjuster on the same wheel out of stroke.
## Work done
1. Air system drained and locked out, tag S. Ostrowski.
2. Both rear spring chambers replaced, slack adjusters set, lines leak-tested.
3. Brake held on the 12 % ramp with full load for ten minutes.
!cols 2 1 1
| Parts | Quantity | Part no. |
| Spring brake chamber type 30/30 | 2 | B3030-L |
| Slack adjuster | 1 | SA-28 |
## Return to service
Tag removed and unit returned to service August 26, 2026.
!space 8
% Technician: Sam Ostrowski | {sig Sam Ostrowski} | August 26, 2026
""", "plain", When("2026-08-26", "performed"), "drawn", site=LEDUC, company=COMPANY)  # fmt: skip

FILES = (
    FileSpec("04 Maintenance/PM program rev5.pdf", "pdf",
        "maintenance program with a drawn signature in a digital file",
             (PROGRAM,)),
    FileSpec("04 Maintenance/service log.xlsx", "xlsx", "services, defects, out of and back in service", (
        Doc("pm_record", "Equipment service log", "", "grid", When("2026-09-30", "revised"), "none", company=COMPANY),
    ), sheets=(LOG,)),
    FileSpec("04 Maintenance/daily checks aug-sept.pdf", "scan",
        "four handwritten walk-around checks on a dirty scanner",
             SHEETS, Scan(200, "noisy", 0.4, quality=40, noise=7)),
    FileSpec("04 Maintenance/WO1188.pdf", "scan", "a repair from lock-out to return, fed sideways into the scanner",
             (ORDER,), Scan(200, "rotated90", quality=45, measure="f1")),
)  # fmt: skip
