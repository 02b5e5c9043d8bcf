"""How far one document answers one rule: type, subject, criteria, needs and time, each with its reason and place."""

from dataclasses import dataclass, replace

from pipeline.mapping.answers import Answer
from pipeline.mapping.content import Content, content_of, wanted
from pipeline.mapping.needs import NEEDS
from pipeline.mapping.needs_time import dated, reviewed_in_interval
from pipeline.mapping.surroundings import OFFER, Surroundings
from pipeline.mapping.timing import Timing, timing_of
from pipeline.mapping.view import View
from pipeline.model import Citation, Evidence, Fit, Missing, ReadDocument
from rules.model import Rule

ALL_SITES = "all sites"
CITATIONS = 12
REASON_CHARACTERS = 160
FIT_ORDER: tuple[Fit | None, ...] = (None, "out_of_period", "partial", "full")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one rule read in one document, before it is put into words."""

    content: Content
    answers: tuple[Answer, ...]
    timing: Timing
    certain: bool
    supporting: bool
    foreign: str | None = None

    @property
    def fit(self) -> Fit:
        """Out of period before anything else; full only when nothing is missing and nothing is in doubt."""
        if self.timing.state == "outside":
            return "out_of_period"
        settled = self.content.enough and all(answer.state == "met" for answer in self.answers)
        sure = self.certain and not self.supporting and self.foreign is None and self.timing.state == "inside"
        return "full" if settled and sure else "partial"


def fit_of(rule: Rule, read: ReadDocument, around: Surroundings) -> Evidence | None:
    """What a document offers for a rule; None when it offers nothing."""
    return evidence_of(rule, View(read), around)


def evidence_of(rule: Rule, view: View, around: Surroundings) -> Evidence | None:
    """Like ``fit_of``, for a document already looked at."""
    reading = read_for(rule, view, around)
    if reading is None or (reading.supporting and reading.fit == "out_of_period"):
        return None
    evidence = Evidence(
        question_id=rule.question,
        rule_id=rule.id,
        document_id=view.understanding.document.id,
        fit=reading.fit,
        citations=_citations(reading, view),
        reasons=_reasons(rule, reading, view),
        missing=_missing(reading),
        site=site_of(rule, view, around),
        period=reading.timing.period,
    )
    return _restricted(evidence) if view.understanding.restricted else evidence


def read_for(rule: Rule, view: View, around: Surroundings) -> Reading | None:
    """Look at a document with one rule's eyes."""
    supporting = view.document_type not in rule.types
    if supporting and view.document_type not in rule.supporting:
        return None
    certain = view.understanding.classification.probability >= around.acceptance
    doubtful = view.understanding.classification.probability < OFFER
    if supporting and around.foreign(view) is not None:
        return None  # another firm's paper supports nothing; of the right type it is shown, with the reason
    if doubtful or (supporting and not certain) or _blank_record(rule, view) or _only_says(rule, view, around):
        return None
    content = content_of(rule, view)
    if content is None:
        return None
    timing = timing_of(rule, view, around)
    return Reading(
        content,
        _answers(rule, view, around, timing),
        timing,
        certain,
        supporting,
        around.foreign(view),
    )


def _blank_record(rule: Rule, view: View) -> bool:
    """A blank form never counts as a record; it answers only rules that ask for such a form and nothing filled in."""
    asked = view.document_type in rule.types and "filled" not in rule.needs
    return bool(view.understanding.blank_form) and not asked


def _only_says(rule: Rule, view: View, around: Surroundings) -> bool:
    """A plan or procedure says that something shall be done; it never shows, even in part, that it was done."""
    directive = around.kinds.get(view.document_type) == "directive"
    return directive and rule.nature == "record" and view.document_type not in rule.types


def _answers(rule: Rule, view: View, around: Surroundings, timing: Timing) -> tuple[Answer, ...]:
    answers = [NEEDS[need](view, rule, around) for need in rule.needs]
    if rule.review_months is not None and "reviewed_in_interval" not in rule.needs:
        answers.append(reviewed_in_interval(view, rule, around))
    if timing.state == "undated" and "dated" not in rule.needs:
        # A record without a readable date belongs to no period, whether or not the rule names the need.
        answers.append(dated(view, rule, around))
    return tuple(answers)


def _citations(reading: Reading, view: View) -> tuple[Citation, ...]:
    """Criteria first, then what the needs rest on, then the subject, the date and the title."""
    content = reading.content
    hits = [view.cite(hit.start, hit.end) for hit in content.found]
    needs = [place for answer in reading.answers for place in answer.citations]
    subject = view.cite(content.subject.start, content.subject.end) if content.subject else None
    when = view.understanding.evidence_date.citation
    places = [*hits, *needs] if content.found else [*needs, subject]
    return view.own([*places, when, subject, view.cite_title()])[:CITATIONS]


def _reasons(rule: Rule, reading: Reading, view: View) -> tuple[str, ...]:
    """At most three lines: the type with its probability, what was found, the time."""
    classification = view.understanding.classification
    kind = f"{classification.document_type.replace('_', ' ')}, probability {classification.probability:.2f}"
    if not reading.certain:
        kind += "; type uncertain"
    if reading.supporting:
        kind += "; supporting only"
    if reading.foreign is not None:
        kind += f"; letterhead of {reading.foreign}, the client is not named"
    found = []
    if rule.criteria:
        found.append(f"{len(reading.content.found)} of {len(rule.criteria)} criteria, {wanted(rule)} asked")
    found += [answer.said for answer in reading.answers]
    lines = (kind, "; ".join(dict.fromkeys(found)), reading.timing.said)
    return tuple(line[:REASON_CHARACTERS] for line in lines if line)


def _missing(reading: Reading) -> tuple[Missing, ...]:
    criteria = () if reading.content.enough else tuple(Missing("criterion", name) for name in reading.content.lacking)
    needs = tuple(missing for answer in reading.answers for missing in answer.missing)
    return tuple(dict.fromkeys(criteria + needs))


def site_of(rule: Rule, view: View, around: Surroundings) -> str | None:
    """The site a document stands for; a directive of no site is for all of them, a record of no site for none."""
    said, sites = view.understanding.site, around.profile.sites
    named = around.profile.site_named(said)
    if named is not None:
        return named
    if (said or "").casefold().strip() == ALL_SITES:
        return ALL_SITES
    if around.kinds.get(view.document_type) == "directive" or rule.nature == "directive":
        return ALL_SITES
    return sites[0].name if len(sites) == 1 else None


def _restricted(evidence: Evidence) -> Evidence:
    """A restricted document's evidence keeps its places; its words, names and pictures' boxes go no further."""
    return replace(
        evidence,
        citations=tuple(dict.fromkeys(Citation(place.source_id, place.page, "") for place in evidence.citations)),
        missing=tuple(dict.fromkeys(Missing(lack.kind, lack.kind, lack.due) for lack in evidence.missing)),
    )
