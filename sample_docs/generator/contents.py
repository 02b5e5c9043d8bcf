"""All files of the dump, in one tuple; a copy stands behind what it copies."""

from sample_docs.generator import (
    admin,
    binder_two,
    committee,
    contractors,
    dump,
    equipment,
    fieldcards,
    hazards,
    incidents,
    inspections,
    people,
    policies,
    safe_work,
    training,
)
from sample_docs.generator.model import FileSpec

FILES: tuple[FileSpec, ...] = (
    *policies.FILES,
    *hazards.FILES,
    *fieldcards.FILES,
    *safe_work.FILES,
    *equipment.FILES,
    *training.FILES,
    *people.FILES,
    *committee.FILES,
    *inspections.FILES,
    *incidents.FILES,
    *contractors.FILES,
    *admin.FILES,
    *binder_two.FILES,
    *dump.FILES,
)
