"""Emergencies, incidents and what became of them: a plan, a locked drill file, reports, investigations, actions.

Holes on purpose: the drill records cannot be opened, one action was never closed, the trend analysis is too old, the
second investigation (in the archive) was not signed by a manager.
"""

from sample_docs.generator.fieldcards import pen
from sample_docs.generator.model import Doc, FileSpec, Scan, Sheet, When
from sample_docs.generator.plan import BLACKFALDS, COMPANY, LEDUC

ERP_SOUTH = Doc("emergency_plan", "Emergency plan - Blackfalds Yard", """
# Emergency Plan - Blackfalds Yard
@ Revised: May 25, 2026 | Prepared by: Gord Petryshyn | Emergency radio: channel 4
## In any emergency
1. Shout, press the horn button at the shop door or call on channel 4.
2. Call 911. We are at the second approach on the service road east of Highway 2A, blue gate number 118.
3. Evacuate to the muster point by the flagpole. Count heads against the board.
4. Keep others away. Wait for the fire department at the gate.
## People with a part to play
!cols 2 2 2
| Role | Person | Instead |
| On-site commander | Gord Petryshyn | Neil Kowalchuk |
| First aiders | Aaron Funk, Tina Bearskin | Gord Petryshyn |
| Rescue (trench, vehicle) | Rhonda Steele, Wes Harkness | fire department |
| Roll call | Erin Mayhew | anyone with a radio |
## Equipment and where it is
Extinguishers at both shop doors, in the fuel shed and in each cab. First aid kit and blankets in the lunchroom. Eyewash
in the shop. Spill kit at the fuel shed. Trench box on rack 1. Defibrillator on the wall by the phone.
## Facilities
Hospital: Red Deer, eighteen minutes. Fire hall: Blackfalds, six minutes. The nearest hydrant is across the service
road.
===
## What to do
### Fire in the shop or fuel shed
Shut the fuel breaker, leave by the nearest door, do not open the overhead doors. Extinguish only a small fire with your
back to the exit.
### Injury
First aider to the patient, phone to the first aider. Bring the stretcher. Do not move anybody with a neck injury.
### Fuel or asphalt oil spill
Stop the flow, boom the ditch, cover the culvert. Report to the commander. Wash skin for fifteen minutes.
### Tornado, blizzard, lightning
Tornado: into the concrete wash bay. Blizzard: stay in the building or cab, nobody walks home. Lightning: no fuelling.
### Highway collision at our approach
Beacon on, cones out, call 911, stay off the travelled lane. First aid only where it is safe.
### Natural gas smell
No switches, no phones inside. Walk upwind to the flagpole. Call the utility from there.
## Training and practice
New workers walk this plan with the supervisor on the first day. Rescue people practise with the trench box every April.
An exercise is held once a year and written up. What goes wrong goes to the action log.
## Keeping it current
This plan was gone through with the crew on May 20 and is gone through again each May or when something changes.
% Gord Petryshyn, Yard Supervisor | /s/ Gord Petryshyn | May 25, 2026
""", "letter", When("2026-05-25", "revised"), "typed", site=BLACKFALDS, company=COMPANY)  # fmt: skip

DRILL = Doc("drill_record", "Emergency drill record", """
# Emergency drill record
Date: April 23, 2026. Yard: Leduc. Scenario: fire in the oil store, one person missing.

Started 10:02, all counted 10:09. Evaluation: horn not heard in the wash bay. Action: second horn, Sam Ostrowski, May
15.
""", "plain")  # fmt: skip

REPORT = Doc("incident_report", "Incident Report", f"""
@ Date of incident: {pen("27 May 2026")} | Time: {pen("2:35 pm")} | Yard / site: {pen("Leduc, lot 9")}
@ Reported by: {pen("Anil Saini")} | Reported to: {pen("Curtis Wabasca")} | Reported on: {pen("27 May 2026")}
!cols 1 nohead
| [ ] Injury [x] Property damage [ ] Fire / release [ ] Illness [ ] Refusal |
### What happened
{pen("Backing EX-04 from the trench to the stockpile. Counterweight hit the box of pickup PU-22")}
{pen("which was parked behind the spoil pile. Nobody in the pickup. Spotter had gone to move cones.")}
### Damage
{pen("Box side and tail light of PU-22, scratch on counterweight")}
### What was done right away
{pen("Stopped work, set brake, radioed supervisor. Took photos. Pickup moved to the shop.")}
@ Witness: {pen("Tyler Cheechoo")} | Investigation needed?: {pen("Yes")}
% Worker | {{sig Anil Saini}} | ~27 May 2026~
% Supervisor | {{sig Curtis Wabasca}} | ~27 May 2026~
""", "form", When("2026-05-27", "incident"), "drawn", site=LEDUC, company=COMPANY, head=("Form HSE-F-60", "To HSE "
"Coordinator today"),
    hand="kalam")  # fmt: skip


def near_miss(value: str, date: str, yard: str, who: str, what: str, why: str, fix: str, hand: str) -> Doc:
    """One near miss card."""
    body = f"""
@ Date: {pen(date)} | Yard / site: {pen(yard)} | Name (may be left out): {pen(who)}
### What nearly happened?
{pen(what)}
### Why?
{pen(why)}
### What should be done so that it cannot happen?
{pen(fix)}
@ Could have been: [ ] minor [x] serious [ ] fatal | Supervisor told: {pen("yes")}
% Supervisor | {{sig {yard} supervisor}} | ~{date}~
"""
    return Doc(
        "near_miss_report", "Near Miss Card", body, "form", When(value, "incident"), "drawn",
        site=LEDUC if yard == "Leduc" else BLACKFALDS, company=COMPANY, head=("Form HSE-F-61", "Drop in the box"),
        hand=hand,
    )  # fmt: skip


NEAR_MISSES = (
    near_miss("2026-03-12", "12 March 2026", "Blackfalds", "Glen Tkachuk",
              "Tailgate of gravel truck dropped when I pulled the pin. Missed my boot.",
              "Chain was off, latch worn.", "Chain every time, check latches this week.", "patrick"),
    near_miss("2026-07-29", "29 July 2026", "Leduc", "Nolan Reimer",
              "Sling slipped and pipe rolled two feet toward Maya.",
              "Ground not level, no chocks.", "Chock before unhooking. Level the laydown.", "kalam"),
)  # fmt: skip

INVESTIGATION = Doc("incident_investigation", "Incident investigation 2026-03", """
# Incident Investigation Report 2026-03
!cols 1 1 nohead
| **Date of incident:** May 27, 2026, 2:35 pm | **Place:** Lot 9, Leduc |
| **Investigation completed:** June 4, 2026 | **Kind:** property damage, potential for serious injury |
| **Lead investigator:** Priya Nandakumar | **Team:** Jesse Arcand (committee), Curtis Wabasca |
## 1. What happened
The operator of excavator EX-04 backed from the trench to the stockpile. His spotter left to move two cones for a
delivery truck. The counterweight struck the box of pickup PU-22, which had been left behind the spoil pile twenty
minutes before. Nobody was hurt. Repair cost about $4,100.
## 2. What we looked at
Photographs and measurements of May 27; statements of the operator, the spotter and the driver of the pickup; the FLHA
of the day; the walk-around sheet; training records of all three.
## 3. Sequence
!cols 1 5
| Time | Event |
| 2:10 | Pickup parked behind the spoil pile; driver walks to the trench |
| 2:32 | Delivery truck arrives; spotter walks away to open the cones |
| 2:34 | Operator looks at camera, sees gravel, starts back |
| 2:35 | Contact; operator stops at once |
===
## 4. Why it happened
- **Direct cause:** the machine was backed without a spotter toward an area that could not be seen.
- **Contributing factors:** camera lens was dusty; spotter had a second job; the pickup driver did not announce himself.
- **Root cause:** the site plan named no parking zone, and our backing practice did not say that work stops when the
spotter leaves.
## 5. Corrective actions
!cols 4 2 1.6 1.8
| Action | Person | Due | Completed |
| Rewrite SWP-07: stop when spotter leaves, spotter has no other job | Priya Nandakumar | June 12, 2026 | June 8, 2026 |
| Tell all crews at toolbox talks | Yard Supervisors | June 19, 2026 | June 18, 2026 |
| Clean camera lenses as part of walk-around | Sam Ostrowski | June 12, 2026 | June 9, 2026 |
## 6. Review by management
The report is complete. The actions fit the cause.
!space 6
% Lead investigator: Priya Nandakumar | /s/ P. Nandakumar | June 4, 2026
% Reviewed by: Marcel Thibodeau, Operations Manager | /s/ M. Thibodeau | June 5, 2026
""", "letter", When("2026-06-04", "performed"), "typed", site=LEDUC, company=COMPANY)  # fmt: skip

SECOND = Doc("incident_investigation", "Incident investigation 2026-04", """
# Incident Investigation Report 2026-04
**Date of incident:** August 6, 2026, 9:15 am

**Place:** Blackfalds Yard, rack 2

**Investigation completed:** August 13, 2026

**Lead investigator:** Gord Petryshyn

**Team:** Aaron Funk (committee)
## What happened
While a 6 m length of pipe was being taken from rack 2 with the forklift, the pipe rolled off the forks and fell about
one metre. Nobody was near. The end of the pipe is bent.
## Causes
- Direct cause: forks were set too close together for the length of the load.
- Contributing factor: upright of the rack had been bent earlier, so the pipe did not lie straight.
- Root cause: nobody owned the rack; damage was seen but not reported.
## Corrective actions
| Action | Who | Due | Completed |
| Put fork spacing marks on the forklift | Neil Kowalchuk | August 21, 2026 | August 20, 2026 |
| Replace bent upright of rack 2 | Neil Kowalchuk | October 13, 2026 | October 9, 2026 |
## Sign-off
% Lead investigator | /s/ Gord Petryshyn | August 13, 2026
% Manager review | |
""", "letter", When("2026-08-13", "performed"), "typed", site=BLACKFALDS, company=COMPANY)  # fmt: skip

ACTIONS = Sheet(
    "Actions", (("Corrective action log",), (COMPANY,), ("Updated:", "2026-10-02"), ()),
    ("No.", "Opened", "Source", "Action", "Responsible", "Due", "Completed", "Checked by"),
    (
        ("C-26-01", "2026-01-27", "Inspection Blackfalds", "Move eyewash into shop", "Gord Petryshyn", "2026-02-10",
         "2026-02-06", "P. Nandakumar"),
        ("C-26-02", "2026-03-12", "Near miss", "Inspect tailgate latches on all gravel trucks", "Sam Ostrowski",
         "2026-03-20", "2026-03-19", "C. Wabasca"),
        ("C-26-03", "2026-04-01", "Inspection Blackfalds", "Pave a walkway from gate to lunchroom", "Marcel Thibodeau",
         "2026-06-30", None, None),
        ("C-26-04", "2026-06-04", "Investigation 2026-03", "Rewrite SWP-07 backing", "Priya Nandakumar", "2026-06-12",
         "2026-06-08", "M. Thibodeau"),
        ("C-26-05", "2026-06-04", "Investigation 2026-03", "Clean camera lenses in walk-around", "Sam Ostrowski",
         "2026-06-12", "2026-06-09", "P. Nandakumar"),
        ("C-26-06", "2026-07-29", "Near miss", "Level the laydown area, chocks on every stack", "Curtis Wabasca",
         "2026-08-14", "2026-08-12", "P. Nandakumar"),
        ("C-26-07", "2026-08-13", "Investigation 2026-04", "Fork spacing marks on forklift", "Neil Kowalchuk",
         "2026-08-21", "2026-08-20", "G. Petryshyn"),
        ("C-26-08", "2026-09-08", "Toolbox talk", "Charge the radios on a shelf, not on the floor", "Tina Bearskin",
         "2026-09-15", "2026-08-31", "G. Petryshyn"),
    ),
    (10, 12, 24, 40, 20, 12, 12, 16),
)  # fmt: skip

TRENDS = Doc("statistics", "Safety statistics and trends 2024", """
# Safety Statistics and Trends, 2024
Prepared by Priya Nandakumar for the management meeting of February 10, 2025
## Figures
!cols 2.4 1 1 1
| Measure | 2022 | 2023 | 2024 |
| Hours worked | 71,400 | 74,900 | 76,200 |
| Lost time injuries | 1 | 1 | 0 |
| Medical aid injuries | 3 | 2 | 3 |
| First aid cases | 9 | 11 | 7 |
| Property damage | 6 | 8 | 9 |
| Near misses reported | 4 | 7 | 13 |
| Total recordable frequency (per 200,000 h) | 11.2 | 8.0 | 7.9 |
## What the figures tell us
Injuries are down from 2022, mainly because no back strain led to time away. Property damage has increased two years in
a row, and two thirds of it happened while backing. Near miss reporting nearly doubled compared with 2023 after the
cards were put in the cabs; we take that as a good sign. Mondays and the first hour after lunch are the most common
times.
## Conclusions
1. Make backing the theme of the spring meetings.
2. Keep the near miss cards and answer each of them.
3. Look at the first aid cases by body part next year.
""", "letter", When("2025-02-10", "issued"), "none", company=COMPANY)  # fmt: skip

PLAN = Doc("corrective_action_log", "Audit action plan", """
# COR Audit Action Plan
Follows the audit report of November 14, 2025. Approved by Doreen Halvorsen on December 15, 2025.
!cols 0.5 4 2 1.5 1.7
| No. | Recommendation and action | Responsible | Target | Completed |
| 1 | President signs and dates the policy | Doreen Halvorsen | January 31, 2026 | January 12, 2026 |
| 2 | Formal assessment for the missing position | Priya Nandakumar | March 31, 2026 | |
| 3 | Courses for leads of assessments and investigations | Tessa Moreau | June 30, 2026 | |
| 4 | One violence and harassment plan | Priya Nandakumar | April 30, 2026 | April 20, 2026 |
| 5 | Committee course for both co-chairs | Tessa Moreau | February 28, 2026 | |
| 6 | Deputies for monthly checks of the yards | Marcel Thibodeau | September 18, 2026 | September 17, 2026 |
| 7 | Write down what follows when a contractor breaks rules | Marcel Thibodeau | May 29, 2026 | |
| 8 | Study the year's figures each January | Priya Nandakumar | January 31, 2026 | |
""", "grid", When("2025-12-15", "issued"), "none", company=COMPANY)  # fmt: skip

FILES = (
    FileSpec("08 Emergency/Blackfalds emergency plan.pdf", "pdf", "emergency plan of the second yard", (ERP_SOUTH,)),
    FileSpec("08 Emergency/Drill records 2026.pdf", "encrypted", "the only drill records, locked with a password",
             (DRILL,), state="exception", exception="password_required"),
    FileSpec("09 Incidents/incident 27 may.pdf", "scan", "handwritten incident report, 300 dpi", (REPORT,),
             Scan(300, "handwritten", quality=38)),
    FileSpec("09 Incidents/near miss cards.pdf", "scan", "two handwritten near miss cards", NEAR_MISSES,
             Scan(200, "handwritten", 0.5, quality=45)),
    FileSpec("09 Incidents/Investigation 2026-03.pdf", "pdf", "investigation with root cause, reviewed by a manager",
             (INVESTIGATION,)),
    FileSpec("09 Incidents/corrective actions.xlsx", "xlsx", "action log; one action was never closed", (
        Doc("corrective_action_log", "Corrective action log", "", "grid", When("2026-10-02", "revised"), "none",
            company=COMPANY),
    ), sheets=(ACTIONS,)),
    FileSpec("11 Admin/stats and trends.pdf", "pdf", "trend analysis of 2024: right kind, outside the window",
        (TRENDS,)),
    FileSpec("11 Admin/COR action plan.pdf", "pdf", "plan to fix last year's audit, several items open", (PLAN,)),
)  # fmt: skip
