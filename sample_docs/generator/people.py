"""New hires and crew meetings: orientation checklists, toolbox talks, safety meetings, a first aid record."""

from collections.abc import Sequence

from sample_docs.generator.fieldcards import done, pen
from sample_docs.generator.model import Doc, FileSpec, Scan, When
from sample_docs.generator.plan import BLACKFALDS, COMPANY, LEDUC

TOPICS = (
    "Health and safety policy and company rules", "Right to know, right to participate, right to refuse",
    "How to report hazards, injuries and near misses", "Emergency plan, alarms, muster point, first aiders",
    "Hazards of the job and their controls (formal assessment)", "FLHA: how the crew does it",
    "PPE issued and fitted", "WHMIS labels and data sheets", "Violence and harassment plan", "Tour of the yard",
)  # fmt: skip
ORIENTATION = """
@ Worker: {worker} | Position: {position}
@ Date of hire / first shift: {hired} | Orientation date: {date}
@ Yard: {yard} | Given by: {trainer}
!cols 5 1.6 5 1.6
| Topic | Done | Topic | Done |
{topics}
> I have been through every topic ticked above and I have had my questions answered.
% Worker | {worker_sign} | {date}
% Supervisor / trainer | {trainer_sign} | {trainer_date}
"""


def orientation(
    value: str, date: str, hired: str, worker: str, position: str, yard: str, trainer: str, *,
        countersigned: bool = True,
    hand: str = "kalam",
) -> Doc:  # fmt: skip
    """One new worker's checklist."""
    body = ORIENTATION.format(
        worker=pen(worker), position=pen(position), hired=pen(hired), date=pen(date), yard=pen(yard),
        trainer=pen(trainer), topics=topics("x"), worker_sign=f"{{sig {worker}}}",
        trainer_sign=f"{{sig {trainer}}}" if countersigned else "", trainer_date=pen(date) if countersigned else "",
    )  # fmt: skip
    return Doc(
        "orientation_checklist", "New Worker Orientation Checklist", body, "form", done(value), "drawn",
        site=LEDUC if yard == "Leduc" else BLACKFALDS, company=COMPANY, head=("Form HSE-F-40 rev 3", "Personnel file"),
        hand=hand,
    )  # fmt: skip


def topics(tick: str) -> str:
    """The topics in two columns."""
    cells = [cell for topic in TOPICS for cell in (topic, f"[{tick}] Yes")]
    return "\n".join("| " + " | ".join(cells[start : start + 4]) + " |" for start in range(0, len(cells), 4))


ORIENTATIONS = (
    orientation("2025-11-17", "17 Nov 2025", "17 Nov 2025", "Rory McEwan", "General Labourer", "Blackfalds",
                "Gord Petryshyn", hand="patrick"),
    orientation("2026-02-09", "9 Feb 2026", "9 Feb 2026", "Maya Lopes", "General Labourer", "Leduc", "Curtis Wabasca"),
    orientation("2026-03-30", "30 March 2026", "23 March 2026", "Devon Labelle", "General Labourer", "Blackfalds",
                "Gord Petryshyn", hand="patrick"),
    orientation("2026-04-13", "13 April 2026", "13 April 2026", "Tyler Cheechoo", "General Labourer", "Leduc",
                "Curtis Wabasca", countersigned=False, hand="indie"),
)  # fmt: skip
BLANK_ORIENTATION = Doc(
    "orientation_checklist", "New Worker Orientation Checklist", "# New Worker Orientation Checklist\n"
    "Kestrel Coulee Civil & Maintenance Ltd.     Form HSE-F-40 rev 3\n" + ORIENTATION.format(
        worker="____________", position="____________", hired="____________", date="____________", yard="__________",
        trainer="____________", topics=topics(" "), worker_sign="", trainer_sign="", trainer_date="",
    ).replace("| ____________\n", "|\n"), "form", blank=True, company=COMPANY,
)  # fmt: skip

TALK = """
@ Topic: {topic} | Date: {date}
@ Site: {site} | Given by: {leader} | Start: {start}
### Points we talked about
{points}
### Concerns or ideas from the crew
{ideas}
{crew}
% Presenter | {sign} | {date}
"""


def talk(
    value: str, date: str, topic: str, site: str, leader: str, points: Sequence[str], ideas: str, crew: Sequence[str],
    hand: str = "kalam",
) -> Doc:  # fmt: skip
    """One toolbox talk with the crew's signatures."""
    lines = ["!cols 0.4 2 2", "| No. | Name | Signature |"]
    lines += [f"| {number} | {pen(name)} | {{sig {name}}} |" for number, name in enumerate(crew, 1)]
    body = TALK.format(
        topic=pen(topic), date=pen(date), site=pen(site), leader=pen(leader), start=pen("6:50 am"),
        points="\n".join(f"- {pen(point)}" for point in points), ideas=pen(ideas), crew="\n".join(lines),
        sign=f"{{sig {leader}}}",
    )  # fmt: skip
    return Doc(
        "toolbox_talk", "Toolbox Talk", body, "form", done(value), "drawn",
        site=LEDUC if site.startswith("Leduc") else BLACKFALDS, company=COMPANY,
        head=("Form HSE-F-15", "Return to the office every Friday"), hand=hand,
    )  # fmt: skip


TALKS = (
    talk("2025-11-10", "10 Nov 2025", "Winter driving", "Leduc Yard", "Curtis Wabasca",
         ("Clear all glass and lights", "Double your following distance", "Radio check every hour at night"),
         "Need new wiper blades on TR-12", ("Hank Dueck", "Darcy Gladue", "Simone Gauthier")),
    talk("2026-03-09", "9 March 2026", "Spring runoff and soft ground", "Leduc Yard", "Curtis Wabasca",
         ("Test the ground before tracking on", "Stay back from ditch edges", "Check locates again"),
         "none", ("Dale Fontaine", "Brenda Okemow", "Jesse Arcand", "Colin Yakimets"), "patrick"),
    talk("2026-06-22", "22 June 2026", "Heat and hydration", "Leduc Yard", "Dale Fontaine",
         ("Drink every 20 minutes", "Know the signs of heat stroke", "Shade trailer is at lot 9"),
         "Ice machine please", ("Tyler Cheechoo", "Maya Lopes", "Nolan Reimer"), "indie"),
)  # fmt: skip
SOUTH_TALK = talk(
    "2026-08-31", "31 Aug 2026", "School zones and backing up", "Blackfalds Yard", "Gord Petryshyn",
    ("30 km/h, kids are back", "Spotter for every backing move", "Park so you can pull out"),
        "Mirror on TR-16 is loose",
    ("Lorne Vickers", "Glen Tkachuk", "Erin Mayhew"), "patrick",
)  # fmt: skip

MEETING = """
# SAFETY MEETING MINUTES
Kestrel Coulee Civil & Maintenance Ltd.

Date: {date}     Place: {place}     Chair: {chair}

Present: {present}

Sent regrets: {regrets}

## 1. Business from last meeting
{old}

## 2. New business
{new}

## 3. Actions
!cols 4 2 1.6 1.6
| Action | Owner | Due | Done |
{actions}

Meeting closed at {closed}. Next meeting: {following}.
"""


def meeting(value: str, **words: str) -> Doc:
    """Typed minutes of a crew safety meeting."""
    return Doc("safety_meeting", "Safety meeting minutes", MEETING.format(**words), "memo", When(value, "meeting"),
               "none", site=BLACKFALDS if "Blackfalds" in words["place"] else LEDUC, company=COMPANY)  # fmt: skip


MEETINGS = (
    meeting("2026-01-14", date="January 14, 2026", place="Leduc Yard lunchroom", chair="Curtis Wabasca",
            present="Marcel Thibodeau (Operations Manager), Priya Nandakumar (HSE Coordinator), Curtis Wabasca, Dale "
            "Fontaine, Hank Dueck, Jesse Arcand, Sam Ostrowski, Trevor Lindqvist and eleven others on the sign-in "
            "sheet.",
            regrets="Brenda Okemow", old="Wiper blades on TR-12 were changed. Gate light works again.",
            new="New health and safety policy, signed by Doreen on Monday, was read out. Marcel explained the "
            "budget for "
            "the trench box. Respectful-workplace talk given by Priya.",
            actions="| Order ice cleats, 20 pairs | Tessa Moreau | January 23 | January 21 |\n| Post new policy "
            "in both "
            "yards | Priya Nandakumar | January 16 | January 15 |", closed="7:40 am", following="April 15, 2026"),
    meeting("2026-04-15", date="April 15, 2026", place="Blackfalds Yard shop", chair="Gord Petryshyn",
            present="Marcel Thibodeau (Operations Manager), Gord Petryshyn, Neil Kowalchuk, Rhonda Steele, Wes "
            "Harkness, "
            "Tina Bearskin, Aaron Funk, Glen Tkachuk and four others.",
            regrets="Priya Nandakumar", old="Eyewash moved indoors. Racking bolts in row 2 replaced.",
            new="Near miss of March 12 with the falling tailgate was told by the crew. Formal assessments for "
            "operators, "
            "drivers and labourers have been revised; copies on the table. Summer hours start May 4.",
            actions="| Paint walkway lines | Aaron Funk | May 15 | May 12 |\n| Second tablet for inspections | Marcel "
            "Thibodeau | June 30 | |", closed="7:25 am", following="July 22, 2026"),
    meeting("2026-07-22", date="July 22, 2026", place="Leduc Yard lunchroom", chair="Curtis Wabasca",
            present="Doreen Halvorsen (President), Priya Nandakumar (HSE Coordinator), Curtis Wabasca, Sam Ostrowski, "
            "Dale Fontaine, Maya Lopes, Simone Gauthier, Ravi Dhaliwal and nine others on the sign-in sheet.",
            regrets="Marcel Thibodeau", old="Walkway lines painted. Tablet is on order.",
            new="Doreen thanked the night crew and went through what came out of the backing contact in May. Heat "
            "plan for "
            "August. Crew asked for a shade canopy at lot 14.",
            actions="| Shade canopy | Curtis Wabasca | July 31 | July 29 |\n| Repair ice machine | Sam Ostrowski "
            "| July "
            "24 | July 23 |", closed="7:45 am", following="October 21, 2026"),
)  # fmt: skip

TREATMENT = Doc("first_aid_record", "First Aid Record", f"""
@ Name of worker: {pen("Colin Yakimets")} | Date and time: {pen("7 July 2026, 10:20 am")}
@ Where it happened: {pen("Lot 14, pipe stack")} | Reported to: {pen("Curtis Wabasca")}
### Injury or illness
{pen("Cut on left palm, about 2 cm, from strap edge")}
### First aid given
{pen("Washed, pressure, butterfly closures and dressing. Advised to see clinic if it opens.")}
@ First aider: {pen("Tina Bearskin")} | Returned to work: {pen("Yes")} | Sent to medical care: {pen("No")}
> Confidential. Keep three years. Only the HSE Coordinator and the worker may see this record.
% First aider | {{sig Tina Bearskin}} | ~7 July 2026~
% Worker | {{sig Colin Yakimets}} | ~7 July 2026~
""", "form", done("2026-07-07"), "drawn", site=LEDUC, company=COMPANY, restricted=True,
    head=("Form HSE-F-50", "Locked cabinet"), hand="patrick")  # fmt: skip

FILES = (
    FileSpec("05 Training/Orientations/new hires 25-26.pdf", "scan",
             "four handwritten orientations: one a week late, one not signed by the trainer", ORIENTATIONS,
             Scan(200, "handwritten", quality=45)),
    FileSpec("05 Training/Orientations/HSE-F-40 orientation form.docx", "docx", "the empty orientation form, Word",
             (BLANK_ORIENTATION,)),
    FileSpec("Toolbox/scan_20260702_0001.pdf", "scan", "three handwritten toolbox talks", TALKS,
             Scan(200, "handwritten", 0.4, codec="g4")),
    FileSpec("Toolbox/Safety meetings 2026.pdf", "pdf", "three typed crew meetings with managers present", MEETINGS),
    FileSpec("09 Incidents/confidential/first aid july.pdf", "scan", "a named worker's treatment: restricted",
             (TREATMENT,), Scan(200, "handwritten", quality=45)),
)  # fmt: skip
