"""What every value of a rule pack is built on: frozen, schema-checked, with a source where it states a fact."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Confidence = Literal["exact", "partial", "inferred"]


class Frozen(BaseModel):
    """Base: immutable, and a key nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(Frozen):
    """A fact about a programme or a law.

    Args:
        source: Who says so.
        confidence: "exact": the issuer or the law itself; "partial": somebody else, or an older edition; "inferred":
            our reading.
        note: What else an auditor must know of it, e.g. that two pages of the source disagree.
    """

    source: Annotated[str, Field(min_length=1)]
    confidence: Confidence
    note: str | None = None
