"""Writes the README of the sample: who the client is, what is missing on purpose, and a row for every file."""

from collections.abc import Sequence

from sample_docs.generator import plan
from sample_docs.generator.build import Built, descendants

HEAD = f"""# The sample client

{plan.COMPANY} is invented: {plan.HEAD_COUNT} people, two yards ({plan.LEDUC} with the head office, {plan.BLACKFALDS}),
audit date {plan.AUDIT_DATE}. Every person, firm, number and event is made up. `inbox/` is the dump as the client sent
it.

- `engagement.toml`: the engagement, as `cor-evidence init` would write it.
- `truth.toml`: what is true of every file and what each documentation question should find. It is written from the
  client's plan in `generator/`, never by running the pipeline or its rules.
- `truth_text/`: reference text of scanned pages whose recognition is measured (`cer` by character on pages without
  tables, `f1` by word on forms and tables).
- `generator/`: makes all of it, same bytes on every run: `python -m sample_docs.generator [OUT]`. The handwriting fonts
  in `generator/fonts/` are under the SIL Open Font License, their licence texts beside them.

## Words of truth.toml

`[[file]]` is one discovered item, with its path through archives; `state`, `exception`, `pages` and the date `state`
use the words of the report. `ocr_pages` must be recognised, `blank_pages` hold nothing, all others carry their own
text. `text_pages` are the pages with a reference text, measured as `measure` says. A document's `date` is the one that
places it in time: the day a record was made, a directive's signing, effective or revision date; an investigation's is
the day of the incident. `signed` is `drawn` for ink or a drawn line, `typed` for a typed name on a signature line,
`app` for an app's sign-off. `[[question]]` counts (`located` of `expected`) stand only where something is counted:
months or quarters, positions, people, records. `missing` names what no document of either yard shows; `sites` what one
yard lacks.

## Missing on purpose

- Inspections: Leduc has none for February and July 2026, Blackfalds none for July; its May sheet has a scribbled date.
- Committee: no meeting in the second quarter of 2026. One co-chair without the course. One concern still open.
- Policies: the PPE policy was never signed; the policy of the former president is superseded.
- Hazards: no formal assessment for the Operations Manager; one field card without controls, one with a scribbled date,
  one dated 03/04/2026.
- Training: a first aid ticket that ran out in May; no course for hazard assessment leads, supervisors, investigators.
- Incidents: one corrective action never closed; one investigation without a manager's signature.
- Contractors: monitored last in 2025; nothing written about those who break the rules.
- Emergencies: the only drill records are locked with a password. Trends: the last analysis is of 2024.

## Every file

| File | What it is for |
|---|---|
"""


def readme(made: Sequence[Built]) -> str:
    """The README with its table."""
    items = [one for built in made for one in (built, *descendants(built))]
    rows = [f"| {one.shown} | {one.spec.purpose} |\n" for one in sorted(items, key=lambda one: one.shown)]
    return HEAD + "".join(rows)
