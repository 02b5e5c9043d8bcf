"""Audit instruments and evidence rules as frozen, schema-checked values; unknown keys are errors."""

from typing import Annotated, Literal

from pydantic import Field

from rules.facts import Confidence, Frozen
from rules.programme import Programme, SizeRule, Subset, WindowRule

Said = Annotated[str, Field(min_length=1, description="who says so; never left empty")]
Method = Literal["documentation", "interview", "observation"]
Cadence = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]
Basis = Literal["instrument", "pack_default"]
WorkplaceBody = Literal["committee", "representative", "either"]
SamplingKind = Literal[
    "once",  # one good document settles it (directives)
    "per_site",  # one per site of the engagement
    "per_period",  # one per period of the cadence (per site as well when ``per_site``)
    "each_record",  # every located record in the window is checked for the needs; n of m good
    "all_employees",  # one row or record per person of the roster
    "all_positions",  # one per position of the org chart or inventory
    "holders_of_role",  # one per person seen in a role in other records
    "first_duty_after",  # one per person whose first regular duty lies in the window, dated not after it
    "sample",  # ``minimum`` good records out of however many there are, spread as they come
]
Level = Literal["manager", "supervisor", "worker"]
"""Levels below the top that a firm may lack; a question about a lacking level does not apply."""
Need = Literal[
    "signed",  # a signature of any kind
    "dated",  # an evidence date that could be read
    "filled",  # not a blank form
    "signed_by_top_manager",  # the signer is the top manager of the newest org chart
    "attendance",  # at least one attendee
    "manager_present",  # an attendee whose title or org-chart place makes a manager
    "action_owner",  # every action or finding names an owner
    "action_due",  # ... and a date due
    "action_closed",  # ... and is closed
    "controls",  # every hazard row has a control
    "rating",  # every hazard row has a risk rating
    "health_and_safety_hazards",  # hazard rows name a health hazard as well as a safety hazard
    "root_cause",  # a cause and a recommended action
    "reviewer_signed",  # a manager or reviewer signature besides the author's
    "valid_on_audit_date",  # a ticket not expired on the audit date
    "reviewed_in_interval",  # a review or signing date inside ``review_months``
    "both_signatures",  # worker and trainer
    "before_first_duty",  # orientation date not after the first regular duty
]


class Element(Frozen):
    """One chapter of an instrument."""

    id: str
    title: str
    title_fr: str | None = None

    def heading(self, language: str) -> str:
        """The title in a language, in English where there is none in it."""
        return self.title_fr if language == "fr" and self.title_fr else self.title


class Instrument(Frozen):
    """``instrument.toml``: who issues it, which edition, for whom."""

    id: str
    issuer: str
    title: str
    edition: str
    stream: Literal["cor", "secor"]
    depth: Literal["questions", "elements"]
    jurisdiction: str
    effective_from: str | None = None
    superseded_by: str | None = None
    source: Said
    confidence: Confidence
    size: SizeRule | None = None
    subsets: tuple[Subset, ...] = ()
    window: WindowRule = WindowRule(source="The usual rule; the pack names none", confidence="inferred")
    programme: Programme = Programme()
    elements: tuple[Element, ...]


class Requirement(Frozen):
    """One row of ``backbone/requirements.toml``: what instruments ask for, once, whoever numbers it how.

    Args:
        id: Stable for ever ("M1"); the canonical id of every question behind which it stands.
        methods: Those of the Partnerships (AASP) instrument; another partner's question may name its own.
    """

    id: str
    topic: str
    requirement: str
    requirement_fr: str | None = None
    methods: tuple[Method, ...]
    primary_method: Method
    source: Said
    confidence: Confidence
    prepares: str | None = None
    no_rule_because: str | None = None


class Question(Frozen):
    """One row of ``questions.toml``, completed from the backbone; ids are text ("5.10").

    Args:
        canonical: The requirement behind it; several are joined by "+" ("J3+J4").
        part: Id of the part of the system it asks this of, for requirements asked of many (``rules.system_parts``).
    """

    id: str
    element: str
    canonical: str
    part: str | None = None
    requirement: str
    requirement_fr: str | None = None
    methods: tuple[Method, ...]
    primary_method: Method
    source: Said
    confidence: Confidence
    prepares: str | None = Field(default=None, description="for interview and observation: what documents prepare")
    no_rule_because: str | None = Field(default=None, description="no rule: the missing fact")

    def text(self, language: str) -> str:
        """What is asked, in a language; in English where there is no text in it."""
        return self.requirement_fr if language == "fr" and self.requirement_fr else self.requirement


class Criterion(Frozen):
    """One content criterion of a directive, found when any phrase matches (k of n are reported with quotes).

    Args:
        any_of: Plain phrases, matched on word boundaries, case and white space ignored; "*" ends a stem; a hyphen
            also matches a space or nothing (see ``rules.criteria``).
        level: Asked only of a firm that has people of this level.
    """

    name: str
    any_of: tuple[str, ...]
    level: Level | None = None


class Sampling(Frozen):
    """Which records are wanted and how many."""

    kind: SamplingKind
    cadence: Cadence | None = None
    basis: Basis = "pack_default"
    per_site: bool = False
    minimum: int | None = Field(
        default=None, description="located is enough at this count, e.g. one drill a year; of a sample its size"
    )
    role: str | None = Field(default=None, description="for holders_of_role: person role and source, see source_types")
    source_types: tuple[str, ...] = Field(default=(), description="document types the people or positions come from")


class Applies(Frozen):
    """When the question does not apply; only head count or levels the firm lacks may say so."""

    minimum_head_count: int | None = None
    maximum_head_count: int | None = None
    level: Level | None = Field(default=None, description="only where the newest org chart shows this level")
    reason: str = ""


class Needed(Frozen):
    """What a documentation question or requirement needs.

    Args:
        types: Document types whose documents answer the question in full.
        supporting: Types that help but never settle it alone (fit partial).
        subject: The document must carry one of these phrases, for types that serve many subjects; may be empty.
        criteria: Content criteria; located is full when ``criteria_minimum`` (default: all) are found.
        pooled: The criteria may be spread over several documents (job descriptions, one a level): no single one
            needs them all.
        needs: Facts each counted document must show.
        review_months: Longest age of a directive's signing or review date on the audit date; None: while in force.
        ask: What to ask the client for; ``holder``: who usually has it.
    """

    nature: Literal["directive", "record"]
    types: tuple[str, ...] = Field(min_length=1)
    supporting: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    criteria_minimum: int | None = None
    pooled: bool = Field(default=False, description="criteria may be found over several located documents together")
    needs: tuple[Need, ...] = ()
    sampling: Sampling
    review_months: int | None = None
    applies: Applies | None = None
    ask: str
    holder: str
    source: Said
    confidence: Confidence
    na_note: str | None = Field(default=None, description="when N/A may be claimed; the auditor decides")


class RequirementRule(Needed):
    """One entry of ``backbone/evidence.toml``: what every documentation question behind a requirement needs.

    Args:
        workplace_body: The question applies from the head count at which the province's law asks for this body.
        part_records: Asked of a part of the system, it looks for what the part's records are called as well.
    """

    requirement: str
    workplace_body: WorkplaceBody | None = None
    part_records: bool = False


class Rule(Needed):
    """The rule of one question of one instrument.

    Args:
        id: The requirement's id where the rule is the backbone's ("T2", or "T2:4.1" and "T2:4.2" where two questions
            share it), so that a decision follows the requirement; a pack's own rule has an id of its own.
        requirement: The backbone requirement it comes from; None: the pack's own.
    """

    id: str
    question: str
    requirement: str | None = None


class Shown(Frozen):
    """A text and the fit that a rule must give it."""

    document_type: str
    text: str
    fit: Literal["full", "partial", "none"]
    signed: Literal["typed", "drawn", "digital", "app", "none", "cannot_tell"] = "none"
    evidence_date: str | None = None
    blank_form: bool = False
    why: Annotated[str, Field(min_length=1)]


class Neighbour(Frozen):
    """``backbone/neighbours.toml``: a whole paper of one type, a near-miss for every rule of a neighbouring type."""

    document_type: str
    text: str
    signed: Literal["typed", "drawn", "digital", "app", "none", "cannot_tell"] = "none"
    evidence_date: str | None = None


class RequirementExample(Shown):
    """``backbone/examples/*.toml``: for the requirement's rule (at least one match and one near-miss each)."""

    requirement: str


class Example(Shown):
    """``examples/*.toml``: for a pack's own rule, or the backbone's example for the rule bound to a question."""

    rule: str


class Placement(Frozen):
    """``[[placement]]`` of ``questions.toml``: requirements asked under an element whose own questions are not public.

    Each becomes a question with the requirement's id, text and methods.
    """

    element: str
    requirements: tuple[str, ...]
    source: Said
    confidence: Confidence


class LeftOut(Frozen):
    """``[[left_out]]`` of ``questions.toml``: requirements that an instrument of depth "elements" does not ask."""

    requirements: tuple[str, ...]
    because: Annotated[str, Field(min_length=1)]


class RulePack(Frozen):
    """One instrument with its questions, rules and examples, as loaded and cross-checked."""

    instrument: Instrument
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def rule_for(self, question_id: str) -> Rule | None:
        """The evidence rule of a question, or None."""
        return next((rule for rule in self.rules if rule.question == question_id), None)
