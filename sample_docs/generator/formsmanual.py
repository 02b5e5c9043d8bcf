"""A manual of nothing but empty forms: it shows that forms exist, never that anything was done."""

from sample_docs.generator.inspections import BLANK as INSPECTION
from sample_docs.generator.model import Doc, FileSpec
from sample_docs.generator.plan import COMPANY

NO_ROWS = "\n".join(["| ~ ~ |  |  |  |"] * 5)
DRILL = Doc("drill_record", "Emergency Drill Record", f"""
# Emergency Drill Record
@ Date: | Yard: | Start: | All counted:
@ Scenario: | Led by: | Alarm used:
### Who took part
!cols 2 2 2 2
| Name | Signature | Name | Signature |
{NO_ROWS}
### Evaluation: what went well, what did not
!cols 4 2 1.4 1.4
| What must be improved | Who | By when | Done |
{NO_ROWS}
% Emergency coordinator | |
""", "form", blank=True, company=COMPANY, head=("Form HSE-F-65", "File: emergency"))  # fmt: skip

MONITORING = Doc("contractor_evaluation", "Contractor Monitoring Sheet", f"""
# Contractor Monitoring Sheet
@ Contractor: | Job: | Date:
@ Seen by: | Contractor's supervisor:
!cols 4 1 3 2
| What was looked at | OK? | Remark | Corrected by |
{NO_ROWS}
### Overall and follow-up
@ Comments:
% Yard Supervisor | |
""", "form", blank=True, company=COMPANY, head=("Form HSE-F-57", "File: contractors"))  # fmt: skip

EVALUATION = Doc("competency_assessment", "Competency Assessment", """
@ Worker: | Task or machine: | Date:
@ Assessor: | Yard:
!cols 4 2.4 3.6
| Skill watched | Result | Note |
| Walk-around check and paperwork | [ ] Competent [ ] Not yet | |
| Start-up, controls, emergency stop | [ ] Competent [ ] Not yet | |
| Operates smoothly, keeps people in sight | [ ] Competent [ ] Not yet | |
| Hand signals and radio | [ ] Competent [ ] Not yet | |
| Parks, lowers, shuts down, locks | [ ] Competent [ ] Not yet | |
@ Questions answered: | Overall:
% Worker | |
% Assessor | |
""", "form", blank=True, company=COMPANY, head=("Form HSE-F-45", "File: training"))  # fmt: skip

FILES = (
    FileSpec("Scans/HSE forms manual.pdf", "pdf", "a manual of four empty forms: it shows that nothing was done",
             (INSPECTION, DRILL, MONITORING, EVALUATION)),
)  # fmt: skip
