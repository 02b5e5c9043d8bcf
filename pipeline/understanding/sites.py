"""Step 5, part: what a document says of its place, and its folder -> the engagement's site, or none."""

import re
from collections.abc import Sequence

from pipeline.model import Fact, Profile

# Where a course or a committee met is not whom it serves.
PLACE_IS_NO_SITE = frozenset(
    {"training_certificate", "first_aid_certificate", "hsc_minutes", "not_evidence", "statistics"}
)
# Their rows name the sites of single entries.
REGISTERS = frozenset({"corrective_action_log", "concern_log", "training_matrix", "job_task_inventory", "org_chart"})
_WORD = re.compile(r"[^\W_]+")


def site_of(facts: Sequence[Fact], shown_path: str, profile: Profile, kind: str, document_type: str) -> str | None:
    """The site a document belongs to; None for one that serves all or names several.

    A label decides, then the only site named; the folder or file name only where the text names none or several.
    """
    sites = [fact for fact in facts if fact.kind == "site"]
    labelled = next((fact.value for fact in sites if fact.role == "labelled"), None)
    if labelled is not None:
        return labelled
    head = next((fact.value for fact in sites if fact.role == "head"), None)
    if (kind == "directive" and document_type != "emergency_plan") or document_type in PLACE_IS_NO_SITE:
        return None
    if head is not None:
        return head
    named = set() if document_type in REGISTERS else {fact.value for fact in sites}
    if len(named) == 1:
        return next(iter(named))
    foldered = sites_in_path(shown_path, profile)
    return foldered[0] if len(foldered) == 1 and (not named or foldered[0] in named) else None


def sites_in_path(shown_path: str, profile: Profile) -> list[str]:
    """Sites whose name or alias stands in a path as whole words."""
    path = f" {' '.join(_WORD.findall(shown_path.lower()))} "
    found: list[str] = []
    for site in profile.sites:
        keys = (" ".join(_WORD.findall(alias.lower())) for alias in (site.name, *site.aliases))
        if any(key and f" {key} " in path for key in keys):
            found.append(site.name)
    return found
