"""The green binder, part two: incidents, inspections, last year's audit; and the file that holds all five."""

from sample_docs.generator.binder import ERP_LEDUC, TERMS
from sample_docs.generator.model import Doc, FileSpec, Scan, When
from sample_docs.generator.plan import COMPANY

INCIDENTS = Doc("element_procedure", "Incident Reporting and Investigation Procedure", """
# Incident Reporting and Investigation Procedure
HSE-PR-09, revision 5 of 17 November 2025
## Purpose
To make sure that every incident is reported at once, that injured people are looked after, that we learn why it
happened and that it does not happen again.
## What must be reported
Every worker reports the following to the supervisor right away and always before the end of the shift:
- **Incidents:** any injury, however small, fire, release, damage to equipment, property or utilities.
- **Near misses:** an event that could have hurt someone or damaged something but did not.
- **Occupational illness:** rashes, hearing change, heat illness, strain that builds up, anything a doctor links to
work.
- **Work refusals:** a refusal of dangerous work, and what was done about it.
- **Violence and harassment,** as the prevention plan describes.

Nobody is disciplined for reporting in good faith. Not reporting is dealt with under the company rules.
===
## How to report
1. Get help for anyone hurt. Make the area safe.
2. Tell the supervisor by radio or in person.
3. The supervisor calls the HSE Coordinator within one hour for an injury that needs a doctor, and at once for anything
serious.
4. The worker and supervisor fill in the incident report (HSE-F-60) or near miss card (HSE-F-61) the same shift.
5. The Office Administrator files forms for WCB within seventy-two hours.
## Who tells the government
The Operations Manager telephones the Alberta OHS contact centre as soon as possible about a death, an injury that leads
to a hospital stay, an unplanned explosion, fire or flood with potential for serious injury, the collapse of a crane or
hoist, or a structure failing. A potentially serious incident is reported in the same way, with a written report to
follow. The scene is not disturbed until an officer releases it, except to help people or prevent more harm.
===
## Investigation
Every incident and every near miss rated high is investigated. The supervisor of the area leads investigations of minor
events; the HSE Coordinator leads all others. A worker member of the committee takes part in each one. Lead
investigators are trained in finding causes.
1. Start within one day. Secure the scene, take photographs, measure, sketch.
2. Talk to the people involved and to witnesses, one at a time.
3. Gather documents: FLHA, hazard assessment, training and maintenance records.
4. Put the events in order. Ask why until the answer is something the company can change.
5. Name direct causes, contributing factors and the root cause.
6. Recommend corrective actions, each with a person and a date.
===
## Finishing the report
The investigation report is finished within fourteen days of the incident, or the HSE Coordinator writes down why not. A
manager who did not take part reviews the report, checks that it is complete, and signs it.
## Corrective actions
Actions go into the corrective action log. The HSE Coordinator follows up each week until they are closed, and looks in
the field after a month to see whether they work.
## Sharing what we learned
Results are shared at the next safety meeting and at toolbox talks in both yards, without names.
## Records
Reports are kept for at least three years; anything about a person's health is locked away.
!space 14
% Doreen Halvorsen, President | {sig Doreen Halvorsen} | 17 November 2025
""", "binder", When("2025-11-17", "revised"), "drawn", company=COMPANY)  # fmt: skip

INSPECTIONS = Doc("element_procedure", "Workplace Inspection Procedure", """
# Workplace Inspection Procedure
HSE-PR-08, revision 3 of 8 December 2025
## Purpose
Inspections find hazards that have crept in and show whether controls are still in place. They are in addition to the
walk-around checks operators make before using equipment.
## How often and where
Formal inspections are done monthly in each yard: shop, fuel island, racks, wash bay, office, lunchroom, parking area
and fence line. Project sites that last longer than thirty days are inspected monthly as well. Months are calendar
months and a missed inspection is not made up by doing two in the next.
## Who inspects
- **Yard Supervisors** lead the monthly inspection of their yard with one worker.
- **Managers** join one inspection in each yard every quarter.
- **Committee members** take part in at least one inspection in each yard every quarter.
- **The HSE Coordinator** inspects each yard twice a year and checks how inspections are done.
===
## Before you start
People who lead inspections take the inspection course. Read the last report and the open actions. Carry the checklist
(HSE-F-20) or the tablet, wear full PPE, tell the crew that you are there.
## During the inspection
1. Walk the whole area. Look up, down and behind.
2. Talk with at least two workers about their hazards and what would make the job safer.
3. Mark every item on the checklist: in order, to be fixed, or not applicable.
4. Correct what can be corrected on the spot. Stop work where there is danger.
5. Write each deficiency so that someone who was not there understands it.
===
## After the inspection
Each deficiency gets an owner and a due date before the sheet is signed. High hazards are dealt with the same day,
others within fourteen days. The owner reports to the supervisor when it is fixed; the supervisor writes the date and
checks the work. Items that stay open longer go to the corrective action log.
## Reporting
The sheet goes to the HSE Coordinator within three days and to the committee before its next meeting. Results are talked
about at the following toolbox talk.
## Records
Inspection sheets and app records are kept for three years.
!space 14
% Marcel Thibodeau, Operations Manager | {sig Marcel Thibodeau} | 8 December 2025
""", "binder", When("2025-12-08", "revised"), "drawn", company=COMPANY)  # fmt: skip

AUDIT = Doc("previous_audit", "COR Maintenance Audit Report 2025", """
# COR Maintenance Audit Report
**Employer:** Kestrel Coulee Civil & Maintenance Ltd.

**Audit type:** internal maintenance audit by a certified auditor of another firm

**On-site dates:** 20 to 23 October 2025

**Report completed:** 14 November 2025

**Auditor:** Harriet Blom, Slate Creek Paving Inc.

**Sites visited:** Leduc Yard and Blackfalds Yard

**Interviews:** nineteen of forty employees, including four managers and supervisors
## Executive summary
The company has a working health and safety management system that people know and, for the most part, use. Leadership
is visible in the yards and crews speak well of the toolbox talks. The main weaknesses are paper that is started and not
finished, and training of the people who lead parts of the system. The auditor thanks all who gave their time.
===
## Results by element
1. Management leadership and commitment: strong. The policy was overdue for signature by the new President.
2. Hazard assessment: good. One position has no formal assessment; leads have not been trained.
3. Hazard control: good. Violence and harassment documents were two and should become one plan.
4. Committee: fair. Co-chairs had not taken their course; one meeting was late.
5. Qualifications, orientation and training: fair. Supervisors have had no course for their role.
===
6. Other parties: fair. Contractors are prequalified but nothing is written about those who do not follow rules.
7. Inspections: fair. Months are missed when the supervisor is away.
8. Emergency response: good. Both yards have plans; exercises need better notes.
9. Incident investigation: good. Reports find causes; managers do not always sign them.
10. Administration: fair. Figures are collected but the last written look at them is more than a year old.
## Strengths
Crews know their right to refuse and two could tell of using it. Tagging out of equipment is well understood. The shop
is clean.
===
## Recommendations
1. Have the President sign and date the policy.
2. Write the formal assessment that is missing.
3. Train people who lead hazard assessments and investigations.
4. Merge the violence and harassment documents.
5. Send both co-chairs on the committee course.
6. Name deputies so that monthly inspections are not missed.
7. Write down what happens to contractors who break the rules.
8. Study the year's figures for patterns each January.
9. Write down how each emergency exercise went.
!space 12
I confirm that this report describes what I saw, read and was told.
!space 10
% Harriet Blom, auditor | {sig Harriet Blom} | 14 November 2025
""", "binder", When("2025-10-23", "on_site"), "drawn", company=COMPANY)  # fmt: skip

FILES = (
    FileSpec("Scans/Green binder.pdf", "scan", "a scanned binder: twenty pages that are five documents",
             (TERMS, ERP_LEDUC, INCIDENTS, INSPECTIONS, AUDIT), Scan(300, "clean", codec="g4", measure="cer")),
)  # fmt: skip
