"""A province's streams and law as frozen values: sizes, committees, laws that changed, validity of tickets."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from rules.facts import Fact, Frozen

Day = Annotated[str, Field(pattern=r"^\d{4}(-\d\d-\d\d)?$", description="ISO date; a year where the day was not read")]


class Stream(Fact):
    """Which stream a company of a head count falls in, as one body of a jurisdiction runs it."""

    name: str
    minimum: int | None = Field(default=None, ge=1)
    maximum: int | None = Field(default=None, ge=1)
    body: str = Field(default="", description="whose rule it is where not everybody's in the jurisdiction")
    count_basis: str = ""
    instruments: tuple[str, ...] = ()

    def takes(self, head_count: int) -> bool:
        """Whether a company of that head count belongs to it."""
        above = self.minimum is None or head_count >= self.minimum
        return above and (self.maximum is None or head_count <= self.maximum)


class Committee(Fact):
    """From which head count the law asks for a committee or a representative, and how often a committee meets.

    Args:
        committee_from: None: the head count was not read, only the rhythm.
        in_force_from: ISO date; None: for as long as the sources know.
        meets: Rhythm the law or practice sets, None: not found.
    """

    committee_from: int | None = Field(default=None, ge=1)
    representative_from: int | None = Field(default=None, ge=1)
    meets: Literal["monthly", "quarterly"] | None = None
    in_force_from: Day | None = None


class Duty(Fact):
    """Something the law of a jurisdiction asks for, e.g. how long minutes are kept; shown, not applied."""

    title: str
    says: str
    in_force_from: Day | None = None


class Law(Fact):
    """A rule of law that changed at a date and what it changes for which requirements."""

    id: str
    title: str
    in_force_from: Day
    until_then: str
    since_then: str
    requirements: tuple[str, ...] = ()


class Ticket(Fact):
    """How long a ticket is good for where the paper does not say; the printed expiry always wins.

    Args:
        any_of: Phrases of the course's name, as in ``rules.criteria``.
    """

    name: str
    any_of: tuple[str, ...] = Field(min_length=1)
    months: int = Field(gt=0)


class Jurisdiction(Frozen):
    """``jurisdictions/CA-XX.toml``: one province's streams, committee law, duties, changed laws, ticket validity."""

    id: str
    name: str
    small_stream_note: str = Field(default="", description="where the popular '20 employees' is right or wrong here")
    streams: tuple[Stream, ...] = ()
    committees: tuple[Committee, ...] = ()
    duties: tuple[Duty, ...] = ()
    laws: tuple[Law, ...] = ()
    tickets: tuple[Ticket, ...] = ()

    def streams_for(self, head_count: int) -> tuple[Stream, ...]:
        """The streams a company of that head count may use; none: the facts name none."""
        return tuple(stream for stream in self.streams if stream.takes(head_count))

    def committee_on(self, day: date) -> Committee | None:
        """The committee rule in force on a day, the newest of those that had begun."""
        begun = [rule for rule in self.committees if rule.in_force_from is None or _begun(rule.in_force_from, day)]
        return max(begun, key=lambda rule: rule.in_force_from or "", default=None)

    def laws_on(self, day: date) -> tuple[Law, ...]:
        """The changed laws in force on a day."""
        return tuple(law for law in self.laws if _begun(law.in_force_from, day))


def _begun(since: str, day: date) -> bool:
    """Whether a rule had begun; one whose day was not read begins with its year."""
    return day.isoformat() >= since
