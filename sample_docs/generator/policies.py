"""The client's policy shelf: the signed policy and its forerunner, one left unsigned, the combined violence plan."""

from sample_docs.generator.model import Doc, FileSpec, Scan, When
from sample_docs.generator.plan import COMPANY

POLICY_BODY = """
# Health and Safety Policy
Kestrel Coulee Civil & Maintenance Ltd. grades sites, keeps roads and yards open through four seasons, and sends
people out before daylight to do it. No job we bid is worth an injury. The company is committed to a workplace where
the physical, psychological and social well-being of every person is protected and maintained, and where going home in
the condition you arrived in is the first measure of a good shift.
## What we aim for
Our goal is to find hazards before they find us, to control them at the source, and to keep improving the health and
safety system year after year. We will meet or exceed the Alberta Occupational Health and Safety Act, Regulation and
Code, and our own standards wherever they ask for more.
## Who does what
- **The President and managers** provide the people, time, equipment and money that safe work takes, lead by example,
and answer for results.
- **Supervisors** see that every worker under their direction knows the hazards, has the training, and follows the
controls; they correct unsafe conditions without waiting to be asked.
- **Workers** work safely, use the protective equipment provided, report hazards, injuries and close calls, and refuse
work that endangers them or anyone else.
- **Contractors and visitors** follow the same rules while they are on our sites.

Everyone has the right to know about hazards, the right to take part in health and safety, and the right to refuse
dangerous work without fear of reprisal.

This policy is reviewed every year with the health and safety committee, posted in both yards and given to each person
at orientation.
!space 10
% Doreen Halvorsen, President | {sig Doreen Halvorsen} | January 12, 2026
"""

OLD_POLICY_BODY = """
^ **KESTREL COULEE CIVIL & MAINTENANCE LTD.**
# HEALTH AND SAFETY POLICY
The management of Kestrel Coulee believes that accidents can be prevented. It is the policy of this company to carry
out its operations in a way that protects its employees, the public and the property in its care.

Management is committed to providing safe equipment, proper instruction and competent supervision. Supervisors are
responsible for the safety of the workers in their charge and will see that safe work practices are followed on every
job. Every worker is responsible for working safely, for wearing the protective equipment issued to them, and for
reporting hazards and injuries to their supervisor as soon as they are noticed.

The company will comply with the Occupational Health and Safety Act, Regulation and Code of Alberta. Where a customer
sets a higher standard, the higher standard applies. Contractors working for us are expected to do the same.

Safety, production and quality carry equal weight. Nobody will be disciplined for refusing work that they believe on
reasonable grounds to be dangerous.

This statement is to be posted at both yards and reviewed once a year.
!space 14
% President | /s/ Walter Halvorsen | 6 February 2023
^ Walter Halvorsen, President
"""

PPE_BODY = """
# Personal Protective Equipment Policy
**Policy no.** HSE-P-06      **Effective:** March 2, 2026      **Applies to:** all employees
## Policy statement
Protective equipment is the last line of defence. Kestrel Coulee controls hazards by engineering and by the way work is
planned first, and issues personal protective equipment (PPE) for the risk that is left. No one enters a work area
without the equipment this policy and the hazard assessment for the task call for.
## Basic equipment
- CSA-approved hard hat, Type 1 or better, replaced five years after its date of manufacture or after any blow.
- CSA green-triangle safety boots, 8-inch, laced to the top.
- High-visibility vest or coat, Class 2 in the yard, Class 3 with bands on any road after dusk.
- Safety glasses with side shields; face shield when cutting, grinding or chipping.
- Gloves suited to the task.
## Task-specific equipment
Hearing protection is worn within ten metres of running heavy equipment and in the shop whenever impact tools are in
use. Half-mask respirators with P100 cartridges are worn for dry cutting of concrete; anyone who wears one is fit tested
first and is clean shaven where the mask seals. Fall protection is worn at three metres and above.
## Responsibilities
The company supplies and replaces all equipment other than boots, for which an allowance of $200 a year is paid.
Supervisors check fit and condition at the start of shift. Workers inspect their gear before use, keep it clean, and
hand in anything damaged. Failing to wear required equipment is dealt with under the discipline policy.
## Review
This policy is reviewed each year by the HSE Coordinator and approved by the President.
!space 16
% Approved by: President |  |
"""

VIOLENCE_BODY = """
# Violence and Harassment Prevention Plan
@ Revision: 4 | Revised: 20 April 2026 | Next review: April 2029
## 1. Commitment
Kestrel Coulee will not put up with violence or harassment at work, whoever it comes from: a co-worker, a manager, a
customer, a driver caught in a lane closure, or a family member who follows someone to the yard. Violence and harassment
are workplace hazards. They are assessed and controlled like any other, each in its own right. This plan combines our
earlier violence prevention plan and harassment prevention plan.
## 2. What the words mean
**Violence** is threatened, attempted or actual conduct that causes, or is likely to cause, physical or psychological
injury. It includes domestic violence that reaches the workplace, and sexual violence.
**Harassment** is any single incident or repeated incidents of objectionable or unwelcome conduct, comment, bullying or
action that a person knows, or ought to know, will cause offence, humiliation or harm. It includes sexual harassment and
conduct because of race, religion, gender, age, disability, origin or sexual orientation. Reasonable direction and
discipline by a manager are not harassment.
## 3. Who was consulted
The plan was written with the health and safety committee, which went through it at the yard meetings in Leduc and
Blackfalds in March 2026. The committee is consulted again at every review.
## 4. Violence: hazards and measures
Hazard assessments for flaggers, plow operators and the front office name angry members of the public as a hazard.
Measures: two-way radio and check-in every hour for anyone working alone at night; no cash kept on site; locked entry to
the Leduc office after four; flag crews withdraw and call police when threatened; photographs of plates are never taken
by a worker on foot. When we learn that domestic violence may reach the workplace we take every precaution reasonable to
protect the worker and others.
## 5. Harassment: hazards and measures
Close crews, bunk trailers, shift hand-over and social media are the places where harassment has started in our trade.
Measures: a respectful-workplace talk at orientation and every January; supervisors walk the crew areas; offensive
material is removed the day it is seen; anyone may ask for a change of crew while a complaint is open.
## 6. Information for workers
Workers exposed to a risk of violence are told the nature and extent of the hazard, including personal information about
a person with a history of violent behaviour as far as that is needed for protection and no further. The plan is posted
in both lunchrooms and on the shared drive.
===
## 7. How to report
Tell your supervisor, the HSE Coordinator, a committee co-chair or the President, in words or in writing, whichever you
trust most. In immediate danger leave and call 911. Reports can be made about anyone, including the President; a report
about the President goes to the company's lawyer, whose number is posted beside this plan.
## 8. How we investigate
A report is acknowledged within two working days. The HSE Coordinator, or an outside investigator when a manager is
named, interviews the people involved separately, keeps notes, and finishes within thirty days where possible.
Corrective action is recorded in the action log. The worker who reported and the person complained of are told the
result and what will be done. A worker who is hurt or distressed is advised to see a health professional of their
choice and is paid for the time.
## 9. Confidentiality
Names and circumstances of a complaint are not disclosed except where needed to investigate, to take corrective action,
to inform the parties of the results, or where a law requires it. Only the minimum is disclosed.
## 10. No reprisal, and other rights
Nobody is punished for reporting in good faith. This plan does not keep anyone from going to the police, Alberta OHS or
the Human Rights Commission.
## 11. Training
All staff are trained in this plan at orientation: recognising violence and harassment, the measures above, how to get
help, how to report.
## 12. Review
The plan is reviewed with the committee when an incident shows that it should be, when the committee asks, and at least
every three years.
!cols 0.6 1.4 4 2.4
| Rev | Date | What changed | Reviewed by |
| 2 | 14 May 2019 | First separate violence and harassment plans | Walter Halvorsen |
| 3 | 3 March 2023 | Working-alone check-in added | Walter Halvorsen, committee |
| 4 | 20 April 2026 | Two plans merged into one; confidentiality section rewritten | Doreen Halvorsen, committee |
!space 8
% Doreen Halvorsen, President | /s/ Doreen Halvorsen | 20 April 2026
"""

RESPONSIBILITIES_BODY = """
# Health and Safety Roles and Responsibilities
Kestrel Coulee Civil & Maintenance Ltd. - Effective 3 November 2025 - Issued by the HSE Coordinator

These duties come from the Occupational Health and Safety Act, SA 2020, chapter O-2.2, and from what we add to it.
## President (senior management)
- Sets and signs the health and safety policy and reviews it each year.
- Provides budget, staff and equipment for the health and safety system.
- Attends at least two committee meetings a year and tours each yard every quarter.
- Reviews audit results and trends and approves the action plan.
## Managers (Operations Manager, HSE Coordinator)
- See that hazard assessments exist for every position and are kept current.
- Make sure supervisors are trained for their role and have time for inspections.
- Select contractors against the prequalification criteria and stop those who work unsafely.
- Review every incident investigation and follow actions through to completion.
## Supervisors (Yard Supervisors)
- Take all precautions necessary to protect the health and safety of every worker under their supervision.
- Tell workers about known and foreseeable hazards in the area where they are working.
- Lead the field level hazard assessment, hold the weekly toolbox talk and carry out the monthly inspection.
- Confirm that new workers are oriented and competent before they work on their own.
## Workers
- Protect their own health and safety and that of others at the work site.
- Take part in hazard assessments, wear required PPE, and refuse dangerous work.
- Report hazards, injuries, illness and near misses to the supervisor the same shift.
- Use only equipment they have been trained and signed off on.
## Contractors
- Hold valid WCB coverage and follow our policy and site rules.
- Complete our contractor orientation and carry out their own hazard assessments.
- Report every incident on our sites to the Yard Supervisor.
## Health and safety committee
- Receives concerns, takes part in inspections and investigations, and recommends corrections to the employer.
"""

ORG_BODY = """
# Organization Chart
>> Revised September 1, 2026
!space 6
!cols 1 1 1 nohead plain
| | **Doreen Halvorsen** - President | |
!cols 1 1 1 nohead
| **Marcel Thibodeau** - Operations Manager | **Priya Nandakumar** - HSE Coordinator | \
**Jolene Abbott, Tessa Moreau** - Office Administrators |
!space 6
### Reporting to the Operations Manager
!cols 1 1 nohead
| **Curtis Wabasca** - Yard Supervisor, Leduc Yard | **Gord Petryshyn** - Yard Supervisor, Blackfalds Yard |
!space 6
### Crews
!cols 3 2 2
| Position | Leduc Yard | Blackfalds Yard |
| Heavy Equipment Technician | 2 | 1 |
| Equipment Operator | 7 | 5 |
| Truck Driver | 5 | 3 |
| General Labourer | 6 | 5 |
!space 6
Total staff: 41. Crews report to the Yard Supervisor of their yard; technicians report to the Yard Supervisor at Leduc.
The HSE Coordinator reports to the President and has direct access to both yards.
"""

RULES_BODY = """
# Company Safety Rules
These rules apply to everyone at a Kestrel Coulee yard or job. They are read out at orientation and posted at the gate.
1. Report every injury, near miss and damage to your supervisor before the end of the shift.
2. Come to work rested and fit. Alcohol, cannabis and illegal drugs are not allowed on site or in company vehicles.
3. Wear a hard hat, high-visibility clothing, safety glasses and safety boots outside the office and lunchroom.
4. Do the field level hazard assessment with your crew before you start and again when conditions change.
5. Operate only the equipment you are signed off on. Wear the seat belt. No riders.
6. Walk around the unit before you move it. Back up only with a spotter or a clear view.
7. Lock out and tag before reaching into anything that can move, fall, spray or spark.
8. Stay out of trenches deeper than 1.5 metres unless they are sloped, shored or shielded.
9. No hand-held phones while driving or operating.
10. Keep walkways, stairs and fire extinguishers clear. Clean up before you leave.
11. Horseplay, fighting and harassment are not tolerated.
12. Guards and back-up alarms stay in place. Tag out defective tools and bring them to the shop.
13. You have the right to refuse dangerous work. Use it, and tell your supervisor why.
## If a rule is broken
First time: verbal warning, noted. Second time: written warning. Third time: suspension or dismissal. Serious breaches
(rules 2, 7 and 8) may lead directly to suspension.

In force from May 4, 2026
% Marcel Thibodeau, Operations Manager | {sig Marcel Thibodeau} | May 4, 2026
"""

POLICY = Doc(
    "hs_policy", "Health and Safety Policy", POLICY_BODY, "letter", When("2026-01-12", "signed"), "drawn",
    company=COMPANY, version_group="hs-policy",
)  # fmt: skip
CLEAN_300 = Scan(300, "clean", codec="g4", measure="cer")

FILES = (
    FileSpec("01 Policies/H&S Policy 2026 SIGNED.pdf", "scan", "current policy, signed in ink, clean 300 dpi scan",
             (POLICY,), CLEAN_300),
    FileSpec("01 Policies/old/safety policy.pdf", "pdf", "superseded policy of the former president, digital", (
        Doc("hs_policy", "Health and Safety Policy", OLD_POLICY_BODY, "plain", When("2023-02-06", "signed"), "typed",
            company=COMPANY, version_group="hs-policy"),
    )),
    FileSpec("01 Policies/PPE policy final v2.pdf", "pdf", "policy on one subject that nobody signed", (
        Doc("element_policy", "Personal Protective Equipment Policy", PPE_BODY, "letter",
            When("2026-03-02", "effective"), "none", company=COMPANY),
    )),
    FileSpec("01 Policies/Violence & harassment plan rev4.pdf", "pdf", "one plan for violence and harassment", (
        Doc("violence_harassment_plan", "Violence and Harassment Prevention Plan", VIOLENCE_BODY, "manual",
            When("2026-04-20", "revised"), "typed", company=COMPANY, head=("HSE-P-03", "Rev. 4 - 20 April 2026")),
    )),
    FileSpec("01 Policies/Roles.docx", "docx", "duties of every level, Word", (
        Doc("responsibilities", "Health and Safety Roles and Responsibilities", RESPONSIBILITIES_BODY, "letter",
            When("2025-11-03", "effective"), "none", company=COMPANY),
    )),
    FileSpec("01 Policies/Org chart Sept 2026.pdf", "pdf", "who is top manager, which positions exist", (
        Doc("org_chart", "Organization Chart", ORG_BODY, "letter", When("2026-09-01", "revised"), "none",
            company=COMPANY),
    )),
    FileSpec("01 Policies/scan0007.pdf", "scan", "numbered rules, slanted 200 dpi scan with a useless name", (
        Doc("company_rules", "Company Safety Rules", RULES_BODY, "plain", When("2026-05-04", "effective"), "drawn",
            company=COMPANY),
    ), Scan(200, "skewed", 2.2, quality=45, measure="cer")),
    FileSpec("Copies for auditor/policy rescan.pdf", "scan", "the signed policy scanned again: other bytes, same words",
             (POLICY,), Scan(200, "clean", 0.3, quality=50, noise=4)),
)  # fmt: skip
