"""Which papers of the dump speak to which question, by hand from the plan: what must be offered and what may be.

A selector is a file, or a file and the first page of one of its documents ("Green binder.pdf#14"). What is in neither
list is a wrong document for that question.
"""

from collections.abc import Mapping

Papers = tuple[str, ...]

POLICY = ("01 Policies/H&S Policy 2026 SIGNED.pdf", "Copies for auditor/policy rescan.pdf")
OLD_POLICY = ("01 Policies/old/safety policy.pdf",)
PPE_POLICY = ("01 Policies/PPE policy final v2.pdf",)
ROLES = ("01 Policies/Roles.docx",)
JOBS = ("01 Policies/Job descriptions (locked).docx", "Scans/Blue binder BF shop.pdf#35")
RULES = ("01 Policies/scan0007.pdf",)
VIOLENCE = ("01 Policies/Violence & harassment plan rev4.pdf",)
CHART = ("01 Policies/Org chart Sept 2026.pdf",)
INVENTORY = ("02 Hazard Assessment/job inventory.xlsx",)
FORMAL = ("02 Hazard Assessment/Formal HA 2026 (all).pdf",)
HAZARD_PROCEDURE = ("02 Hazard Assessment/HSE-PR-02 rev3.pdf",)
CARDS = "02 Hazard Assessment/FLHA/"
DATED_CARDS = (
    f"{CARDS}IMG_2291.jpg", f"{CARDS}Leduc FLHA.pdf", f"{CARDS}blackfalds cards.pdf#1",
    f"{CARDS}blackfalds cards.pdf#3", f"{CARDS}blackfalds cards.pdf#5",
    f"{CARDS}FieldForms/FLHA export Jun-Sep 2026.pdf", "From Gord/USB stick.zip › FLHA sept 10.pdf",
)  # fmt: skip
ODD_CARDS = (
    f"{CARDS}blackfalds cards.pdf#2", f"{CARDS}blackfalds cards.pdf#4",
    f"{CARDS}FieldForms/FLHA register Jun-Sep 2026.csv",
)  # fmt: skip
FLHA = (*DATED_CARDS, *ODD_CARDS)
PERMITS = ("03 Safe Work/Permits/HW-0412 yellow copy.pdf", "Scans/Blue binder BF shop.pdf#33")
PRACTICES = (
    "03 Safe Work/SJP-04 trench box.pdf", "03 Safe Work/SJP-11 fuelling.odt", "03 Safe Work/SWP-03 ladders.doc",
    "03 Safe Work/SWP-09 housekeeping.rtf", "03 Safe Work/SWP-12 noise.doc", "03 Safe Work/SWP-13",
    "03 Safe Work/SWP-17 copy of a copy.pdf", "03 Safe Work/SWPs.pdf", "03 Safe Work/scan_20260212.pdf",
    "03 Safe Work/winter booklet.pdf", "Mail/Forklift ticket and new practice.eml › SWP-15 loading dock.docx",
    "Scans/Blue binder BF shop.pdf#19", "Scans/Blue binder BF shop.pdf#23", "03 Safe Work/signalisation.pdf",
)  # fmt: skip
MAINTENANCE_PROGRAM = ("04 Maintenance/PM program rev5.pdf",)
SERVICE = (
    "04 Maintenance/WO1188.pdf", "04 Maintenance/service log.xlsx",
    "Mail/Certificate of your shop hoist.msg › HO-01 certificate 2026.pdf",
)  # fmt: skip
MORE_SERVICE = ("04 Maintenance/tool inventory.ods", "Scans/Blue binder BF shop.pdf#27")
WALKAROUNDS = (
    "04 Maintenance/Doc1.docx", "04 Maintenance/daily checks aug-sept.pdf",
    "From Gord/Portfolio1.pdf › TR-11 jan 5.pdf",
)  # fmt: skip
FIRST_AID = ("05 Training/Abbott FA e-certificate.pdf", "05 Training/First aid tickets.pdf")
STRANGER = ("05 Training/other tickets.pdf#4",)
SKID_STEER, TOO_OLD, GOODS = (f"05 Training/other tickets.pdf#{page}" for page in (1, 2, 3))
COCHAIR, INSPECTING = (f"05 Training/scan0021.pdf#{page}" for page in (1, 2))
FORKLIFT = ("Mail/Forklift ticket and new practice.eml › Kowalchuk forklift.pdf",)
MATRIX = ("05 Training/Training matrix Sept 2026.xlsx",)
OTHER_MATRICES = ("05 Training/matrix on the wall.pdf", "05 Training/Tickets tracker (Tessa).xlsx")
TRENCH = ("05 Training/trench course sign in.pdf",)
COMPETENCY_PROCEDURE = ("05 Training/HSE-PR-07 competency.pdf",)
ORIENTATIONS = ("05 Training/Orientations/new hires 25-26.pdf",)
EVALUATIONS = ("05 Training/competency evals.pdf",)
NOVEMBER, FEBRUARY, AUGUST, SEPTEMBER = (
    f"06 Committee/{name}"
    for name in ("HSC minutes Nov 2025.docx", "minutes feb.docx", "20260902143311.pdf", "HSC minutes Sept 10.docx")
)
MINUTES = (NOVEMBER, FEBRUARY, AUGUST, SEPTEMBER)
CREW_MEETINGS = ("Toolbox/Safety meetings 2026.pdf",)
TALKS = (
    "Toolbox/scan_20260702_0001.pdf", "From Gord/USB stick.zip › More stuff.zip › talks/31 aug.pdf",
    "From Gord/Portfolio1.pdf › talk jan 5.pdf", "Photos/WhatsApp Image 2026-06-18 at 07.02.11.webp",
)  # fmt: skip
CONCERNS = ("06 Committee/concern log.xlsx",)
TERMS, PLAN_LEDUC, INCIDENT_PROCEDURE, INSPECTION_PROCEDURE, AUDIT = (
    (f"Scans/Green binder.pdf#{page}",) for page in (1, 4, 10, 14, 17)
)
REGISTER = ("Scans/Blue binder BF shop.pdf#43",)
INSPECTED = "07 Inspections/"
SHEETS = (
    f"{INSPECTED}Leduc Oct-Jan.pdf", f"{INSPECTED}YardCheck_export_2026.pdf", f"{INSPECTED}Yard inspection Sept.doc",
    *(f"{INSPECTED}South yard package.pdf#{page}" for page in (2, 3, 4, 5, 6)),
    *(f"{INSPECTED}BF mar-aug.pdf#{page}" for page in (1, 2, 4, 5)),
)  # fmt: skip
MAY_SHEET = (f"{INSPECTED}BF mar-aug.pdf#3",)
FOREIGN_SHEET = ("Element 7 - Inspections/inspection july.pdf",)
EMPTY_SHEETS = (f"{INSPECTED}HSE-F-20 blank.pdf", "Scans/HSE forms manual.pdf#1")
KITS = ("08 Emergency/first aid kits BF.xls", "Scans/Blue binder BF shop.pdf#29")
PLAN_SOUTH = ("08 Emergency/Blackfalds emergency plan.pdf",)
CALL_SHEET = ("Photos/IMG_4410.HEIC",)
INVESTIGATIONS = (
    "09 Incidents/Investigation 2026-03.pdf", "From Gord/USB stick.zip › More stuff.zip › Investigation rack 2.docx",
)  # fmt: skip
REPORT = ("09 Incidents/incident 27 may.pdf",)
NEAR_MISSES = (
    "09 Incidents/near miss cards.pdf", "Element 9 - Incidents/HSE-F-61 fillable - wash bay.pdf",
    "Mail/FW FW pipe stack at lot 14.eml › Pipe stack at lot 14.eml › near miss lot 14.pdf",
)  # fmt: skip
HAZARD_REPORTS = ("Element 2 - Hazards/Report a hazard - form 118.html",)
ACTIONS = ("09 Incidents/corrective actions.xlsx",)
AUDIT_PLAN = ("11 Admin/COR action plan.pdf",)
TRENDS = ("11 Admin/stats and trends.pdf",)
PREQUALIFIED = ("10 Contractors/Bow Delta prequal.pdf", "10 Contractors/Ghostpine prequal (locked).pdf")
CONTRACTOR_PAPERS = (
    "10 Contractors/Bow Delta package.pdf", "10 Contractors/Bow Delta package.pdf › Insurance 2026-27.pdf",
    "10 Contractors/Bow Delta package.pdf › Workers.pdf", "10 Contractors/FAX0032.tif", "10 Contractors/FAX0047.tif",
)  # fmt: skip
GATE = ("10 Contractors/gate sheet may 11.pdf",)
MONITORED = ("10 Contractors/monitoring ghostpine.pdf",)
POSTED = ("Scans/noticeboard.pdf", "Mail/Heat plan for August.eml")

# Question: what must be offered, what may be offered beside it.
EVIDENCE: Mapping[str, tuple[Papers, Papers]] = {
    "1.1": (POLICY, OLD_POLICY),
    "1.5": ((*ROLES, *JOBS), (*POLICY, *OLD_POLICY, *PPE_POLICY, *RULES)),
    "1.12": ((*MINUTES, *CREW_MEETINGS), TALKS),
    "2.1": (INVENTORY, (*CHART, *ROLES, *JOBS, *FORMAL)),
    "2.2": (INVENTORY, (*FORMAL, *ROLES, *JOBS)),
    "2.3": (FORMAL, INVENTORY),
    "2.4": (FORMAL, INVENTORY),
    "2.8": ((), ()),
    "2.9": (HAZARD_PROCEDURE, (*FORMAL, *REGISTER)),
    "2.11": (HAZARD_PROCEDURE, (*FLHA, *RULES)),
    "2.12": (DATED_CARDS, (*ODD_CARDS, *PERMITS, *TALKS)),
    "2.13": (DATED_CARDS, (*ODD_CARDS, *PERMITS)),
    "3.1": (FORMAL, PRACTICES),
    "3.3": (PRACTICES, (*PERMITS, *RULES, *FORMAL, *COMPETENCY_PROCEDURE, *MATRIX)),
    "3.8": (MAINTENANCE_PROGRAM, (*SERVICE, *MORE_SERVICE, *WALKAROUNDS)),
    "3.9": (SERVICE, (*MORE_SERVICE, *WALKAROUNDS)),
    "3.10": ((*WALKAROUNDS, *SERVICE), (*MORE_SERVICE, *MAINTENANCE_PROGRAM)),
    "3.11": (VIOLENCE, (*RULES, *MINUTES)),
    "3.12": (VIOLENCE, (*RULES, *FORMAL, *MINUTES)),
    "3.14": (VIOLENCE, (*RULES, *MINUTES)),
    "3.15": (VIOLENCE, (*RULES, *FORMAL, *MINUTES)),
    "3.17": (VIOLENCE, (FEBRUARY, *REGISTER)),
    "4.1": (TERMS, MINUTES),
    "4.2": ((), ()),
    "4.3": (TERMS, MINUTES),
    "4.4": ((), ()),
    "4.5": ((*TERMS, *ROLES), MINUTES),
    "4.6": ((COCHAIR,), (NOVEMBER, FEBRUARY)),
    "4.9": (TERMS, (*CONCERNS, *MINUTES, *ROLES)),
    "4.12": ((*CONCERNS, FEBRUARY, AUGUST), (NOVEMBER, SEPTEMBER, *HAZARD_REPORTS, *CREW_MEETINGS)),
    "4.13": (MINUTES, TERMS),
    "4.14": ((NOVEMBER, AUGUST), (FEBRUARY, SEPTEMBER, *SHEETS, *MAY_SHEET)),
    "5.1": ((*COMPETENCY_PROCEDURE, *MATRIX), (*OTHER_MATRICES, *FORKLIFT, *FIRST_AID, *ROLES, *JOBS, *EVALUATIONS,
                                               SKID_STEER, TOO_OLD, GOODS, *STRANGER, COCHAIR, INSPECTING)),
    "5.2": (ORIENTATIONS, (*MATRIX, *OTHER_MATRICES)),
    "5.4": ((), ()),
    "5.5": ((*TRENCH, *FORKLIFT, SKID_STEER), (*MATRIX, *OTHER_MATRICES, *FIRST_AID, *EVALUATIONS, *TALKS, COCHAIR,
                                               INSPECTING, TOO_OLD, GOODS, *STRANGER)),
    "5.7": (COMPETENCY_PROCEDURE, EVALUATIONS),
    "5.8": (EVALUATIONS, (*TRENCH, *FORKLIFT, *MATRIX, *OTHER_MATRICES, *ORIENTATIONS, SKID_STEER)),
    "5.9": ((*MATRIX, *FIRST_AID, *FORKLIFT), (*OTHER_MATRICES, *TRENCH, SKID_STEER, TOO_OLD, GOODS, *STRANGER,
                                               COCHAIR, INSPECTING)),
    "6.1": ((), (*GATE, *ROLES, *RULES)),
    "6.2": (PREQUALIFIED, (*CONTRACTOR_PAPERS, *MONITORED)),
    "6.3": (MONITORED, (*GATE, *PREQUALIFIED)),
    "6.4": (GATE, ()),
    "6.7": (GATE, (*POSTED, *RULES, *CREW_MEETINGS)),
    "6.8": ((), (*MONITORED, *PREQUALIFIED)),
    "7.1": (INSPECTION_PROCEDURE, (*SHEETS, *MAY_SHEET, *FOREIGN_SHEET, *EMPTY_SHEETS, *TERMS)),
    "7.2": (EMPTY_SHEETS, (*SHEETS, *MAY_SHEET, *FOREIGN_SHEET, *INSPECTION_PROCEDURE, *WALKAROUNDS, *KITS)),
    "7.3": ((INSPECTING,), (*MATRIX, COCHAIR)),
    "7.4": (SHEETS, (*MAY_SHEET, *FOREIGN_SHEET, NOVEMBER, FEBRUARY, AUGUST, SEPTEMBER, *KITS)),
    "7.5": ((*SHEETS, *ACTIONS), (*MAY_SHEET, *FOREIGN_SHEET, NOVEMBER, FEBRUARY, AUGUST, SEPTEMBER,
                                  *INSPECTION_PROCEDURE)),
    "8.1": ((*PLAN_LEDUC, *PLAN_SOUTH), CALL_SHEET),
    "8.2": (PLAN_LEDUC, (*PLAN_SOUTH, *CALL_SHEET)),
    "8.5": ((), (*PLAN_LEDUC, *PLAN_SOUTH)),
    "8.6": ((), ()),
    "8.7": ((), ()),
    "8.8": (FIRST_AID, (*MATRIX, *OTHER_MATRICES, *STRANGER, *PLAN_LEDUC, *PLAN_SOUTH)),
    "9.1": (INCIDENT_PROCEDURE, (*RULES, *ROLES, *POLICY, *OLD_POLICY)),
    "9.4": (NEAR_MISSES, (*HAZARD_REPORTS, *REPORT, *TALKS, *CREW_MEETINGS)),
    "9.5": (INCIDENT_PROCEDURE, INVESTIGATIONS),
    "9.6": ((), ()),
    "9.9": (INVESTIGATIONS, (*REPORT, *NEAR_MISSES, *ACTIONS)),
    "9.10": ((*ACTIONS, *INVESTIGATIONS), (AUGUST, *CREW_MEETINGS, *REPORT)),
    "9.11": (INVESTIGATIONS, (*REPORT, *ACTIONS)),
    "9.12": (INVESTIGATIONS, REPORT),
    "10.3": (TRENDS, ()),
    "10.5": (AUDIT, (*AUDIT_PLAN, *TRENDS)),
    "10.7": (AUDIT_PLAN, (*AUDIT, NOVEMBER)),
    "10.8": (AUDIT_PLAN, (*AUDIT, NOVEMBER)),
}  # fmt: skip
