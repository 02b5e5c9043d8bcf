"""Who was trained in what: the matrix (one ticket has run out), an older print of it, certificates, evaluations.

Left out on purpose: any course in leading hazard assessments, in supervising, or in investigating; co-chair training of
the employer side; inspection training of the Blackfalds supervisor. On purpose as well: a ticket that is too old by its
kind though nothing is printed on it, one of somebody nobody knows, an evaluation behind one certificate and none behind
another, a procedure that cites the Code of 2009, a new worker without an orientation.
"""

from sample_docs.generator.fieldcards import done, pen
from sample_docs.generator.model import Doc, FileSpec, Scan, Sheet, When
from sample_docs.generator.plan import BLACKFALDS, COMPANY, LEDUC, ROSTER

SOUTH = {
    "Gord Petryshyn", "Neil Kowalchuk", "Wes Harkness", "Leon Cardinal", "Shane Pruden", "Rhonda Steele",
        "Cody Marchuk",
    "Lorne Vickers", "Glen Tkachuk", "Erin Mayhew", "Chris Ogunleye", "Aaron Funk", "Tina Bearskin", "Rory McEwan",
    "Devon Labelle",
}  # fmt: skip
FIRST_AID = {
    "Curtis Wabasca": "2028-03-06", "Gord Petryshyn": "2027-11-13", "Tina Bearskin": "2028-03-06",
    "Aaron Funk": "2027-05-21", "Anil Saini": "2026-05-31", "Jolene Abbott": "2028-03-06",
        "Sam Ostrowski": "2027-11-13",
}  # fmt: skip
GROUND = {"Equipment Operator": "2027-02-12", "Yard Supervisor": "2027-02-12"}
FIT = {"Trevor Lindqvist": "2027-04-22", "Brett Sandhu": "2027-04-22", "Jesse Arcand": "2027-04-22"}


def matrix_rows() -> tuple[tuple[str | float | None, ...], ...]:
    """One row a person: what they hold and when it runs out."""
    rows = []
    for index, (name, position) in enumerate(ROSTER):
        oriented = f"20{14 + index % 11}-{1 + index % 9:02d}-{3 + index % 24:02d}"
        oriented = ORIENTED.get(name, oriented)
        rows.append((
            name, position, "Blackfalds" if name in SOUTH else "Leduc", HIRED.get(name, oriented),
            None if name in NOT_ORIENTED else oriented, f"2026-01-{12 + index % 3}",
            FIRST_AID.get(name), GROUND.get(position), FIT.get(name),
            "2025-11-27" if name == "Curtis Wabasca" else None,
        ))  # fmt: skip
    return tuple(rows)


ORIENTED = {
    "Devon Labelle": "2026-03-30", "Tyler Cheechoo": "2026-04-13", "Maya Lopes": "2026-02-09",
    "Rory McEwan": "2025-11-17",
}  # fmt: skip
# First shifts of the year; nobody has an orientation of Cody Marchuk, and Devon Labelle had his a week late.
HIRED = {**ORIENTED, "Devon Labelle": "2026-03-23", "Cody Marchuk": "2026-06-01"}
NOT_ORIENTED = ("Cody Marchuk",)
MATRIX = Sheet(
    "Matrix", (("Training Matrix",), (COMPANY,), ("As of:", "2026-09-28"), ()),
    ("Name", "Position", "Yard", "Hire date", "Orientation", "WHMIS", "First aid expires", "Ground disturbance expires",
     "Fit test expires", "Workplace inspection course"),
    matrix_rows(), (20, 26, 11, 12, 12, 12, 16, 18, 15, 18),
)  # fmt: skip

PRINTED = Doc("training_matrix", "Training matrix - Leduc crews", """
# Training matrix - Leduc crews
Printed March 2, 2026
!cols 2 2.2 1.4 1.4 1.6 1.6
| Name | Position | Orientation | WHMIS | First aid expires | Ground dist. expires |
| Dale Fontaine | Equipment Operator | 2017-04-10 | 2026-01-12 | | 2027-02-12 |
| Brenda Okemow | Equipment Operator | 2018-05-11 | 2026-01-13 | | 2027-02-12 |
| Trevor Lindqvist | Equipment Operator | 2019-06-12 | 2026-01-14 | | 2027-02-12 |
| Anil Saini | Equipment Operator | 2020-07-13 | 2026-01-12 | 2026-05-31 | 2027-02-12 |
| Kyle Bouchard | Equipment Operator | 2022-09-15 | 2026-01-14 | | 2027-02-12 |
| Hank Dueck | Truck Driver | 2016-05-22 | 2026-01-12 | | |
| Paulo Teixeira | Truck Driver | 2017-06-23 | 2026-01-13 | | |
| Darcy Gladue | Truck Driver | 2018-07-24 | 2026-01-14 | | |
| Jesse Arcand | General Labourer | 2022-02-06 | 2026-01-12 | | |
| Nolan Reimer | General Labourer | 2023-03-07 | 2026-01-13 | | |
| Brett Sandhu | General Labourer | 2014-06-10 | 2026-01-13 | | |
| Sam Ostrowski | Heavy Equipment Tech. | 2021-08-10 | 2026-01-13 | 2027-11-13 | |
""", "legal", When("2026-03-02", "printed"), "none", site=LEDUC, company=COMPANY)  # fmt: skip


def first_aid(name: str, issued: str, value: str, expires: str, number: str) -> Doc:
    """One first aid certificate of the course provider."""
    return Doc("first_aid_certificate", "Intermediate First Aid", f"""
# Certificate
^ This certifies that

^ **{name}**

^ has completed the course

^ **Intermediate First Aid with CPR Level C and AED**

^ and met the requirements of the Alberta OHS first aid standard (14 hours).

!cols 1 1 1 nohead plain
| Issued: {issued} | Expires: {expires} | Certificate no. {number} |
!space 10
% Instructor | {{sig Lena Vandermeer}} |
""", "certificate", When(value, "issued"), "drawn", company=None, head=("Parkland Rescue Training",))  # fmt: skip


CERTIFICATES = (
    first_aid("Curtis Wabasca", "March 6, 2025", "2025-03-06", "March 6, 2028", "PR-25-0417"),
    first_aid("Tina Bearskin", "March 6, 2025", "2025-03-06", "March 6, 2028", "PR-25-0422"),
    first_aid("Gord Petryshyn", "November 13, 2024", "2024-11-13", "November 13, 2027", "PR-24-1980"),
    first_aid("Aaron Funk", "May 21, 2024", "2024-05-21", "May 21, 2027", "PR-24-0877"),
)
SKID_STEER = Doc("training_certificate", "Skid Steer Operator", """
# Certificate of Completion
^ awarded to

^ **Tyler Cheechoo**

^ for completing the course

^ **Skid Steer Loader Operator**

^ theory and practice, eight hours, Leduc

!cols 1 1 1 nohead plain
| Issued: April 17, 2026 | Expires: April 17, 2029 | Certificate no. CA-26-114 |
!space 10
% Trainer | {sig Owen Strand} |
""", "certificate", When("2026-04-17", "issued"), "drawn", head=("Central Alberta Safety Institute",))  # fmt: skip


def dangerous_goods(name: str, issued: str, value: str, number: str) -> Doc:
    """A ticket for dangerous goods; how long it is good for is not printed on it."""
    return Doc("training_certificate", "Transportation of Dangerous Goods", f"""
# Certificate of Training
^ This certifies that

^ **{name}**

^ has been trained in the

^ **Transportation of Dangerous Goods by Road (TDG)**

!cols 1 1 nohead plain
| Issued: {issued} | Certificate no. {number} |
!space 10
% Trainer | {{sig Owen Strand}} |
""", "certificate", When(value, "issued"), "drawn", head=("Central Alberta Safety Institute",))  # fmt: skip


TOO_OLD = dangerous_goods("Lorne Vickers", "April 12, 2022", "2022-04-12", "CA-22-305")
GOODS = dangerous_goods("Hank Dueck", "February 11, 2025", "2025-02-11", "CA-25-038")
STRANGER = first_aid("Warren Biggs", "October 8, 2024", "2024-10-08", "October 8, 2027", "PR-24-1702")
COCHAIR = Doc("training_certificate", "Committee training", """
# Certificate of Completion
^ awarded to

^ **Marta Zielinski**

^ for completing the one-day course

^ **Health and Safety Committee Training for Co-chairs**

^ held in Red Deer on January 29, 2026

^ Inspections, meetings, work refusals and writing recommendations

!space 14
% Course leader | {sig Owen Strand} | January 29, 2026
""", "certificate", When("2026-01-29", "issued"), "drawn", head=("Central Alberta Safety Institute",))  # fmt: skip
INSPECTING = Doc("training_certificate", "Workplace inspection course", """
# Certificate of Attendance
^ Curtis Wabasca

^ attended the course **Workplace Inspections that Find Things** (7 hours)

^ Leduc, November 27, 2025

^ Topics: planning an inspection, talking with workers, writing up deficiencies, following up

!space 14
% Trainer | {sig Owen Strand} | November 27, 2025
""", "certificate", When("2025-11-27", "issued"), "drawn", head=("Central Alberta Safety Institute",))  # fmt: skip

SIGN_IN = Doc("training_signin", "Training sign-in sheet", f"""
@ Course: {pen("Trench safety and trench box set-up")} | Date: {pen("6 May 2026")}
@ Trainer: {pen("Marcel Thibodeau")} | Length: {pen("3 hours")} | Place: {pen("Leduc Yard")}
### What was covered
{pen("Soil types, slopes, box tabs, locates, rescue. Set up the 8 ft box in the test pit, each one did it once.")}
!cols 0.4 2 2 1.2
| No. | Name (print) | Signature | Quiz mark |
""" + "\n".join(
    f"| {number} | {pen(name)} | {{sig {name}}} | {pen(mark)} |" for number, (name, mark) in enumerate((
        ("Dale Fontaine", "9/10"), ("Anil Saini", "8/10"), ("Jesse Arcand", "10/10"), ("Tyler Cheechoo", "8/10"),
        ("Maya Lopes", "9/10"), ("Nolan Reimer", "7/10"),
    ), 1)
) + """
% Trainer | {sig Marcel Thibodeau} | ~6 May 2026~
""", "form", done("2026-05-06"), "drawn", site=LEDUC, company=COMPANY, head=("Form HSE-F-42", "File: training"),
    hand="kalam")  # fmt: skip

COMPETENCY = Doc("element_procedure", "Qualification and Competency Procedure", """
# Qualification and Competency Procedure
## Purpose
Nobody at Kestrel Coulee runs a machine, drives a truck or does a task with a safe job procedure before we know that
they are qualified and have seen that they are competent. Competent means what the Occupational Health and Safety Code
2009 says it means.
## Before hire
The Office Administrator asks every applicant for proof of qualification: driver's licence and abstract for drivers,
journeyman certificate for technicians, and any tickets the job calls for. Copies are checked with the issuer, entered
in the training matrix with their expiry dates and kept in the personnel file. An applicant without the required
tickets may be hired only for work that does not need them.
## Competency assessment of new and reassigned workers
1. A new worker, and a worker who is reassigned to a new task or machine, works under the direct supervision of a
competent person until assessed.
2. The Yard Supervisor picks an assessor who has done the task for at least two years.
3. The assessor watches the worker do the whole task at least twice, using form HSE-F-45, and asks the questions on the
back: hazards, controls, what to do when something goes wrong.
4. Each skill is marked competent or not yet. "Not yet" means more practice and a second assessment.
5. Worker and assessor sign and date the form. The supervisor updates the matrix.
## Refresher
Operators and drivers are assessed again every three years, after an incident on the machine, and after six months away.
Tickets that expire are renewed in the month before; a worker whose ticket has expired does not do that task.
## Records
Forms are kept with the training matrix for as long as the person works here and three years after.
!cols 1 2 4
| Rev. | Date | Change |
| 1 | June 10, 2022 | First issue |
| 2 | October 27, 2025 | Assessment after reassignment added |
% Approved: Marcel Thibodeau, Operations Manager | /s/ Marcel Thibodeau | October 27, 2025
""", "manual", When("2025-10-27", "revised"), "typed", company=COMPANY,
    head=("HSE-PR-07", "Rev. 2 - October 27, 2025"))  # fmt: skip

EVALUATION = """
@ Worker: {worker} | Task or machine: {task} | Date: {date}
@ Assessor: {assessor} | Yard: {yard}
!cols 4 2.4 3.6
| Skill watched | Result | Note |
| Walk-around check and paperwork | [x] Competent [ ] Not yet | {note0} |
| Start-up, controls, emergency stop | [x] Competent [ ] Not yet | |
| Operates smoothly, keeps people in sight | [{a}] Competent [{b}] Not yet | {note1} |
| Hand signals and radio | [x] Competent [ ] Not yet | |
| Parks, lowers, shuts down, locks | [x] Competent [ ] Not yet | {note2} |
@ Questions answered: {answered} | Overall: {overall}
% Worker | {{sig {worker_name}}} | {date}
% Assessor | {{sig {assessor_name}}} | {date}
"""


def evaluation(when: When, date: str, worker: str, task: str, assessor: str, yard: str, hand: str = "kalam") -> Doc:
    """One practical evaluation."""
    body = EVALUATION.format(
        worker=pen(worker), task=pen(task), date=date if date.startswith("{") else pen(date), assessor=pen(assessor),
        yard=pen(yard), note0=pen("found low tire"), note1=pen("good eye contact"), note2=pen("blade down, brake on"),
        a="x", b=" ", answered=pen("8 of 8"), overall=pen("Competent"), worker_name=worker, assessor_name=assessor,
    )  # fmt: skip
    return Doc(
        "competency_assessment", "Competency Assessment", body, "form", when, "drawn",
        site=LEDUC if yard == "Leduc" else BLACKFALDS, company=COMPANY, head=("Form HSE-F-45", "File: training"),
        hand=hand,
    )  # fmt: skip


EVALUATIONS = (
    evaluation(done("2026-04-21"), "21 April 2026", "Tyler Cheechoo", "Skid steer SK-03", "Dale Fontaine", "Leduc"),
    evaluation(When(None, "performed", "illegible"), "{scrawl eval-2}", "Rory McEwan", "Plate compactor",
               "Rhonda Steele", "Blackfalds", "indie"),
    evaluation(done("2026-06-10"), "10 June 2026", "Maya Lopes", "Cut-off saw, wet cutting", "Trevor Lindqvist",
               "Leduc", "patrick"),
)  # fmt: skip

FILES = (
    FileSpec("05 Training/Training matrix Sept 2026.xlsx", "xlsx",
        "41 people by course; one first aid ticket has expired", (
        Doc("training_matrix", "Training Matrix", "", "grid", When("2026-09-28", "printed"), "none", company=COMPANY),
    ), sheets=(MATRIX,)),
    FileSpec("05 Training/matrix on the wall.pdf", "scan",
        "an older print of the matrix, scanned: a table to recognise",
             (PRINTED,), Scan(300, "table", quality=42, measure="f1")),
    FileSpec("05 Training/First aid tickets.pdf", "pdf", "four valid first aid certificates, one a page", CERTIFICATES),
    FileSpec("05 Training/other tickets.pdf", "pdf",
             "a loader ticket with an evaluation behind it, one too old by its kind, one not, one of a stranger",
             (SKID_STEER, TOO_OLD, GOODS, STRANGER)),
    FileSpec("05 Training/scan0021.pdf", "scan", "co-chair and inspection course certificates", (COCHAIR, INSPECTING),
             Scan(200, "clean", 0.2, quality=45)),
    FileSpec("05 Training/trench course sign in.pdf", "scan", "handwritten attendance of a course", (SIGN_IN,),
             Scan(300, "handwritten", quality=40)),
    FileSpec("05 Training/HSE-PR-07 competency.pdf", "pdf", "how qualification and competency are checked",
        (COMPETENCY,)),
    FileSpec("05 Training/competency evals.pdf", "scan", "three handwritten evaluations, one with a scribbled date",
             EVALUATIONS, Scan(200, "handwritten", 0.3, quality=45)),
    FileSpec("Copies for auditor/Copy of Training matrix Sept 2026.xlsx", "copy", "exact duplicate of the matrix",
             state="duplicate", same_as="05 Training/Training matrix Sept 2026.xlsx"),
)  # fmt: skip
