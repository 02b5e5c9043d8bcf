"""Writes the README of the sample: who the client is, what is missing on purpose, and a row for every file."""

from collections.abc import Sequence

from sample_docs.generator import plan
from sample_docs.generator.build import Built, descendants
from sample_docs.generator.printed import written_out

HEAD = f"""# The sample client

{plan.COMPANY} is invented: {plan.HEAD_COUNT} people, two yards ({plan.LEDUC} with the head office, {plan.BLACKFALDS}),
audit date {plan.AUDIT_DATE}. Every person, firm, number and event is made up. `inbox/` is the dump as the client sent
it.

- `engagement.toml`: the engagement, as `cor-evidence init` would write it; `passwords.txt`: the passwords the client
  told. Three things stay locked because nobody told theirs: the drill records, the wages, a member
  of an archive.
- `truth.toml`: what is true of every file and what each documentation question should find. It is written from the
  client's plan in `generator/`, never by running the pipeline or its rules.
- `truth_text/`: reference text of scanned pages whose recognition is measured (`cer` by character on pages without
  tables, `f1` by word on forms and tables).
- `generator/`: makes all of it, same bytes on every run: `python -m sample_docs.generator [OUT]`. The handwriting fonts
  in `generator/fonts/` are under the SIL Open Font License, their licence texts beside them; `generator/assets/` holds
  what needed other programs, with a note on how it was made.

## Words of truth.toml

`[[file]]` is one discovered item, with its path through archives; `state`, `exception`, `pages` and the date `state`
use the words of the report. `ocr_pages` must be recognised, `blank_pages` hold nothing, all others carry their own
text. `words` must be found in the file's text, letter case and white space aside. `text_pages` are the pages with a
reference text, measured as `measure` says. What carries other files (a mail, a PDF with files in it) is `processed`
and they are items below it; a mail that only hands over what is attached is `not_evidence`. A document's `date` is the
one that places it in time: the day a record was made, a directive's signing, effective or revision date; an
investigation's is the day of the incident. `signed` is `drawn` for ink or a drawn line, `typed` for a typed name on a
signature line, `app` for an app's sign-off, `digital` for a signature made with a key. `[[question]]` counts
(`located` of `expected`) stand only where something is counted: months or quarters, positions, people, records.
`missing` names what no document of either yard shows; `sites` what one yard lacks. `requirement` is the backbone's id,
by which other instruments ask the same; `shows` are the papers that must be offered for the question (a file, or a
file and the first page of one of its documents), `helps` those that may be; any other paper is wrong there.
`[[check]]` was planted: a check of that kind whose message holds `about` and that cites `cites` must stand in each of
the questions. `[[clean]]` is in order: no check of that kind may hold `about`.

## Missing on purpose

- Inspections: Leduc has none for February and July 2026, Blackfalds none for July; its May sheet has a scribbled date.
  The sheet of July in the dump is another firm's.
- Committee: no meeting in the second quarter of 2026. One co-chair without the course. One concern still open.
- Policies: the PPE policy was never signed; the policy of the former president is superseded.
- Hazards: no formal assessment for the Operations Manager; one field card without controls, one with a scribbled date,
  one dated 03/04/2026. The forms app adds forty assessments and no month that the paper lacks.
- Training: a first aid ticket that ran out in May, one for dangerous goods that is too old though no expiry is printed,
  one of somebody on no roster; a loader ticket with an evaluation behind it and a forklift ticket without; a new worker
  without an orientation, another with a late one; no course for hazard assessment leads, supervisors, investigators.
- Incidents: one corrective action never closed, one closed before it was opened; one investigation without a manager's
  signature.
- Between papers: a practice that an assessment names and that does not exist; a recommendation of last year's audit
  that the action plan leaves out; a meeting two weeks after another with no inspection in between, whose minutes tell
  of another rhythm than the procedure; a procedure that cites the Code of 2009; a manual of four empty forms.
- Contractors: monitored last in 2025; nothing written about those who break the rules.
- Emergencies: the only drill records are locked with a password. Trends: the last analysis is of 2024.

## Every file

| File | What it is for |
|---|---|
"""


def readme(made: Sequence[Built]) -> str:
    """The README with its table."""
    items = [one for built in made for one in (built, *descendants(built))]
    rows = [f"| {cell(one.shown)} | {one.spec.purpose} |\n" for one in sorted(items, key=lambda one: one.shown)]
    return HEAD + "".join(rows)


def cell(name: str) -> str:
    """A name in a table: inert whatever it is."""
    return written_out(name).replace("<", "&lt;").replace("|", "&#124;")
