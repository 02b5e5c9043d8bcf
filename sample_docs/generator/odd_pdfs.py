"""PDFs that are more than pages: with files inside, filled in on a screen, signed with a key, locked."""

from functools import partial

from sample_docs.generator.draw import draw
from sample_docs.generator.equipment import daily
from sample_docs.generator.model import Doc, FileSpec, When
from sample_docs.generator.pdf_parts import dynamic_form, fillable, signed, with_files
from sample_docs.generator.people import talk
from sample_docs.generator.plan import COMPANY, KNOWN_PASSWORD, LEDUC

COVER = Doc("contractor_prequalification", "Bow Delta Electric - package 2026", """
Bow Delta Electric Ltd.

September 8, 2026

Priya Nandakumar, Kestrel Coulee

Dear Priya,

you asked for our renewed papers. They are attached to this PDF: the certificate of insurance and the list of people who
may come to your sites this winter. Open the attachments list of your viewer (the paper clip) to see them.

Our clearance letter has not changed since March. The journeyman numbers on the list were checked with the province last
week.

Kind regards

Imre Castellan, Bow Delta Electric Ltd.
""", "plain", When("2026-09-08", "issued"), company="Bow Delta Electric Ltd.")  # fmt: skip
INSURANCE = Doc("contractor_prequalification", "Certificate of insurance - Bow Delta Electric", """
# Certificate of Insurance
@ Insured: Bow Delta Electric Ltd. | Certificate no.: CI-88214 | Date: September 1, 2026
This certifies to Kestrel Coulee Civil & Maintenance Ltd. that the policies listed below are in force on this day.
!cols 3 2 2 2
| Coverage | Policy | Limit | Expires |
| Commercial general liability | CG-40117 | $5,000,000 | January 31, 2028 |
| Automobile | AU-40118 | $2,000,000 | January 31, 2028 |
| Contractor's equipment | EQ-40119 | $350,000 | January 31, 2028 |
The insurer will try to give thirty days' notice before cancelling. This certificate changes nothing in the policies.
!space 10
% Chinook Arch Brokers Ltd. | {sig Yolanda Pruett} | September 1, 2026
""", "supplier", When("2026-09-01", "issued"), "drawn", company="Chinook Arch Brokers Ltd.",
    head=("Chinook Arch Brokers Ltd.", "Gaetz Avenue, Red Deer, Alberta"))  # fmt: skip
WORKERS = Doc("contractor_prequalification", "Workers of Bow Delta Electric", """
# Workers who may come to Kestrel Coulee sites
@ Contractor: Bow Delta Electric Ltd. | Date: September 7, 2026
!cols 3 3 2 2
| Name | Trade | Journeyman no. | First aid until |
| Imre Castellan | Electrician, master | E-20117 | 2028-02-11 |
| Joy Castellan | Electrician | E-31190 | 2027-06-30 |
| Ruben Achterberg | Electrician, third year | A-7712 | 2028-02-11 |
All three have read the site rules and our hazard assessments for panel work.
""", "plain", When("2026-09-07", "issued"), company="Bow Delta Electric Ltd.")  # fmt: skip
VIEWER = Doc("not_evidence", "Portfolio", """
# PDF Portfolio
Please open this PDF portfolio with Adobe Reader or Acrobat, version 9 or newer, to see its files.
""", "plain")  # fmt: skip
NIGHT_TALK = talk(
    "2026-01-05", "5 Jan 2026", "Night plowing", "Leduc Yard", "Curtis Wabasca",
    ("Radio check every hour", "Twelve hours is the limit", "Wing plow: spotter at gates"), "Heater in TR-11 is weak",
    ("Hank Dueck", "Paulo Teixeira", "Darcy Gladue"), "kalam",
)  # fmt: skip
PLOW_CHECK = daily("2026-01-05", "5 Jan 2026", "TR-11", "188 120", "Hank Dueck", "Leduc")

NEAR_MISS = Doc("near_miss_report", "Near Miss Card", "", "form", When("2026-06-24", "incident"), "typed", site=LEDUC,
                company=COMPANY)  # fmt: skip
TYPED = (
    ("Date", "June 24, 2026", False), ("Yard / site", "Leduc Yard, wash bay", False), ("Name", "Ravi Dhaliwal", False),
    ("What nearly happened?", "Pressure hose came off the coupling and whipped past my head.", True),
    ("Why?", "Locking sleeve was worn, no whip check on this hose.", True),
    ("What should be done so that it cannot happen?", "Whip checks on all wash hoses. New sleeve.", True),
    ("Supervisor (type your name to sign)", "/s/ Curtis Wabasca", False),
    ("Date signed", "June 24, 2026", False),
)  # fmt: skip

FIRST_AID = Doc("first_aid_certificate", "Intermediate First Aid", """
# Certificate
^ This certifies that

^ **Jolene Abbott**

^ has completed the course

^ **Intermediate First Aid with CPR Level C and AED**

^ and met the requirements of the Alberta OHS first aid standard (14 hours).

!cols 1 1 1 nohead plain
| Issued: March 6, 2025 | Expires: March 6, 2028 | Certificate no. PR-25-0431 |
!space 10
^ This certificate is signed electronically by the training provider.
""", "certificate", When("2025-03-06", "issued"), "digital", head=("Parkland Rescue Training",))  # fmt: skip

GHOSTPINE = Doc("contractor_prequalification", "Contractor prequalification - Ghostpine Crane", """
# Contractor Safety Prequalification
@ Contractor: Ghostpine Crane Service | Trade: mobile cranes | Date: April 14, 2026
@ Contact: Wendell Ash, operations | Workers sent to us: 2 to 4
## 1. Documents
!cols 4 1.4 4
| Question | Answer | Proof attached |
| WCB account in good standing? | Yes | Clearance letter of April 10, 2026 |
| Liability insurance of $2 million or more? | Yes | Certificate to March 31, 2027 |
| COR or SECOR? | COR | Certificate to June 2028 |
| Tickets of operators and riggers? | Yes | Copies |
## 2. Our evaluation
Selection criteria: valid WCB clearance (must), insurance (must), COR, SECOR or equivalent program (20 points), injury
rate below the trade's average (20), training proof (20), references (10). Minimum 45 of 70.
!cols 1 1 1 nohead
| **Points:** 66 of 70 | **Result:** approved | **Valid to:** April 30, 2027 |
% Evaluated by: Priya Nandakumar, HSE Coordinator | /s/ Priya Nandakumar | April 14, 2026
""", "letter", When("2026-04-14", "signed"), "typed", company="Ghostpine Crane Service")  # fmt: skip

CLAIM = Doc("not_evidence", "Fuel tax claim", """
# Please wait ...
If this page stays, your program cannot show this kind of form. Please open it with the program of its maker.
""", "plain")  # fmt: skip
LADDER_TRUCK = Doc("safe_work_practice", "SWP-13 Bucket Truck", """
# Safe Work Practice 13: Bucket Truck
Kestrel Coulee Civil & Maintenance Ltd. - revised February 9, 2026
## When this applies
Street lights, signs and branches that are worked on from the bucket.
## Hazards
Overhead lines, tip-over, falls from the bucket, traffic, dropped tools.
## Do
- Look over boom, pins and bucket liner before the first lift.
- Set the outriggers on pads, then check the level.
- Clip the lanyard to the boom anchor before the bucket leaves its rest.
- Keep seven metres from lines unless the utility has cut the power.
- Cone off where tools can fall.
## Do not
- Stand on the rim or on a ladder in the bucket.
- Drive with a person in the bucket.
## Training
Aerial platform ticket and a practical assessment.
""", "plain", When("2026-02-09", "revised"), company=COMPANY)  # fmt: skip

FILES = (
    FileSpec("10 Contractors/Bow Delta package.pdf", "packed", "a cover letter with two files attached to the PDF",
             (COVER,), packer=lambda files: with_files(draw([COVER]).data, files), members=(
        FileSpec("Insurance 2026-27.pdf", "pdf", "a certificate attached to a PDF", (INSURANCE,)),
        FileSpec("Workers.pdf", "pdf", "a list attached to a PDF", (WORKERS,)),
    )),
    FileSpec("From Gord/Portfolio1.pdf", "packed", "a PDF portfolio: its one page only asks for a viewer",
             state="container", packer=lambda files: with_files(draw([VIEWER]).data, files, portfolio=True), members=(
        FileSpec("TR-11 jan 5.pdf", "pdf", "a walk-around check filled in on a tablet, in a portfolio", (PLOW_CHECK,)),
        FileSpec("talk jan 5.pdf", "pdf", "a toolbox talk filled in on a tablet, in a portfolio", (NIGHT_TALK,)),
    )),
    FileSpec("Element 9 - Incidents/HSE-F-61 fillable - wash bay.pdf", "made", "a card filled in on the screen",
             (NEAR_MISS,), maker=partial(fillable, "Near Miss Card", "Kestrel Coulee - Form HSE-F-61", TYPED, (
        ("minor", False), ("serious", True), ("fatal", False),
    ))),
    FileSpec("05 Training/Abbott FA e-certificate.pdf", "made", "a certificate with a digital signature", (FIRST_AID,),
             maker=lambda: signed(
                 draw([FIRST_AID]).data, "Lena Vandermeer", "D:20250306160500-07'00'", "Course passed")),
    FileSpec("10 Contractors/Ghostpine prequal (locked).pdf", "made",
             "locked with a password that stands in the passwords file", (GHOSTPINE,),
             maker=lambda: draw([GHOSTPINE], KNOWN_PASSWORD).data),
    FileSpec("11 Admin/Fuel tax claim 2026.pdf", "made", "a dynamic form that only its maker's programs show",
             state="exception", exception="unsupported", maker=partial(dynamic_form, CLAIM)),
    FileSpec("03 Safe Work/SWP-13", "pdf", "a PDF without an extension", (LADDER_TRUCK,)),
)  # fmt: skip
