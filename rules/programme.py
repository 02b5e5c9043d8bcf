"""Programme rules as frozen values: who may use a stream, how far back records count, cycle, gates, clocks, samples.

Every fact names its source and how sure it is; where sources disagree, the pack says so.
"""

from typing import Literal

from pydantic import Field

from rules.facts import Fact, Frozen

AuditKind = Literal["certification", "maintenance", "recertification"]


class SizeRule(Fact):
    """Head counts the stream is for, both ends included; None: no bound.

    Args:
        count_basis: Who is counted, and when.
        other: The instrument for head counts outside, where there is one ("ab-secor").
    """

    minimum: int | None = Field(default=None, ge=1)
    maximum: int | None = Field(default=None, ge=1)
    count_basis: str = ""
    other: str | None = None


class Subset(Fact):
    """Part of the instrument's own questions that employers of a size answer alone; no instrument of its own.

    Args:
        mark: How the partner's workbook shows which questions belong to it.
        questions: Their ids; none: which ones was not read, and the auditor strikes the others.
    """

    name: str
    minimum: int | None = Field(default=None, ge=1)
    maximum: int | None = Field(default=None, ge=1)
    mark: str
    questions: tuple[str, ...] = ()

    def takes(self, head_count: int) -> bool:
        """Whether an employer of that head count answers this part."""
        above = self.minimum is None or head_count >= self.minimum
        return above and (self.maximum is None or head_count <= self.maximum)


class WindowRule(Fact):
    """How far back records count and from which day.

    Args:
        least_months: With fewer months of records than the window has, but at least these, ``least_gives`` is possible.
    """

    months: int = Field(default=12, gt=0)
    anchor: Literal["audit_date", "submission_date"] = "audit_date"
    least_months: int | None = None
    least_gives: str | None = None


class CycleYear(Fact):
    """One year of the cycle: what is due in it and who may audit."""

    year: int = Field(ge=1)
    kind: AuditKind
    auditor: tuple[Literal["external", "internal", "self"], ...] = Field(min_length=1)


class Gate(Fact):
    """What the partner asks for in the auditor's own tool; shown as the partner's, never beside counts of documents.

    Args:
        scope: What it is taken of: the whole audit, every element, every question, or the questions law asks for.
        least: Out of a hundred.
        audits: In which audits it holds.
    """

    scope: Literal["overall", "element", "question", "legislated"]
    least: int = Field(ge=1, le=100)
    audits: tuple[AuditKind, ...] = Field(min_length=1)


class Clock(Fact):
    """Calendar days the auditor has.

    Args:
        starts: "first_receipt": the client's documents came in; "first_review": the earlier of documents received and
            looked at, and the first day on site; "gathering_end": data gathering is over; "quality_notes": the
            partner's notes came back.
    """

    name: str
    days: int = Field(gt=0)
    starts: Literal["first_receipt", "first_review", "gathering_end", "quality_notes"]


class Conflict(Fact):
    """What sources disagree on; shown as it is, never settled by us."""

    about: str
    says: tuple[str, ...] = Field(min_length=2)


class SamplePlan(Fact):
    """Which published tables the planner takes.

    Args:
        interviews: Id of a table in ``tables/interviews.toml``; None: the partner's own was not found.
        sites: Id of a table in ``tables/sites.toml``.
        roles: Whom the interviews must cover.
    """

    interviews: str | None = None
    sites: str | None = None
    roles: tuple[str, ...] = ()


class Programme(Frozen):
    """``[programme]`` of ``instrument.toml``."""

    cycle: tuple[CycleYear, ...] = ()
    gates: tuple[Gate, ...] = ()
    clocks: tuple[Clock, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sampling: SamplePlan | None = None
    incomplete: tuple[str, ...] = Field(default=(), description="what the auditor must do himself")


class Band(Frozen):
    """One row of a table: for a count from ``first`` to ``last`` (None: without end).

    Args:
        least: How many; None together with no share: ask the partner.
        share: So many of a hundred, rounded up.
        all: Every one.
    """

    first: int = Field(ge=1)
    last: int | None = None
    least: int | None = Field(default=None, ge=1)
    share: int | None = Field(default=None, ge=1, le=100)
    all: bool = False


class SampleTable(Fact):
    """A published table of how many to take by how many there are."""

    id: str
    title: str
    rows: tuple[Band, ...] = Field(min_length=1)

    def wanted(self, count: int) -> int | None:
        """How many of ``count`` to take; None: the table does not say, the partner must be asked."""
        row = next((row for row in self.rows if row.first <= count and (row.last is None or count <= row.last)), None)
        if row is None:
            return None
        if row.all:
            return count
        return row.least if row.share is None else -(-count * row.share // 100)
