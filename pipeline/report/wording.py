"""Report: coverage values in, the sentences that people read (page and workbook alike) out."""

from dataclasses import dataclass

from classifiers.document_types import load_types
from pipeline.mapping.fitting import ALL_SITES
from pipeline.model import EvidenceDate, Missing, QuestionCoverage, SiteCoverage
from pipeline.report.labels import Labels
from pipeline.report.names import shown_name, shown_text
from pipeline.report.speech import Speech, load_speech
from rules.model import Rule

STATUSES = ("candidate", "partial", "out_of_period", "not_located", "unreadable_source", "not_applicable")
"""Statuses a documentation question can have, in the order the report shows them."""
GAP_STATUSES = ("not_located", "unreadable_source", "partial", "out_of_period")
DECISIONS = ("confirmed", "rejected", "changed")

_MISSING_ORDER = ("period", "site", "document", "person", "criterion", "signature", "date", "action")


def _by_value(missing: Missing) -> str:
    return missing.value


@dataclass(frozen=True, slots=True)
class Line:
    """A label with the text after it."""

    label: str
    text: str


def spaced(code: str) -> str:
    """A code as words: "hazard_assessment" as "hazard assessment"."""
    return code.replace("_", " ")


@dataclass(frozen=True)
class Wording:
    """Sentences in the report's language."""

    labels: Labels

    @property
    def say(self) -> Speech:
        """The core's own words in the report's language."""
        return load_speech(self.labels.language)

    def ended(self, code: str | None) -> str:
        """A status, terminal state or class of exception in words, with the count that may follow it."""
        name, _, count = (code or "").partition(" ")
        keys = (f"{table}.{name}" for table in ("status", "recon", "exception"))
        words = next((self.labels(key) for key in keys if key in self.labels.words), shown_text(name))
        return f"{words} {shown_text(count)}".strip()

    def located(self, row: QuestionCoverage | SiteCoverage) -> str:
        """How many: "9 of 12", "9", or a dash where nothing is counted."""
        if row.located is None:
            return self.labels("dash")
        if row.expected is None:
            return self.labels("located.only", located=row.located)
        return self.labels("located.of", located=row.located, expected=row.expected)

    def missing(self, row: QuestionCoverage | SiteCoverage) -> tuple[Line, ...]:
        """What is missing and due, one line a kind; absent periods say when undated records must be looked at."""
        lines = []
        for kind in _MISSING_ORDER:
            due = [one for one in row.missing if one.kind == kind and one.due]
            if not due:
                continue
            text = self.values(tuple(sorted(due, key=_by_value) if kind == "period" else due))
            if kind == "period" and row.undated > 0:
                text = f"{text} ({self.labels.plural('missing.undated', row.undated)})"
            lines.append(Line(self.labels(f"missing.{kind}"), text))
        if row.undated > 0 and not any(one.kind == "period" and one.due for one in row.missing):
            lines.append(Line("", self.labels.plural("missing.undated_note", row.undated)))
        return tuple(lines)

    def missing_text(self, row: QuestionCoverage | SiteCoverage) -> str:
        """The same in one cell."""
        return "; ".join(f"{line.label}: {line.text}" if line.label else line.text for line in self.missing(row))

    def not_due(self, row: QuestionCoverage | SiteCoverage) -> str:
        """What is not due yet; empty when nothing is."""
        return self.values(tuple(one for one in row.missing if not one.due))

    def lacks(self, missing: tuple[Missing, ...]) -> str:
        """What one evidence lacks."""
        return "; ".join(f"{self.labels(f'missing.{one.kind}')}: {self.values((one,))}" for one in missing)

    def values(self, missing: tuple[Missing, ...]) -> str:
        """Values of missing things, withheld ones said so."""
        return ", ".join(shown_text(spaced(one.value)) if one.value else self.labels("withheld") for one in missing)

    def date(self, date: EvidenceDate) -> str:
        """An evidence date with its state, never a guess."""
        if date.state == "ambiguous":
            choices = date.alternatives or ((date.value,) if date.value is not None else ())
            dates = self.labels("date.or").join(one.isoformat() for one in choices)
            return self.labels("date.ambiguous", dates=dates or self.labels("unknown"))
        if date.state == "read" and date.value is not None:
            role = f" {self.labels('date.role', role=self.say(spaced(date.role)))}" if date.role else ""
            return self.labels("date.read", date=date.value.isoformat()) + role
        return self.labels("date.illegible" if date.state == "illegible" else "date.absent")

    def truth(self, value: bool | None) -> str:
        """Yes, no, or not known."""
        return self.labels("unknown") if value is None else self.labels("yes" if value else "no")

    def methods(self, methods: tuple[str, ...]) -> str:
        """Verification methods in words."""
        return ", ".join(self.labels(f"method_name.{one}") for one in methods)

    def document_type(self, name: str) -> str:
        """A document type in words: its title, or in other languages the words for it."""
        if name == "unknown":
            return self.labels("documents.unknown_type")
        known = load_types().get(name)
        return known.title if known is not None and self.labels.language == "en" else self.say(spaced(name))

    def site(self, site: str | None) -> str:
        """A site's name, or the words for what stands for all sites or names none."""
        if site is None:
            return self.labels("heat.no_site")
        return self.labels("heat.all_sites") if site == ALL_SITES else shown_name(site)

    def expected(self, rule: Rule | None) -> str:
        """Which evidence a rule expects."""
        return ", ".join(self.document_type(one) for one in rule.types) if rule is not None else ""

    def period_rule(self, rule: Rule | None) -> str:
        """How many and from when, in a few words."""
        if rule is None:
            return ""
        words = [self.labels(f"sheet.rule_{rule.nature}"), self.labels(f"sampling.{rule.sampling.kind}")]
        if rule.sampling.cadence is not None:
            words.append(self.labels(f"sampling.{rule.sampling.cadence}"))
        if rule.sampling.per_site and rule.sampling.kind != "per_site":
            words.append(self.labels("sampling.per_site"))
        return "; ".join(words)
