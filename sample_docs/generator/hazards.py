"""Hazard assessment on paper: the inventory, the formal assessments (one position is missing), the procedure."""

from sample_docs.generator.model import Doc, FileSpec, Sheet, When
from sample_docs.generator.plan import COMPANY

INVENTORY = Sheet(
    "Inventory",
    (("Job and Task Inventory",), (COMPANY,), ("Revised:", "2026-01-20"), ("Prepared by:", "Priya Nandakumar"), ()),
    ("Position", "No. of people", "Tasks", "Formal hazard assessment no."),
    (
        ("Equipment Operator", 12, "Dozer and grader work; trenching; loading trucks; fuelling; walk-around check",
            "FHA-01"),
        ("Truck Driver", 8, "Hauling aggregate; plowing and sanding; backing and dumping; load securement", "FHA-02"),
        ("General Labourer", 11, "Hand digging; pipe laying; flagging traffic; cutting concrete; clean-up", "FHA-03"),
        ("Heavy Equipment Technician", 3, "Servicing; welding; tire changes; hydraulic repair; jump-starting",
            "FHA-04"),
        ("Yard Supervisor", 2, "Directing crews; site walks; driving between sites; receiving deliveries", "FHA-05"),
        ("Office Administrator", 2, "Keyboard work; front counter; filing; bank and post runs", "FHA-06"),
        ("HSE Coordinator", 1, "Inspections; investigations; training; driving in winter", "FHA-07"),
        ("President", 1, "Office work; site tours; meetings with customers; driving", "FHA-08"),
        ("Operations Manager", 1, "Estimating visits; contractor meetings; call-outs at night", ""),
    ),
    (26, 14, 70, 26),
)  # fmt: skip

FHA = """
# Formal Hazard Assessment - {position}
!cols 1 1 1 1.6 nohead
| **No.:** {number} | **Prepared:** {prepared} | **Revised:** {revised} | **Took part:** {people} |
!cols 2 2.6 1.1 0.7 0.7 0.7 4.4
| Task | Hazard | Kind | Sev. | Prob. | Risk | Controls |
{rows}
> Risk = severity (1-4) x probability (1-4). 8 and above: high, work does not start until the controls are in place.
Kind: S = safety hazard, H = health hazard.
!cols 1 1 1 nohead plain
| Lead: {lead} | Supervisor: {supervisor} | Next review: {next} |
"""

ROWS = {
    "Equipment Operator": """
| Trenching | Cave-in of wall, worker or machine falls in | S | 4 | 3 | 12 | Engineering: slope 45 degrees or trench \
box. Admin: \
SJP-04, locates on hand. |
| Grading near power line | Contact with overhead line | S | 4 | 2 | 8 | Engineering: goal posts. Admin: 7 m limit, \
dedicated spotter. |
| Long hours in cab | Whole-body vibration, back pain | H | 2 | 3 | 6 | Engineering: air-ride seat. Admin: break every \
two hours. |
| All machine work | Diesel noise, hearing loss | H | 3 | 3 | 9 | Engineering: closed cab. PPE: ear muffs outside cab. |
| Loading trucks | Struck by bucket or falling rock | S | 4 | 2 | 8 | Admin: driver stays in cab, horn signals. PPE: \
hard hat. |""",
    "Truck Driver": """
| Backing and dumping | Running over a ground worker | S | 4 | 3 | 12 | Engineering: camera and alarm. Admin: SWP-07, \
spotter. |
| Dumping on a slope | Tip-over with box raised | S | 4 | 2 | 8 | Admin: level ground only, tailgate checked, seat \
belt. |
| Night plowing | Fatigue | H | 3 | 3 | 9 | Admin: 12-hour limit, hourly radio check, second driver in storms. |
| Climbing to cab | Slip and fall from step | S | 2 | 3 | 6 | Engineering: grip plates. Admin: three-point contact. |
| Tarping sand | Silica dust in the air | H | 3 | 2 | 6 | Engineering: wetted load. PPE: half mask P100. |""",
    "General Labourer": """
| Cutting concrete pipe | Silica dust, lung disease | H | 4 | 3 | 12 | Engineering: wet cutting. PPE: half mask P100, \
fit \
tested. |
| Flagging | Struck by traffic | S | 4 | 3 | 12 | Engineering: cones and crash truck. Admin: traffic plan. PPE: Class \
3. |
| Pipe laying | Crushed fingers, swinging load | S | 3 | 3 | 9 | Admin: tag line, SJP-04. PPE: impact gloves. |
| Hand digging | Heat stress in July and August | H | 3 | 2 | 6 | Admin: water, shade, work-rest chart. |
| Clean-up | Lifting strain | H | 2 | 3 | 6 | Engineering: pallet jack. Admin: two-person lift over 23 kg. |""",
    "Heavy Equipment Technician": """
| Repair under raised box | Crushing when box drops | S | 4 | 2 | 8 | Engineering: box prop. Admin: SJP-09 lockout. |
| Welding | Fume, metal fever | H | 3 | 3 | 9 | Engineering: fume arm. PPE: welding hood with filter. |
| Welding | Fire in the shop | S | 3 | 2 | 6 | Admin: hot work permit, 30 minute fire watch. |
| Hydraulic work | Oil injected under the skin | S | 4 | 2 | 8 | Admin: bleed pressure, cardboard never hands. |
| Parts washing | Solvent on skin, dermatitis | H | 2 | 3 | 6 | Engineering: closed washer. PPE: nitrile gloves. |""",
    "Yard Supervisor": """
| Site walks | Struck by mobile equipment | S | 4 | 2 | 8 | Admin: radio before entering, eye contact. PPE: vest. |
| Driving between sites | Collision on winter roads | S | 4 | 2 | 8 | Engineering: winter tires. Admin: journey plan. |
| Directing crews | Angry member of the public, violence | S | 3 | 2 | 6 | Admin: withdraw and call police, plan \
HSE-P-03. |
| On-call weeks | Stress and poor sleep | H | 2 | 3 | 6 | Admin: one week in three, day off after night call. |""",
    "Office Administrator": """
| Keyboard work | Wrist and neck strain | H | 2 | 3 | 6 | Engineering: adjustable desk. Admin: micro-breaks. |
| Front counter | Threats from a visitor, violence | S | 3 | 1 | 3 | Engineering: locked inner door. Admin: panic \
button. |
| Filing | Trip over open drawer | S | 2 | 2 | 4 | Admin: one drawer at a time, good lighting. |
| Bank runs | Slip on ice | S | 2 | 3 | 6 | Admin: sanded walk. PPE: ice cleats. |""",
    "HSE Coordinator": """
| Inspections | Struck by mobile equipment | S | 4 | 2 | 8 | Admin: radio before entering. PPE: Class 2 vest, hard \
hat. |
| Investigations | Distress after a serious incident | H | 3 | 2 | 6 | Admin: debrief, assistance program. |
| Driving in winter | Collision | S | 4 | 2 | 8 | Engineering: winter tires. Admin: journey plan, check-in. |
| Air sampling | Noise and dust exposure | H | 2 | 2 | 4 | PPE: muffs and P100. Admin: SWP-18, stay upwind. |""",
    "President": """
| Site tours | Struck by mobile equipment | S | 4 | 1 | 4 | Admin: escorted, radio before entering. PPE: vest, hard \
hat. |
| Office work | Eye strain, sitting too long | H | 1 | 3 | 3 | Engineering: raised desk. Admin: walk every hour. |
| Driving | Collision on winter roads | S | 4 | 2 | 8 | Engineering: winter tires. Admin: journey plan. |""",
}

PEOPLE = {
    "Equipment Operator": ("FHA-01", "14 Feb 2022", "2026-02-17", "D. Fontaine, M. Zielinski, C. Wabasca"),
    "Truck Driver": ("FHA-02", "14 Feb 2022", "2026-02-17", "H. Dueck, S. Gauthier, G. Petryshyn"),
    "General Labourer": ("FHA-03", "21 Feb 2022", "2026-02-24", "J. Arcand, M. Lopes, C. Wabasca"),
    "Heavy Equipment Technician": ("FHA-04", "21 Feb 2022", "2026-02-24", "S. Ostrowski, R. Dhaliwal, C. Wabasca"),
    "Yard Supervisor": ("FHA-05", "7 Mar 2022", "2026-03-03", "C. Wabasca, G. Petryshyn, M. Thibodeau"),
    "Office Administrator": ("FHA-06", "7 Mar 2022", "2026-03-03", "J. Abbott, T. Moreau, M. Thibodeau"),
    "HSE Coordinator": ("FHA-07", "7 Mar 2022", "2026-03-03", "P. Nandakumar, M. Thibodeau"),
    "President": ("FHA-08", "7 Mar 2022", "2026-03-03", "D. Halvorsen, P. Nandakumar"),
}
SHOWN = {"2026-02-17": "17 Feb 2026", "2026-02-24": "24 Feb 2026", "2026-03-03": "3 Mar 2026"}
NEXT = {"2026-02-17": "Feb 2027", "2026-02-24": "Feb 2027", "2026-03-03": "Mar 2027"}


def assessment(position: str) -> Doc:
    """One position's formal hazard assessment."""
    number, prepared, revised, people = PEOPLE[position]
    body = FHA.format(
        position=position, number=number, prepared=prepared, revised=SHOWN[revised], people=people,
        rows=ROWS[position].strip(), lead="Priya Nandakumar, HSE Coordinator", supervisor=people.split(", ")[-1],
        next=NEXT[revised],
    )  # fmt: skip
    return Doc(
        "formal_hazard_assessment", f"Formal Hazard Assessment - {position}", body, "grid", When(revised, "revised"),
        "none", company=COMPANY,
    )  # fmt: skip


PROCEDURE_BODY = """
# Hazard Assessment Procedure
## 1. Purpose and scope
This procedure says how Kestrel Coulee finds, ranks and controls hazards. It covers formal hazard assessments for every
position and site-specific, field level hazard assessments (FLHA) for every job. It applies to all employees at Leduc
Yard, Blackfalds Yard and project sites.
## 2. Responsibilities
The HSE Coordinator leads formal assessments and keeps the job and task inventory. Managers and supervisors take part
and see that controls are in place. Workers from the position being assessed take part in every formal assessment. The
crew lead fills in the field level assessment with the crew.
## 3. Formal hazard assessment
1. List every position in the inventory and the tasks of each position.
2. For each task write down the safety hazards and the health hazards (physical, chemical, biological, psychological).
3. Rate severity and probability from 1 to 4 and multiply. A result of 8 or more is a high risk.
4. Choose controls in order: eliminate, engineering, administrative, personal protective equipment.
5. Write the date prepared or revised on the assessment and the names of those who took part.
6. Explain the result to the workers of the position at the next safety meeting.
## 4. Review of formal assessments
Every formal hazard assessment is reviewed once a year, in February or March. It is also reviewed when a new work
process or new equipment is introduced, when a task changes, before significant additions or alterations to a site, and
after an incident that the assessment did not foresee.
## 5. Field level hazard assessment
A field level hazard assessment is done before work starts at a site, each day, by the whole crew. It looks at what the
formal assessment cannot foresee: access, overhead lines, other trades, ground and weather. It is done again when
conditions change, when a new worker joins the crew, or when non-routine work is added. Each hazard gets a control that
the crew writes beside it. Everyone signs before starting and the supervisor reviews the card the same day.
## 6. Reporting new hazards
A worker who sees a hazard that is on neither assessment stops, tells the crew lead and fills in a hazard card. The
supervisor replies within two working days.
## 7. Training
People who lead formal assessments take the two-day hazard assessment and control course. Crews are shown how to do an
FLHA at orientation.
## 8. Records
Formal assessments are kept while the position exists and three years after. FLHA cards are kept three years.
| Revision | Date | Change |
| 2 | 9 November 2021 | Risk table changed to 4 x 4 |
| 3 | 1 December 2025 | Psychological hazards added; review triggers spelled out |
!space 6
% Approved: Marcel Thibodeau, Operations Manager | /s/ M. Thibodeau | 1 December 2025
"""

FILES = (
    FileSpec("02 Hazard Assessment/job inventory.xlsx", "xlsx",
        "nine positions and their tasks; one has no assessment", (
        Doc("job_task_inventory", "Job and Task Inventory", "", "grid", When("2026-01-20", "revised"), "none",
            company=COMPANY),
    ), sheets=(INVENTORY,)),
    FileSpec("02 Hazard Assessment/Formal HA 2026 (all).pdf", "pdf", "eight formal assessments in one digital file",
             tuple(assessment(position) for position in ROWS)),
    FileSpec("02 Hazard Assessment/HSE-PR-02 rev3.pdf", "pdf", "hazard assessment procedure, formal and field level", (
        Doc("element_procedure", "Hazard Assessment Procedure", PROCEDURE_BODY, "manual",
            When("2025-12-01", "revised"), "typed", company=COMPANY, head=("HSE-PR-02", "Rev. 3 - 1 December 2025")),
    )),
)  # fmt: skip
