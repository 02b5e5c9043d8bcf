"""What was planted for the checks across documents, and beside it the clean case that no check may name."""

from dataclasses import dataclass

from sample_docs.generator.evidence import (
    ACTIONS,
    AUDIT,
    AUDIT_PLAN,
    AUGUST,
    CARDS,
    CHART,
    COMPETENCY_PROCEDURE,
    CONCERNS,
    EMPTY_SHEETS,
    FORKLIFT,
    FORMAL,
    INSPECTED,
    INSPECTION_PROCEDURE,
    MATRIX,
    OLD_POLICY,
    ORIENTATIONS,
    POLICY,
    PPE_POLICY,
    SEPTEMBER,
    STRANGER,
    TOO_OLD,
)


@dataclass(frozen=True)
class Planted:
    """One thing that a check must find.

    Args:
        kind: The check's name in the report.
        questions: Where it must be told: in each of them.
        about: Words that its message holds, letter case aside.
        cites: Files (or file and first page) that it must cite, all of them.
    """

    kind: str
    questions: tuple[str, ...]
    about: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Clean:
    """Something that is in order and that no check of the kind may name."""

    kind: str
    about: str
    why: str


def late(*what: str) -> tuple[Planted, ...]:
    """Items of the audit's action plan whose day has passed without one done."""
    return tuple(Planted("action_not_closed", ("10.8",), about, AUDIT_PLAN) for about in what)


PLANTED = (
    Planted("signer_not_top_manager", ("1.1",), "Walter Halvorsen", (*OLD_POLICY, *CHART)),
    Planted("superseded_version", ("1.1", "1.5"), "2023-02-06", (*OLD_POLICY, POLICY[0])),
    Planted("unsigned_directive", ("1.5",), "element policy", PPE_POLICY),
    Planted("holder_not_on_roster", ("5.5", "5.9", "8.8"), "Warren Biggs", (*STRANGER, *MATRIX)),
    Planted("ticket_expired", ("5.9", "8.8"), "Anil Saini", MATRIX),
    Planted("ticket_expired", ("5.9",), "Lorne Vickers", (TOO_OLD,)),
    Planted("orientation_after_first_duty", ("5.2",), "Devon Labelle", (f"{ORIENTATIONS[0]}#3",)),
    Planted("certificate_without_competency", ("5.8",), "Neil Kowalchuk", FORKLIFT),
    Planted("inspection_before_meeting", ("4.14",), "2026-09-10", (SEPTEMBER,)),
    Planted("finding_incomplete", ("7.5",), "Bench grinder guard", (f"{INSPECTED}Leduc Oct-Jan.pdf#3",)),
    Planted("action_not_closed", ("7.5",), "Bench grinder guard", (f"{INSPECTED}Leduc Oct-Jan.pdf#3",)),
    Planted("action_not_closed", ("7.5", "9.10"), "Pave a walkway", ACTIONS),
    Planted("action_not_closed", ("4.12",), "soil test", CONCERNS),
    Planted("action_not_closed", ("4.12",), "Crane pad at lot 14", (AUGUST,)),
    *late("Formal assessment for the missing position", "Courses for leads", "Committee course for both co-chairs",
          "Write down what follows", "Study the year's figures"),
    Planted("closure_before_opening", ("7.5", "9.10"), "Charge the radios", ACTIONS),
    Planted("recommendation_not_planned", ("10.7",), "emergency exercise", (*AUDIT, *AUDIT_PLAN)),
    Planted("control_not_located", ("3.3",), "SWP-18", (f"{FORMAL[0]}#7",)),
    Planted("blank_form", ("7.4", "7.5"), "blank form", EMPTY_SHEETS),
    Planted("blank_form", ("2.12", "2.13"), "blank form", (f"{CARDS}HSE-F-11 FLHA form.pdf",)),
    Planted("blank_form", ("5.2",), "blank form", ("05 Training/Orientations/HSE-F-40 orientation form.docx",)),
    Planted("blank_form", ("8.5", "8.6"), "blank form", ("Scans/HSE forms manual.pdf#2",)),
    Planted("blank_form", ("6.3",), "blank form", ("Scans/HSE forms manual.pdf#3",)),
    Planted("blank_form", ("5.8",), "blank form", ("Scans/HSE forms manual.pdf#4",)),
    Planted("cadence_contradiction", ("7.4",), "bimonthly", (*INSPECTION_PROCEDURE, SEPTEMBER)),
    Planted("legislation_superseded", ("5.1", "5.7"), "OHS Code 2009", COMPETENCY_PROCEDURE),
)  # fmt: skip

CLEAN = (
    Clean("signer_not_top_manager", "signed by Doreen", "the policy in force is signed by the President of the chart"),
    Clean("superseded_version", "2026-01-12 is superseded", "nothing is newer than the policy of January 2026"),
    Clean("unsigned_directive", "hs policy", "the policy in force is signed"),
    Clean("holder_not_on_roster", "Curtis Wabasca", "on the matrix"),
    Clean("holder_not_on_roster", "Marta Zielinski", "on the matrix"),
    Clean("ticket_expired", "Curtis Wabasca", "his printed expiry is in 2028"),
    Clean("ticket_expired", "Hank Dueck", "younger than such tickets are good for"),
    Clean("orientation_after_first_duty", "Maya Lopes", "oriented on the first day"),
    Clean("certificate_without_competency", "Tyler Cheechoo", "evaluated on the machine"),
    Clean("inspection_before_meeting", "meeting of 2026-08-26", "both yards were inspected in August"),
    Clean("finding_incomplete", "Visitor without vest", "owner and same day stand there"),
    Clean("action_not_closed", "upright bent", "done on October 9"),
    Clean("action_not_closed", "Gate light", "closed in November"),
    Clean("closure_before_opening", "Fork spacing", "closed a week after it was opened"),
    Clean("recommendation_not_planned", "President sign", "first item of the plan"),
    Clean("control_not_located", "SJP-4", "the trench box procedure is there"),
    Clean("control_not_located", "SJP-9", "the lockout procedure is there"),
    Clean("cadence_contradiction", "in another", "no two directives differ"),
    Clean("legislation_superseded", "SA 2020", "the Act in force"),
)  # fmt: skip
