"""Words in a name or folder that make people expect a document of some type inside: data, and the look-up."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rules.criteria import find_phrases

# A step from a small to a capital letter, or between letters and digits, parts words in file names: "JHSCMinutes2".
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
SEPARATORS = str.maketrans(dict.fromkeys("_-.,()[]{}+/\\›", " "))

_TRAINING = ("training*", "certificat*", "ticket*", "course*", "formation*")
_MANUAL = ("manual*", "handbook*", "hse", "safety program*", "manuel*")

# What clients write on files and folders. Stems end with "*", as in rule packs.
NAME_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hs_policy": ("policy", "policies", "politique*", *_MANUAL),
        "element_policy": ("policy", "policies", "politique*", *_MANUAL),
        "violence_harassment_plan": ("violence*", "harass*", "respectful*", "policies", "harcelement*"),
        "discipline_policy": ("disciplin*", "policies"),
        "company_rules": ("rules", "conduct*"),
        "safety_manual": _MANUAL,
        "rtw_program": ("return to work", "rtw", "modified*"),
        "formal_hazard_assessment": ("hazard assessment*", "fha*", "jha*", "jsa*", "hazard*", "risk assessment*"),
        "flha": ("flha*", "flra*", "field level*", "tailboard*", "hazard card*"),
        "job_task_inventory": ("inventory", "task list*", "job list*", "positions"),
        "risk_matrix": ("risk matrix", "critical task*"),
        "hazard_report": ("hazard report*", "hazard id*", "hazard card*"),
        "training_certificate": _TRAINING,
        "first_aid_certificate": ("first aid*", *_TRAINING),
        "training_matrix": ("matrix", *_TRAINING),
        "training_signin": ("sign in*", "attendance*", *_TRAINING),
        "training_test": ("quiz*", "test", "exam*", *_TRAINING),
        "orientation_checklist": ("orientation*", "onboard*", "new hire*", "accueil*"),
        "competency_assessment": ("competenc*", "evaluation*", "practical*"),
        "fit_test": ("fit test*", "respirat*"),
        "training_needs": ("training need*", "training plan*"),
        "hsc_minutes": ("minutes", "committee*", "jhsc*", "hsc*", "jwshsc*", "meeting*", "comite*"),
        "safety_meeting": ("meeting*", "minutes", "reunion*"),
        "toolbox_talk": ("toolbox*", "tool box*", "tailgate*", "talk*"),
        "concern_log": ("concern*", "complaint*"),
        "safe_work_practice": ("swp*", "safe work*", "practice*"),
        "safe_job_procedure": ("sjp*", "sop*", "safe job*", "procedure*"),
        "element_procedure": ("procedure*", "process*", *_MANUAL),
        "ppe_program": ("ppe*",),
        "whmis_program": ("whmis*",),
        "permit": ("permit*",),
        "moc": ("management of change", "moc"),
        "workplace_inspection": ("inspection*", "inspect*", "walkaround*", "site tour*"),
        "pre_use_inspection": ("pre use*", "pre trip*", "pretrip*", "vehicle inspection*", "driver*"),
        "ppe_inspection": ("ppe*", "harness*"),
        "emergency_equipment_inspection": ("extinguisher*", "first aid kit*", "eyewash*"),
        "incident_report": ("incident*", "accident*", "injur*"),
        "near_miss_report": ("near miss*", "nearmiss*", "close call*", "incident*"),
        "incident_investigation": ("investigat*", "incident*", "accident*", "enquete*"),
        "first_aid_record": ("first aid*",),
        "wcb_form": ("wcb*",),
        "emergency_plan": ("emergenc*", "erp*", "evacuation*", "urgence*"),
        "drill_record": ("drill*", "evacuation*", "exercise*", "emergenc*"),
        "pm_program": ("maintenance*", "preventive*", "pm", "entretien*"),
        "pm_record": ("maintenance*", "service*", "work order*", "pm", "entretien*"),
        "contractor_prequalification": ("contractor*", "prequal*", "subcontract*", "vendor*", "clearance*"),
        "contractor_evaluation": ("contractor*", "subcontract*", "vendor*"),
        "contractor_orientation": ("contractor*", "visitor*", "subcontract*"),
        "other_parties_policy": ("contractor*", "visitor*", "other part*"),
        "responsibilities": ("responsib*", "job description*", "roles"),
        "org_chart": ("org chart*", "organization*", "organigram*", "roster*"),
        "committee_terms": ("terms of reference", "tor", "committee*", "jhsc*", "hsc*"),
        "corrective_action_log": ("corrective*", "action*", "car", "deficienc*"),
        "previous_audit": ("audit*", "cor", "secor"),
        "statistics": ("statistic*", "stats*", "trend*"),
        "management_review": ("management review*", "review*", "objectives"),
        "performance_evaluation": ("performance*", "appraisal*"),
        "discipline_record": ("disciplin*", "warning*"),
        "document_control": ("document control*", "legal register*"),
        "communication": ("memo*", "posting*", "bulletin*", "notice*"),
        "resources": ("budget*",),
        "health_monitoring": ("hygiene*", "audiomet*", "health monitor*"),
        "driver_file": ("driver*", "abstract*"),
    }
)


def words_of_name(shown_path: str) -> str:
    """A path as words: folders and name without separators, digits and joined words apart."""
    return CAMEL.sub(" ", shown_path).translate(SEPARATORS)


def types_told(shown_path: str, text: str, types: Iterable[str]) -> frozenset[str]:
    """Of these types, those that a name, a folder, or what could be read of its pages makes one expect."""
    name = words_of_name(shown_path)
    return frozenset(
        one
        for one in types
        if find_phrases(name, NAME_WORDS.get(one, ()), limit=1)
        or (text and find_phrases(text, (one.replace("_", " "),), limit=1))
    )
