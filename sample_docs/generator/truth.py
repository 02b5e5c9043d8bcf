"""Writes truth.toml from the plan: what each file holds, what became of it, what each question must find."""

import json
import re
from collections.abc import Iterable, Sequence

from sample_docs.generator.build import Built, descendants
from sample_docs.generator.evidence import EVIDENCE
from sample_docs.generator.model import Doc
from sample_docs.generator.planted import CLEAN, PLANTED
from sample_docs.generator.printed import written_out
from sample_docs.generator.questions import QUESTIONS, REQUIREMENT, Expected
from sample_docs.generator.words import WORDS

FAMILY = {
    "hs_policy": "policy", "element_policy": "policy", "violence_harassment_plan": "policy", "company_rules": "policy",
    "rtw_program": "policy", "formal_hazard_assessment": "hazard_assessment", "flha": "hazard_assessment",
    "job_task_inventory": "hazard_assessment", "training_certificate": "training_record",
    "first_aid_certificate": "training_record", "training_matrix": "training_record",
    "training_signin": "training_record", "orientation_checklist": "training_record",
    "competency_assessment": "training_record", "hsc_minutes": "meeting_minutes", "safety_meeting": "meeting_minutes",
    "toolbox_talk": "meeting_minutes", "hazard_report": "hazard_assessment", "ppe_program": "procedure",
    "whmis_program": "procedure", "permit": "procedure", "ppe_inspection": "inspection",
    "emergency_equipment_inspection": "inspection", "document_control": "administration",
    "health_monitoring": "administration", "sds": "reference", "safety_handout": "reference",
    "concern_log": "meeting_minutes", "safe_work_practice": "procedure",
    "safe_job_procedure": "procedure", "element_procedure": "procedure", "workplace_inspection": "inspection",
    "pre_use_inspection": "inspection", "incident_report": "incident", "near_miss_report": "incident",
    "incident_investigation": "incident", "first_aid_record": "incident", "emergency_plan": "emergency",
    "drill_record": "emergency", "pm_program": "maintenance", "pm_record": "maintenance",
    "contractor_prequalification": "contractor", "contractor_evaluation": "contractor",
    "contractor_orientation": "contractor", "responsibilities": "administration", "org_chart": "administration",
    "committee_terms": "administration", "corrective_action_log": "administration", "previous_audit": "administration",
    "statistics": "administration", "communication": "administration", "not_evidence": "not_evidence",
}  # fmt: skip
FEWEST_WORDS = 40
"""Of fewer words a share says nothing."""
SLUG = re.compile(r"[^a-z0-9]+")
HEAD = """# What is true of the sample client, written from the generator's plan, never by running the pipeline.
# [[file]]: one per discovered item, archive members and litter included. [[question]]: one per documentation question
# of ab-aasp, with the status an auditor's assistant should report and the papers that show it. [[check]]: what was
# planted for the checks across documents; [[clean]]: what they may not name. Word meanings: see README.md.

"""


def quoted(value: object) -> str:
    """A TOML value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return written_out(json.dumps(value, ensure_ascii=False))
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {quoted(item)}" for key, item in value.items()) + " }"
    if isinstance(value, Iterable):
        return "[" + ", ".join(quoted(item) for item in value) + "]"
    raise TypeError(type(value))


def table(name: str, pairs: Sequence[tuple[str, object]]) -> str:
    """One TOML table; pairs without a value are left out."""
    lines = [f"{key} = {quoted(value)}" for key, value in pairs if value is not None]
    return f"[[{name}]]\n" + "\n".join(lines) + "\n"


def blank_pages(built: Built) -> list[int]:
    """Pages with nothing on them."""
    return [
        first + page for doc, (first, _) in zip(built.spec.docs, built.ranges, strict=False) for page in doc.blank_after
    ]


def ocr_pages(built: Built) -> list[int]:
    """Pages that must be recognised."""
    if built.spec.scan is None:
        return []
    return [page for page in range(built.spec.typed_pages + 1, built.pages + 1) if page not in blank_pages(built)]


def measured_pages(built: Built) -> list[int]:
    """Pages whose recognition is compared with the reference text: by character only where no table breaks the flow."""
    scan = built.spec.scan
    if scan is None or scan.measure is None:
        return []
    pages: list[int] = []
    for doc, (first, last) in zip(built.spec.docs, built.ranges, strict=True):
        parts = doc.body.split("\n===\n")
        for number in range(first, last + 1):
            words = parts[number - first] if len(parts) == last - first + 1 else doc.body
            ruled = any(line.startswith(("|", "@ ")) for line in words.splitlines())
            enough = len(built.texts[number - 1].split()) > FEWEST_WORDS
            if number not in blank_pages(built) and enough and (scan.measure == "f1" or not ruled):
                pages.append(number)
    return pages


def slug(built: Built) -> str:
    """Folder name of a file's reference texts."""
    return SLUG.sub("-", built.shown.lower()).strip("-")


def file_table(built: Built) -> str:
    """One item with its documents."""
    spec = built.spec
    pairs: list[tuple[str, object]] = [("file", built.shown), ("state", spec.state), ("exception", spec.exception)]
    pairs += [("excluded_by", spec.excluded_by), ("duplicate_of", spec.same_as)]
    if spec.state == "processed":
        pairs += [("pages", built.pages), ("ocr_pages", ocr_pages(built)), ("blank_pages", blank_pages(built))]
        pairs.append(("words", WORDS[built.shown]))
    if spec.scan is not None:
        pairs.append(("scan", {"dpi": spec.scan.dpi, "condition": spec.scan.condition}))
        if measured := measured_pages(built):
            pairs += [("text", f"truth_text/{slug(built)}"), ("measure", spec.scan.measure), ("text_pages", measured)]
    text = table("file", pairs)
    if spec.state == "processed":
        for doc, span in zip(spec.docs, built.ranges, strict=True):
            text += table("file.document", document_pairs(doc, span))
    return text + "\n"


def document_pairs(doc: Doc, span: tuple[int, int]) -> list[tuple[str, object]]:
    """One logical document."""
    when: dict[str, object] = {"value": doc.date.value, "role": doc.date.role, "state": doc.date.state}
    if doc.date.alternatives:
        when["alternatives"] = doc.date.alternatives
    return [
        ("first_page", span[0]), ("last_page", span[1]), ("type", doc.type), ("family", FAMILY[doc.type]),
        ("title", doc.title), ("date", {key: value for key, value in when.items() if value is not None}),
        ("signed", doc.signed), ("blank_form", doc.blank), ("site", doc.site), ("company", doc.company),
        ("language", doc.language), ("restricted", doc.restricted), ("version_group", doc.version_group),
    ]  # fmt: skip


def question_table(expected: Expected) -> str:
    """One documentation question."""
    pairs: list[tuple[str, object]] = [("id", expected.id), ("requirement", REQUIREMENT[expected.id])]
    pairs.append(("status", expected.status))
    pairs += [("located", expected.located), ("expected", expected.expected), ("missing", expected.missing)]
    if expected.sites:
        sites = [
            {"site": site.name, "located": site.located, "expected": site.expected, "missing": site.missing}
            for site in expected.sites
        ]
        pairs.append(("sites", sites))
    shows, helps = EVIDENCE[expected.id]
    pairs += [("shows", shows), ("helps", helps)]
    return table("question", [*pairs, ("why", expected.why)]) + "\n"


def check_tables() -> str:
    """What was planted for the checks across documents, and what they may not name."""
    planted = (
        table("check", [("kind", one.kind), ("questions", one.questions), ("about", one.about), ("cites", one.cites)])
        for one in PLANTED
    )
    clean = (table("clean", [("kind", one.kind), ("about", one.about), ("why", one.why)]) for one in CLEAN)
    return "\n".join((*planted, *clean))


def truth_text(made: Sequence[Built]) -> str:
    """The whole truth file."""
    items = [one for built in made for one in (built, *descendants(built))]
    items.sort(key=lambda built: built.shown)
    return HEAD + "".join(map(file_table, items)) + "".join(map(question_table, QUESTIONS)) + check_tables()
