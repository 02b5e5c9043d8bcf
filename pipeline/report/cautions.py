"""What is wrong with an engagement as a whole, in the words of the report's language."""

from pipeline.model import Caution
from pipeline.report.labels import Labels


def caution_text(caution: Caution, labels: Labels) -> str:
    """The sentence for the auditor."""
    values = dict(caution.values)
    trust = {"trust": labels(f"programme.trust_{values['confidence']}")} if "confidence" in values else {}
    if caution.kind == "head_count":
        bounds = {name for name in ("minimum", "maximum") if values[name]}
        key = "bound_between" if len(bounds) == 2 else "bound_from" if "minimum" in bounds else "bound_to"
        bound = labels(f"caution.{key}", minimum=values["minimum"], maximum=values["maximum"])
        other = values["other"]
        instead = labels("caution.use", other=other) if other else labels("caution.correct")
        return labels("caution.head_count", bound=bound, instead=instead, **values, **trust)
    if caution.kind == "no_records" and not values["newest"]:
        return labels("caution.no_dates", **values)
    return labels(f"caution.{caution.kind}", **values, **trust)
