"""Workplace inspections of both yards, by hand and by app, and the empty checklist.

Holes on purpose: Leduc has no inspection for February and July 2026, Blackfalds none for July; its May sheet carries a
date nobody can read. Nobody inspected anything in July.
"""

from collections.abc import Sequence

from sample_docs.generator.fieldcards import done, pen
from sample_docs.generator.model import Doc, FileSpec, Scan, When
from sample_docs.generator.plan import BLACKFALDS, COMPANY, LEDUC

Finding = tuple[str, str, str, str, str]
AREAS = (
    "Walkways, stairs and exits clear", "Fire extinguishers in place and tagged", "First aid kit full and sealed",
    "Guards on grinders and saws", "Fuel tank, nozzle and drip tray", "Chemical labels and data sheets",
    "Racking and stored pipe chocked", "Lighting inside and at gate", "Eyewash flushed", "PPE worn by everyone seen",
)  # fmt: skip

SHEET = """
@ Date of inspection: {date} | Site: {site}
@ Inspected by: {inspector} | Accompanied by (worker): {worker}
!cols 4 3.2 4 3.2
| Item | Result | Item | Result |
{items}
### Problems found and what will be done
!cols 0.4 3 1.6 1.2 1.2
| No. | Problem and action | Who | By when | Done |
{findings}
% Inspector | {sign} | {signed}
"""


def checklist(wrong: Sequence[int], blank: bool = False) -> str:
    """The ten areas in two columns with their boxes."""
    cells = []
    for index, area in enumerate(AREAS):
        good, bad = ("x", " ") if index not in wrong else (" ", "x")
        good, bad = (" ", " ") if blank else (good, bad)
        cells += [area, f"[{good}] OK [{bad}] Fix [ ] N/A"]
    return "\n".join("| " + " | ".join(cells[start : start + 4]) + " |" for start in range(0, len(cells), 4))


def by_hand(
    when: When, date: str, site: str, who: tuple[str, str], wrong: Sequence[int], findings: Sequence[Finding],
    hand: str = "kalam",
) -> Doc:  # fmt: skip
    """One monthly sheet filled in with a pen."""
    rows = ["| " + " | ".join(pen(cell) for cell in finding) + " |" for finding in findings]
    body = SHEET.format(
        date=date if date.startswith("{") else pen(date), site=pen(site), inspector=pen(who[0]), worker=pen(who[1]),
        items=checklist(wrong), findings="\n".join(rows + ["| ~ ~ |  |  |  |  |"] * (5 - len(rows))),
        sign=f"{{sig {who[0]}}}", signed="" if date.startswith("{") else pen(date),
    )  # fmt: skip
    full_name = LEDUC if site.startswith("Leduc") else BLACKFALDS
    return Doc(
        "workplace_inspection", "Monthly Workplace Inspection", body, "form", when, "drawn", site=full_name,
        company=COMPANY, head=("Form HSE-F-20 rev 1", "Copy to committee and HSE Coordinator"), hand=hand,
    )  # fmt: skip


CURTIS, GORD = ("Curtis Wabasca", "Jesse Arcand"), ("Gord Petryshyn", "Aaron Funk")
LEDUC_BY_HAND = (
    by_hand(done("2025-10-22"), "22 Oct 2025", "Leduc Yard", CURTIS, (1, 6), (
        ("1", "Extinguisher at bay 3 past due, replace", "S. Ostrowski", "29 Oct 25", "27 Oct 25"),
        ("2", "Pipe stack not chocked", "J. Arcand", "22 Oct 25", "22 Oct 25"),
    )),
    by_hand(done("2025-11-19"), "19 Nov 2025", "Leduc Yard", CURTIS, (7,), (
        ("1", "Gate light out", "C. Wabasca", "30 Nov 25", "28 Nov 25"),
    )),
    by_hand(done("2025-12-17"), "17 Dec 2025", "Leduc Yard", CURTIS, (0, 3), (
        ("1", "Ice on office stairs", "N. Reimer", "17 Dec 25", "17 Dec 25"),
        ("2", "Bench grinder guard loose", "", "", ""),
    ), "patrick"),
    by_hand(done("2026-01-21"), "21 Jan 2026", "Leduc Yard", CURTIS, (2,), (
        ("1", "First aid kit short of dressings", "T. Moreau", "28 Jan 26", "26 Jan 26"),
    )),
)  # fmt: skip
BLACKFALDS_EARLY = (
    by_hand(done("2025-10-28"), "28 Oct 2025", "Blackfalds Yard", GORD, (4,), (
        ("1", "Drip tray full of water, empty it", "A. Funk", "29 Oct 25", "29 Oct 25"),
    ), "patrick"),
    by_hand(done("2025-11-25"), "25 Nov 2025", "Blackfalds Yard", GORD, (), (), "patrick"),
    by_hand(done("2025-12-16"), "16 Dec 2025", "Blackfalds Yard", GORD, (0,), (
        ("1", "Snow piled at rear exit", "R. McEwan", "16 Dec 25", "16 Dec 25"),
    ), "patrick"),
    by_hand(done("2026-01-27"), "27 Jan 2026", "Blackfalds Yard", GORD, (8,), (
        ("1", "Eyewash frozen, move indoors", "G. Petryshyn", "10 Feb 26", "6 Feb 26"),
    ), "patrick"),
    by_hand(done("2026-02-24"), "24 Feb 2026", "Blackfalds Yard", GORD, (5,), (
        ("1", "No label on solvent jug", "N. Kowalchuk", "27 Feb 26", "25 Feb 26"),
    ), "patrick"),
)  # fmt: skip
BLACKFALDS_LATE = (
    by_hand(done("2026-03-31"), "31 March 2026", "Blackfalds Yard", GORD, (6,), (
        ("1", "Loose racking bolt, row 2", "N. Kowalchuk", "7 April 26", "3 April 26"),
    ), "patrick"),
    by_hand(done("2026-04-28"), "28 April 2026", "Blackfalds Yard", GORD, (), (), "patrick"),
    by_hand(When(None, "performed", "illegible"), "{scrawl insp-may}", "Blackfalds Yard", GORD, (9,), (
        ("1", "Visitor without vest, sent to office", "G. Petryshyn", "same day", "same day"),
    ), "kalam"),
    by_hand(done("2026-06-30"), "30 June 2026", "Blackfalds Yard", GORD, (1,), (
        ("1", "Extinguisher blocked by pallets", "R. McEwan", "30 June 26", "30 June 26"),
    ), "patrick"),
    by_hand(done("2026-08-25"), "25 Aug 2026", "Blackfalds Yard", GORD, (4,), (
        ("1", "Fuel nozzle leaks, change seal", "N. Kowalchuk", "1 Sept 26", "31 Aug 26"),
    ), "patrick"),
)  # fmt: skip

APP = """
# Yard safety inspection
!cols 1 2 1 2 nohead
| **Site** | {site} | **Conducted on** | {date} |
| **Prepared by** | {inspector} | **Worker present** | {worker} |
| **Items checked** | 42 | **Flagged** | {flagged} |
## Flagged items
!cols 3 3 1.7 1.3 1.5
| Item | Note | Assigned to | Due | Status |
{rows}
## Checked and in order
Exits and walkways · guards and emergency stops · ladders and stairs · welding bay · fuel storage · WHMIS labels and
data sheets · first aid room · extinguishers · signage · lighting · housekeeping · PPE in use
## Sign-off
Electronically signed by {inspector}, Yard Supervisor, {stamp}
"""

EXPORTED = (
    ("2026-03-18", "18 Mar 2026", (("Ladder, bay 2", "Cracked foot, tagged and discarded", "S. Ostrowski",
        "20 Mar 2026",
                                   "Closed 19 Mar 2026"),)),
    ("2026-04-22", "22 Apr 2026", (("Parking lot", "Potholes at fuel island, fill with gravel", "A. Saini",
                                   "1 May 2026", "Closed 29 Apr 2026"),)),
    ("2026-05-20", "20 May 2026", (("Welding bay", "Curtain torn", "R. Dhaliwal", "29 May 2026", "Closed 28 May 2026"),
                                   ("Oil store", "Data sheet missing for degreaser", "T. Moreau", "22 May 2026",
                                    "Closed 21 May 2026"))),
    ("2026-06-17", "17 Jun 2026", (("Stairs, mezzanine", "Handrail loose at top", "S. Ostrowski", "24 Jun 2026",
                                   "Closed 23 Jun 2026"),)),
    ("2026-08-19", "19 Aug 2026", (("Tool crib", "Extension cord cut, removed", "J. Arcand", "19 Aug 2026",
                                   "Closed 19 Aug 2026"),)),
    ("2026-09-16", "16 Sep 2026", (("Sand shed", "Back-up mirror broken", "C. Wabasca", "30 Sep 2026",
                                   "Closed 28 Sep 2026"),)),
)  # fmt: skip


def by_app(index: int) -> Doc:
    """One record of the inspection app."""
    value, shown, rows = EXPORTED[index]
    body = APP.format(
        site=LEDUC, date=shown, inspector="Curtis Wabasca", worker="Jesse Arcand", flagged=len(rows),
        rows="\n".join("| " + " | ".join(row) + " |" for row in rows), stamp=f"{shown} 14:{10 + index * 7} MT",
    )  # fmt: skip
    return Doc(
        "workplace_inspection", "YardCheck inspection report", body, "app", done(value), "app", site=LEDUC,
        company=COMPANY, head=("Template: yard safety v4", f"YC-{3310 + index * 41}"),
    )  # fmt: skip


COVER = Doc("communication", "Transmittal", """
MEMORANDUM

TO:       Priya Nandakumar, HSE Coordinator

FROM:     Gord Petryshyn, Blackfalds

DATE:     March 3, 2026

SUBJECT:  Paper inspections, South Yard, October to February
---
Priya,

Five sheets are behind this page: October, November, December, January and February. I kept the originals in the desk
here in case the auditor wants to see the ink. Every problem on them is fixed; the frozen eyewash was moved into the
shop on February 6 and has worked since.

We will start on the app when the second tablet comes. Until then you will get paper from me at the end of each month.

Could you put the extinguisher service on the agenda for the next committee meeting? The contractor came to Leduc but
skipped us.

Gord
""", "memo", When("2026-03-03", "issued"), "typed", site=BLACKFALDS, company=COMPANY)  # fmt: skip

BLANK = Doc(
    "workplace_inspection", "Monthly Workplace Inspection", SHEET.format(
        date="", site="", inspector="", worker="", items=checklist((), blank=True),
        findings="\n".join(["| ~ ~ |  |  |  |  |"] * 6), sign="", signed="",
    ), "form", blank=True, company=COMPANY, head=("Form HSE-F-20 rev 1", "Copy to committee and HSE Coordinator"),
)  # fmt: skip

TYPED = Doc("workplace_inspection", "Yard inspection Blackfalds September 2026", f"""
# Monthly yard inspection - Blackfalds Yard
**Date:** September 29, 2026

**Inspected by:** Gord Petryshyn, Yard Supervisor, with Aaron Funk
!cols 3 1.2 3.4 1.8 1.6 1.5
| Area | OK? | Deficiency and correction | Responsible | Due | Completed |
| Shop floor and exits | Yes | | | | |
| Fire extinguishers | No | Two units past annual service, book contractor | G. Petryshyn | Oct 6, 2026 | Oct 2, 2026 |
| Fuel island | Yes | | | | |
| Pipe racks | No | One upright bent by forklift, unload and replace | N. Kowalchuk | Oct 13, 2026 | Oct 9, 2026 |
| First aid kit and eyewash | Yes | | | | |
| Lunchroom and washroom | Yes | | | | |
| Gate, fence and lighting | Yes | | | | |

Workers spoken to: three. All had vests, boots and glasses. One asked for a second radio; passed to Marcel.
!space 8
% Gord Petryshyn, Yard Supervisor, {COMPANY} | /s/ Gord Petryshyn | September 29, 2026
""", "plain", done("2026-09-29"), "typed", site=BLACKFALDS, company=COMPANY)  # fmt: skip

FILES = (
    FileSpec("07 Inspections/Leduc Oct-Jan.pdf", "scan",
        "four handwritten monthly inspections; one finding has no owner",
             LEDUC_BY_HAND, Scan(200, "handwritten", quality=45)),
    FileSpec("07 Inspections/YardCheck_export_2026.pdf", "pdf",
        "six inspections exported from an app, signed in the app",
             tuple(by_app(index) for index in range(len(EXPORTED)))),
    FileSpec("07 Inspections/South yard package.pdf", "mixed", "typed cover memo over five scanned inspections",
             (COVER, *BLACKFALDS_EARLY), Scan(200, "handwritten", quality=45), typed_pages=1),
    FileSpec("07 Inspections/BF mar-aug.pdf", "scan", "five handwritten inspections, one with a scribbled date",
             BLACKFALDS_LATE, Scan(200, "handwritten", angle=0.5, codec="g4")),
    FileSpec("07 Inspections/Yard inspection Sept.doc", "pdf", "a PDF that calls itself .doc", (TYPED,)),
    FileSpec("07 Inspections/HSE-F-20 blank.pdf", "scan", "the empty inspection form, copied on the scanner",
             (BLANK,), Scan(200, "clean", 0.3, codec="g4")),
)  # fmt: skip
