"""All files of the dump, in one tuple."""

from sample_docs.generator import (
    committee,
    equipment,
    fieldcards,
    hazards,
    inspections,
    people,
    policies,
    safe_work,
    training,
)

FILES = (*policies.FILES, *hazards.FILES, *fieldcards.FILES, *inspections.FILES, *equipment.FILES, *training.FILES, *people.FILES, *committee.FILES, *safe_work.FILES)
