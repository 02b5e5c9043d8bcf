"""The needs a rule may name, each with the function that answers it for one document."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.mapping.answers import Answer
from pipeline.mapping.needs_rows import (
    action_closed,
    action_due,
    action_owner,
    attendance,
    controls,
    health_and_safety_hazards,
    manager_present,
    rating,
    root_cause,
)
from pipeline.mapping.needs_signatures import both_signatures, reviewer_signed, signed, signed_by_top_manager
from pipeline.mapping.needs_time import before_first_duty, dated, filled, reviewed_in_interval, valid_on_audit_date
from pipeline.mapping.surroundings import Surroundings
from pipeline.mapping.view import View
from rules.model import Need, Rule

NEEDS: Mapping[Need, Callable[[View, Rule, Surroundings], Answer]] = MappingProxyType(
    {
        "signed": signed,
        "dated": dated,
        "filled": filled,
        "signed_by_top_manager": signed_by_top_manager,
        "attendance": attendance,
        "manager_present": manager_present,
        "action_owner": action_owner,
        "action_due": action_due,
        "action_closed": action_closed,
        "controls": controls,
        "rating": rating,
        "health_and_safety_hazards": health_and_safety_hazards,
        "root_cause": root_cause,
        "reviewer_signed": reviewer_signed,
        "valid_on_audit_date": valid_on_audit_date,
        "reviewed_in_interval": reviewed_in_interval,
        "both_signatures": both_signatures,
        "before_first_duty": before_first_duty,
    }
)
