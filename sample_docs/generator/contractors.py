"""Other firms on our sites: prequalification, clearance, gate sheet, and a monitoring sheet that is too old."""

from sample_docs.generator.fieldcards import pen
from sample_docs.generator.model import Doc, FileSpec, Scan, When
from sample_docs.generator.plan import COMPANY, LEDUC

PREQUAL = Doc("contractor_prequalification", "Contractor prequalification - Bow Delta Electric", """
# Contractor Safety Prequalification
@ Contractor: Bow Delta Electric Ltd. | Trade: electrical | Date: March 24, 2026
@ Contact: Imre Castellan, owner | Workers sent to us: 2 to 5
## 1. Documents
!cols 4 1.4 4
| Question | Answer | Proof attached |
| WCB account in good standing? | Yes | Clearance letter of March 20, 2026 |
| Liability insurance of $2 million or more? | Yes | Certificate to January 31, 2027 |
| COR or SECOR? | SECOR | Certificate to October 2027 |
| Written safety program? | Yes | Table of contents |
| Hazard assessments for the work planned? | Yes | Two sample sheets |
| Training records for the workers coming? | Yes | List with journeyman numbers |
## 2. Safety record, last three years
!cols 2 1 1 1
| Measure | 2023 | 2024 | 2025 |
| Hours worked | 14,200 | 15,050 | 16,800 |
| Lost time injuries | 0 | 0 | 0 |
| Medical aid | 1 | 0 | 0 |
| Orders from the government | 0 | 0 | 0 |
## 3. Our evaluation
Selection criteria: valid WCB clearance (must), insurance (must), COR, SECOR or equivalent program (20 points), injury
rate below the trade's average (20), training proof (20), references (10). Minimum 45 of 70.
!cols 1 1 1 nohead
| **Points:** 62 of 70 | **Result:** approved | **Valid to:** March 31, 2027 |
% Evaluated by: Priya Nandakumar, HSE Coordinator | /s/ Priya Nandakumar | March 24, 2026
""", "letter", When("2026-03-24", "signed"), "typed", company="Bow Delta Electric Ltd.")  # fmt: skip

CLEARANCE = Doc("contractor_prequalification", "Clearance letter", """
March 20, 2026

Kestrel Coulee Civil & Maintenance Ltd.

Leduc, Alberta

**Re: Clearance - Bow Delta Electric Ltd., account 0000000**

At your request we have looked up the account named above. As of today the account is active and in good standing. It
covers the trade of electrical wiring. No amount is outstanding that would be collected from you for work done up to the
date of this letter.

This clearance concerns insurance premiums only. It says nothing about the contractor's work or safety record. Please
ask for a new letter before you make a final payment.

Employer Accounts
""", "plain", When("2026-03-20", "issued"), "none", company="Bow Delta Electric Ltd.")  # fmt: skip

GATE = Doc("contractor_orientation", "Visitor and Contractor Orientation", """
> Everyone who is not on our payroll reads the points below, asks questions and signs before going past the gate. A
copy of the site rules, the hazards of the day and the emergency numbers is provided to each contractor and visitor and
stays available at the gate.
- Report to the Yard Supervisor. Stay with your host. Wear vest, hard hat, glasses and boots.
- Alarm is three long blasts. Muster point is the main gate. First aid room is beside the lunchroom.
- Trucks and machines have the right of way. Park nose out. Speed limit 15 km/h.
- Report every incident, near miss and hazard to us at once.
!cols 1.1 2 2.4 1 1 1.8
| Date | Name | Company | In | Out | Signature |
""" + "\n".join(
    f"| {pen(date)} | {pen(name)} | {pen(firm)} | {pen(come)} | {pen(go)} | {{sig {name}}} |" for date, name, firm,
        come, go
    in (
        ("11 May 26", "Imre Castellan", "Bow Delta Electric", "7:15", "3:30"),
        ("11 May 26", "Joy Castellan", "Bow Delta Electric", "7:15", "3:30"),
        ("11 May 26", "Pete Nakoda", "Prairie Stitch Weld", "8:00", "11:45"),
        ("11 May 26", "Lena Vandermeer", "Parkland Rescue", "9:00", "4:00"),
        ("11 May 26", "Omar Diallo", "visitor, insurance", "1:00", "2:10"),
    )
) + f"""
@ Sheet date: {pen("11 May 2026")} | Yard: {pen("Leduc")} | Gate: {pen("Erin Mayhew")}
% Orientation given by | {{sig Curtis Wabasca}} | ~11 May 2026~
""", "form", When("2026-05-11", "performed"), "drawn", site=LEDUC, company=COMPANY,
    head=("Form HSE-F-55", "New sheet every day"))  # fmt: skip
GATE_BY_HAND = Doc(**{**{name: getattr(GATE, name) for name in GATE.__dataclass_fields__}, "hand": "patrick"})

MONITORING = Doc("contractor_evaluation", "Contractor monitoring - Ghostpine Crane", """
# Contractor Monitoring Sheet
@ Contractor: Ghostpine Crane Service | Job: setting precast at lot 14 | Date: June 18, 2025
@ Watched by: Curtis Wabasca | Workers on site: 3
!cols 4 1.2 3.5
| Point | OK? | Remark |
| Own hazard assessment done and signed | Yes | read it with the crew |
| Lift plan, load chart, ground checked | Yes | mats under both outriggers |
| Tickets of operator and rigger seen | Yes | copies taken |
| PPE worn | Yes | |
| Barricade and signaller | No | tape was down on the north side, put up at once |
| Housekeeping | Yes | |
## Overall
Works safely. To be watched again on the next lift.
% Yard Supervisor | /s/ Curtis Wabasca | June 18, 2025
""", "plain", When("2025-06-18", "performed"), "typed", site=LEDUC, company="Ghostpine Crane Service")  # fmt: skip

FILES = (
    FileSpec("10 Contractors/Bow Delta prequal.pdf", "pdf", "prequalification with criteria and points", (PREQUAL,)),
    FileSpec("10 Contractors/FAX0032.tif", "tiff", "clearance letter as a fax-coded TIFF", (CLEARANCE,),
             Scan(200, "clean", codec="g4", measure="cer")),
    FileSpec("10 Contractors/gate sheet may 11.pdf", "scan", "handwritten contractor and visitor orientation",
             (GATE_BY_HAND,), Scan(200, "handwritten", 0.2, quality=45)),
    FileSpec("10 Contractors/monitoring ghostpine.pdf", "pdf", "contractor monitoring of 2025: outside the window",
             (MONITORING,)),
)  # fmt: skip
