"""What the 68 documentation questions of ab-aasp must find in this dump, by hand from the plan, with the reason."""

from dataclasses import dataclass

from sample_docs.generator.plan import BLACKFALDS, LEDUC


@dataclass(frozen=True)
class AtSite:
    """The count at one yard."""

    name: str
    located: int
    expected: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """One question: its status and, where something is counted, how much."""

    id: str
    status: str
    why: str
    located: int | None = None
    expected: int | None = None
    missing: tuple[str, ...] | None = None
    sites: tuple[AtSite, ...] = ()


def found(question: str, why: str) -> Expected:
    """All that is asked is there."""
    return Expected(question, "candidate", why)


def absent(question: str, why: str) -> Expected:
    """Nothing of the kind is in the dump."""
    return Expected(question, "not_located", why)


MONTHS = (
    "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07",
    "2026-08", "2026-09",
)  # fmt: skip


def all_but(*present: str) -> tuple[str, ...]:
    """The months of the window that are not among these."""
    return tuple(month for month in MONTHS if month not in present)


LEDUC_CARDS = ("2025-11", "2026-01", "2026-03", "2026-05", "2026-06", "2026-08", "2026-09")
SOUTH_CARDS = ("2025-12", "2026-06", "2026-07", "2026-09")

# The backbone requirement behind each question, from the merged table of the Alberta instruments.
REQUIREMENT = {
    "1.1": "M1", "1.5": "M5", "1.12": "M12", "2.1": "H1", "2.2": "H2", "2.3": "H3", "2.4": "H4", "2.8": "H8",
    "2.9": "H9", "2.11": "H11", "2.12": "H12", "2.13": "H13", "3.1": "C1", "3.3": "C3", "3.8": "C8", "3.9": "C9",
    "3.10": "C10", "3.11": "C12", "3.12": "C12", "3.14": "C14", "3.15": "C14", "3.17": "C16", "4.1": "J1",
    "4.2": "J2", "4.3": "J3", "4.4": "J4", "4.5": "J5", "4.6": "J6", "4.9": "J9", "4.12": "J12", "4.13": "J13",
    "4.14": "J14", "5.1": "T1", "5.2": "T2", "5.4": "T4", "5.5": "T5", "5.7": "T7", "5.8": "T8", "5.9": "T9",
    "6.1": "O1", "6.2": "O2", "6.3": "O3", "6.4": "O4", "6.7": "O7", "6.8": "O8", "7.1": "I1", "7.2": "I2",
    "7.3": "I3", "7.4": "I4", "7.5": "I5", "8.1": "E1", "8.2": "E2", "8.5": "E5", "8.6": "E6", "8.7": "E7",
    "8.8": "E8", "9.1": "N1", "9.4": "N4", "9.5": "N5", "9.6": "N6", "9.9": "N9", "9.10": "N10", "9.11": "N11",
    "9.12": "N12", "10.3": "P2", "10.5": "P3", "10.7": "P5", "10.8": "P6",
}  # fmt: skip

QUESTIONS = (
    found("1.1", "policy of January 2026 signed in ink by the President of the organization chart"),
    found("1.5", "responsibilities for President, managers, supervisors, workers and contractors"),
    Expected("1.12", "candidate", "the Operations Manager or President attended a meeting in every quarter", 4, 4, ()),
    found("2.1", "inventory of nine positions"),
    found("2.2", "tasks listed beside every position"),
    Expected("2.3", "partial", "eight of nine positions have an assessment with safety and health hazards", 8, 9,
             ("Operations Manager",)),
    Expected("2.4", "candidate", "all eight assessments carry severity, probability and risk", 8, 8, ()),
    absent("2.8", "nobody who leads assessments has a course in it; last year's audit says so too"),
    found("2.9", "procedure: every year, and five triggers"),
    found("2.11", "same procedure: before work starts, again when conditions change"),
    Expected("2.12", "partial", "cards in nine of twelve months, no more with the app; one undated, one 03/04/2026", 9,
             12, all_but(*LEDUC_CARDS, *SOUTH_CARDS), (
                 AtSite(LEDUC, 7, 12, all_but(*LEDUC_CARDS)), AtSite(BLACKFALDS, 4, 12, all_but(*SOUTH_CARDS)),
             )),
    Expected("2.13", "partial", "the Leduc card of 16 June 2026 has hazards without a control"),
    Expected("3.1", "candidate", "every hazard of the eight assessments has a control", 8, 8, ()),
    Expected("3.3", "partial", "the practices and procedures that the assessments name are there, but for SWP-18",
             missing=("SWP-18",)),
    found("3.8", "program covers equipment, vehicles, tools and facilities"),
    found("3.9", "service log to September 2026, work order 1188, yearly services of forklift and hoist"),
    found("3.10", "TR-14: check sheet, red tag, lock-out, work order, back in service"),
    found("3.11", "combined plan, violence side: commitment, investigation, confidentiality"),
    found("3.12", "combined plan, violence side: measures, information, reporting, consultation"),
    found("3.14", "combined plan, harassment side: commitment, investigation, confidentiality"),
    found("3.15", "combined plan, harassment side: measures, information, reporting, consultation"),
    found("3.17", "revision 4 of 20 April 2026 is younger than three years"),
    found("4.1", "terms of reference in the binder: members, co-chairs, meetings, quorum, disputes"),
    Expected("4.2", "not_applicable", "41 people: a committee, not a representative"),
    found("4.3", "both co-chairs, employer and worker members in terms and minutes"),
    Expected("4.4", "not_applicable", "41 people: a committee, not a representative"),
    found("4.5", "duties of the committee in the terms"),
    Expected("4.6", "partial", "the worker co-chair has the course, the employer co-chair has not", 1, 2,
             ("Marcel Thibodeau",)),
    found("4.9", "terms, section 7: how a concern is handled"),
    Expected("4.12", "partial", "concern 26-04 is open since June"),
    Expected("4.13", "partial", "the terms ask for one a quarter; the spring meeting was not held", 3, 4, ("2026-Q2",)),
    Expected("4.14", "partial", "inspections were read before the November and August meetings only", 2, 4,
             ("2026-Q1", "2026-Q2")),
    found("5.1", "procedure: proof of qualification before hire; matrix with tickets and expiry"),
    Expected("5.2", "partial", "of five hired in the window one was oriented a week late, one form is not signed by "
             "the trainer, one has none", 2, 5, ("Cody Marchuk", "Devon Labelle", "Tyler Cheechoo")),
    absent("5.4", "no supervisor or manager has a course for the role"),
    found("5.5", "trench course sign-in, matrix, certificates"),
    found("5.7", "procedure covers new and reassigned workers and how they are assessed"),
    Expected("5.8", "partial", "three evaluations; the date of one cannot be read", 2, 3),
    Expected("5.9", "partial", "Anil Saini's first aid ticket expired on 31 May 2026; Lorne Vickers' for dangerous "
             "goods is older than such tickets are good for"),
    Expected("6.1", "partial", "gate sheet and rules for visitors and contractors, but no written process"),
    found("6.2", "prequalifications with selection criteria, points and clearance letters"),
    Expected("6.3", "out_of_period", "the only monitoring sheet is of June 2025"),
    found("6.4", "contractor and visitor orientation of 11 May 2026"),
    found("6.7", "the gate sheet says that rules, hazards and numbers are given out and stay available"),
    absent("6.8", "nothing written on contractors who do not follow the rules; last year's audit says so too"),
    found("7.1", "procedure: monthly, areas, who inspects from each level"),
    found("7.2", "empty checklist HSE-F-20 and filled ones"),
    Expected("7.3", "partial", "of the two supervisors who lead inspections one has the course", 1, 2,
             ("Gord Petryshyn",)),
    Expected("7.4", "partial", "monthly by the procedure; nobody inspected in July, that sheet is another firm's",
             11, 12, ("2026-07",), (
                 AtSite(LEDUC, 10, 12, ("2026-02", "2026-07")), AtSite(BLACKFALDS, 10, 12, ("2026-05", "2026-07")),
             )),
    Expected("7.5", "partial", "the Leduc sheet of 17 December 2025 has a finding without owner and date"),
    Expected("8.1", "candidate", "a plan for each yard", 2, 2, (), (
        AtSite(LEDUC, 1, 1, ()), AtSite(BLACKFALDS, 1, 1, ()),
    )),
    found("8.2", "the Leduc plan holds all ten items"),
    Expected("8.5", "unreadable_source", "the drill records are locked with a password"),
    Expected("8.6", "unreadable_source", "what the drills showed stands in the locked file"),
    absent("8.7", "no real emergency is recorded in the window; N/A may be claimed"),
    found("8.8", "five valid certificates of the crew, both yards, and one of a stranger"),
    found("9.1", "procedure names incidents, near misses, illness and refusals"),
    found("9.4", "near miss cards of 2026: two on paper, one filled in on a screen, one at the bottom of two mails"),
    found("9.5", "procedure: who investigates, causes, corrective action"),
    absent("9.6", "no lead investigator has a course; last year's audit says so too"),
    Expected("9.9", "candidate", "both investigations name a root cause and actions", 2, 2, ()),
    Expected("9.10", "partial", "action C-26-03 was due in June 2026 and never closed"),
    Expected("9.11", "candidate", "both investigations finished within eight days", 2, 2, ()),
    Expected("9.12", "partial", "one of two investigations is signed by a manager who reviewed it", 1, 2),
    Expected("10.3", "out_of_period", "the last analysis is of 2024, dated February 2025"),
    found("10.5", "audit report of 14 November 2025"),
    Expected("10.7", "partial", "action plan of December 2025 takes up eight of nine recommendations",
             missing=("emergency exercise",)),
    Expected("10.8", "partial", "five of eight items of the plan have no completion date"),
)  # fmt: skip
