"""The committee's paper: minutes of three of four quarters (the second of 2026 is missing) and the concern log.

On purpose: between the meetings of August and September nobody inspected, and the minutes of September tell of another
rhythm than the inspection procedure sets.
"""

from sample_docs.generator.model import Doc, FileSpec, Scan, Sheet, When
from sample_docs.generator.plan import COMPANY

NOVEMBER = Doc("hsc_minutes", "Health and Safety Committee minutes November 2025", """
# Health and Safety Committee - Minutes
Kestrel Coulee Civil & Maintenance Ltd.

Meeting held on November 20, 2025, 1:00 pm, boardroom at Leduc
| Member | Represents | Present |
| Marcel Thibodeau, Operations Manager | Employer co-chair | Yes |
| Marta Zielinski, operator | Worker co-chair | Yes |
| Gord Petryshyn, Yard Supervisor | Employer | Yes |
| Jesse Arcand, labourer | Workers, Leduc | Yes |
| Aaron Funk, labourer | Workers, Blackfalds | No |
| Priya Nandakumar, HSE Coordinator | Guest | Yes |
## Quorum
Four of five members, both co-chairs present. Quorum met.
## Inspections reviewed
The October and November workplace inspections of both yards were handed out and read before the meeting. The committee
was pleased that the extinguisher at bay 3 was replaced within the week.
## Old business
Bollards at the fuel island: done.
## New business
1. Two workers asked for brighter lights at the Blackfalds gate. Recommendation to the employer: install LED fixtures.
2. Marta will take the co-chair course in January.
3. Marcel presented the results of the audit; an action plan will follow in December.
## Action items
| Action | Responsible | Due | Status |
| LED fixtures, Blackfalds gate | Marcel Thibodeau | January 30, 2026 | Closed January 22, 2026 |
| Book co-chair course | Tessa Moreau | December 12, 2025 | Closed December 9, 2025 |
Next meeting: February 18, 2026. Adjourned 2:05 pm.
% Employer co-chair | /s/ Marcel Thibodeau | November 24, 2025
% Worker co-chair | /s/ Marta Zielinski | November 24, 2025
""", "letter", When("2025-11-20", "meeting"), "typed", company=COMPANY)  # fmt: skip

FEBRUARY = Doc("hsc_minutes", "HSC minutes Feb 18 2026", """
# HSC meeting, February 18, 2026
Kestrel Coulee health and safety committee, held at the Blackfalds shop, started 1:10 pm, ended 2:00 pm

**In attendance:** Marcel Thibodeau (employer co-chair, Operations Manager), Marta Zielinski (worker co-chair), Gord
Petryshyn, Aaron Funk, Jesse Arcand. **Guest:** Doreen Halvorsen, President.

**Quorum:** all five members.
## Items from last time
Gate lights are in. Co-chair course taken on January 29.
## Discussion
- Doreen walked the yard with the crew before the meeting and asked what gets in the way. Crew wants a second eyewash.
- Violence and harassment plan: Priya brought the merged draft. Comments back by March 13.
- Concern 26-01 (fumes in the wash bay): fan ordered.
- No workplace inspection sheet for the month was on hand at the time of the meeting.
## Actions
| What | Who | By | Done |
| Fan for wash bay | Sam Ostrowski | March 20, 2026 | March 18, 2026 |
| Comments on violence and harassment plan | all members | March 13, 2026 | March 12, 2026 |
| Second eyewash, price | Gord Petryshyn | March 31, 2026 | March 27, 2026 |
Next meeting in May.
""", "letter", When("2026-02-18", "meeting"), "none", company=COMPANY)  # fmt: skip

AUGUST = Doc("hsc_minutes", "Committee minutes August 2026", """
^ **KESTREL COULEE CIVIL & MAINTENANCE LTD.**
# Joint Health and Safety Committee
^ Minutes of the meeting of August 26, 2026, Leduc boardroom

!cols 3 2 1
| Name | Role | Attended |
| Marcel Thibodeau, Operations Manager | Employer co-chair | yes |
| Marta Zielinski | Worker co-chair | yes |
| Gord Petryshyn | Employer member | yes |
| Jesse Arcand | Worker member | yes |
| Aaron Funk | Worker member | yes |

**1. Minutes of the last meeting.** The committee did not meet in the spring; the co-chairs were both away when it was
called and it was not called again. The minutes of February 18 were accepted.

**2. Inspections.** The June sheets from both yards and the August sheet from Leduc were gone through before the meeting
started. Nobody could find an inspection for July at either yard. Curtis explained that he was on holidays.

**3. Concerns.** Four concerns since February. Three are answered. The one about the crane pad at lot 14 is still open.

**4. Incident of May 27.** Priya went over the findings. The committee recommends marking a parking zone on every site.

===
**5. Recommendations to the employer.** One: a parking zone of ten metres on every site. Two: name a deputy who inspects
when the supervisor is away. The employer has thirty days to answer.

**6. Other business.** Newsletter piece on hearing protection: Jesse will write it. Marta asked for paid time to answer
concerns, one hour a week, which was agreed.

!cols 4 2 1.6 1.6
| Action | Responsible | Due | Completed |
| Parking zone in site plans | Priya Nandakumar | September 30, 2026 | September 24, 2026 |
| Name deputies for inspections | Marcel Thibodeau | September 18, 2026 | September 17, 2026 |
| Crane pad at lot 14 | Gord Petryshyn | September 4, 2026 | |

The meeting ended at 2:20 pm. The next one is on September 10, before the airport job starts.
!space 10
% Employer co-chair | {sig Marcel Thibodeau} | August 31, 2026
% Worker co-chair | {sig Marta Zielinski} | August 31, 2026
""", "plain", When("2026-08-26", "meeting"), "drawn", company=COMPANY, blank_after=(1,))  # fmt: skip

SEPTEMBER = Doc("hsc_minutes", "Health and Safety Committee minutes September 2026", """
# Health and Safety Committee - Minutes
Kestrel Coulee Civil & Maintenance Ltd.

Meeting held on September 10, 2026, 1:00 pm, boardroom at Leduc
| Member | Represents | Present |
| Marcel Thibodeau, Operations Manager | Employer co-chair | Yes |
| Marta Zielinski, operator | Worker co-chair | Yes |
| Gord Petryshyn, Yard Supervisor | Employer | Yes |
| Jesse Arcand, labourer | Workers, Leduc | Yes |
| Aaron Funk, labourer | Workers, Blackfalds | Yes |
## Quorum
All five members present. Quorum met.
## Old business
The employer accepted both recommendations of August 26. Parking zones go into the site plans this month.
## New business
1. The airport job: Doreen gave the dates by telephone. Crews from both yards, mostly at night.
2. Gord explained that workplace inspections at Blackfalds are done every two months while half the crew is on the road.
The worker members did not agree with that.
3. Aaron asked for a second tablet, as Gord did in April.
## Action items
| Action | Responsible | Due | Status |
| Light towers for the apron | Marcel Thibodeau | September 21, 2026 | Closed September 18, 2026 |
Next meeting: November 18, 2026. Adjourned 1:40 pm.
% Employer co-chair | /s/ Marcel Thibodeau | September 14, 2026
% Worker co-chair | /s/ Marta Zielinski | September 14, 2026
""", "letter", When("2026-09-10", "meeting"), "typed", company=COMPANY)  # fmt: skip

CONCERNS = Sheet(
    "Concerns", (("Health and safety concern log",), ("Kept by the worker co-chair",), ("Updated:", "2026-09-25"), ()),
    ("No.", "Raised on", "Yard", "Concern", "Answered by", "What was done", "Closed on"),
    (
        ("25-07", "2025-10-29", "Blackfalds", "Dark at the gate before seven", "M. Thibodeau", "LED fixtures installed",
         "2026-01-22"),
        ("26-01", "2026-01-26", "Leduc", "Fumes in the wash bay", "S. Ostrowski", "Exhaust fan installed",
            "2026-03-18"),
        ("26-02", "2026-03-11", "Leduc", "No drinking water at lot 9", "C. Wabasca", "Cooler delivered daily",
         "2026-03-13"),
        ("26-03", "2026-05-06", "Leduc", "Radio dead spots in the trench", "P. Nandakumar", "Repeater rented",
         "2026-05-19"),
        ("26-04", "2026-06-29", "Leduc", "Crane pad at lot 14 looks soft", "G. Petryshyn", "Waiting for soil test",
            None),
        ("26-05", "2026-07-30", "Blackfalds", "Loose mirror on TR-16", "N. Kowalchuk", "Mirror replaced", "2026-09-01"),
    ),
    (8, 12, 12, 36, 16, 28, 12),
)  # fmt: skip

FILES = (
    FileSpec("06 Committee/HSC minutes Nov 2025.docx", "docx", "committee minutes, Word, typed signatures",
        (NOVEMBER,)),
    FileSpec("06 Committee/minutes feb.docx", "docx", "committee minutes in another layout, unsigned", (FEBRUARY,)),
    FileSpec("06 Committee/20260902143311.pdf", "scan",
             "committee minutes scanned slanted, with the blank back of the first sheet", (AUGUST,),
             Scan(200, "skewed", 1.6, quality=45, measure="f1")),
    FileSpec("06 Committee/HSC minutes Sept 10.docx", "docx",
             "committee minutes two weeks after the last: nobody inspected in between; another rhythm is told",
             (SEPTEMBER,)),
    FileSpec("06 Committee/concern log.xlsx", "xlsx", "concerns with dates closed; one is open", (
        Doc("concern_log", "Health and safety concern log", "", "grid", When("2026-09-25", "revised"), "none",
            company=COMPANY),
    ), sheets=(CONCERNS,)),
)  # fmt: skip
