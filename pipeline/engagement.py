"""The engagement: engagement.toml and the folder around it, read into checked values."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from classifiers.document_types import load_types
from pipeline.errors import UnsafeConfigurationError, UsageError
from pipeline.model import Profile, Site, Window
from rules.load import RulePackError, check_folder, load_pack, shipped
from rules.model import RulePack

MOST_PASSWORDS = 200
MOST_PASSWORD_BYTES = 8 << 10

# An instrument's id names a folder of the report: small letters, digits and dashes, nothing that walks elsewhere.
PAGES_FOLDER = "pages"  # the report's own
INSTRUMENT_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


class SiteEntry(BaseModel):
    """One ``[[sites]]`` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()


class Engagement(BaseModel):
    """What ``engagement.toml`` says; keys nobody knows are errors (contracts, section 2)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    client: str = Field(min_length=1)
    client_aliases: tuple[str, ...] = ()
    instrument: str = Field(min_length=1)
    audit_date: date
    purpose: Literal["audit", "triage"] = "triage"
    head_count: int | None = Field(default=None, ge=1, strict=True)
    language: Literal["en", "fr"] = "en"
    window_from: date | None = None
    window_to: date | None = None
    passwords_file: str | None = None
    sites: tuple[SiteEntry, ...] = ()

    @model_validator(mode="after")
    def _window_runs_forward(self) -> "Engagement":
        last = self.window_to or self.audit_date
        if self.window_from and self.window_from > last:
            raise ValueError(f"window_from is after {'window_to' if self.window_to else 'audit_date'}")
        names = [site.name for site in self.sites]
        if len(names) != len(set(names)):
            raise ValueError("two sites carry the same name")
        return self

    def window(self, months: int = 12) -> Window:
        """The audit window, both days inclusive.

        Args:
            months: Length the instrument asks for; the file's own dates win.
        """
        last = self.window_to or self.audit_date
        return Window(self.window_from or months_before(last, months), last)

    def profile(self, months: int, as_of: date) -> Profile:
        """The employer as sampling and coverage need to know it."""
        sites = tuple(Site(entry.name, entry.aliases) for entry in self.sites) or (Site(self.client),)
        return Profile(
            client=self.client,
            client_aliases=self.client_aliases,
            sites=sites,
            head_count=self.head_count,
            audit_date=self.audit_date,
            window=self.window(months),
            as_of=as_of,
        )


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    for candidate in range(day.day, 27, -1):
        try:
            return date(year, month + 1, candidate)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


class Folders(BaseModel):
    """Where things of an engagement are."""

    model_config = ConfigDict(frozen=True)

    root: Path

    @property
    def settings_file(self) -> Path:
        """engagement.toml."""
        return self.root / "engagement.toml"

    @property
    def inbox(self) -> Path:
        """The client's files: read only."""
        return self.root / "inbox"

    @property
    def store(self) -> Path:
        """Ledger and originals."""
        return self.root / "store"

    @property
    def originals(self) -> Path:
        """Content-addressed copies of everything received."""
        return self.store / "originals"

    @property
    def report(self) -> Path:
        """What the auditor opens."""
        return self.root / "report"

    def check(self) -> None:
        """Refuse a layout in which a run could touch the client's files or feed on its own output.

        Raises:
            UsageError: There is no inbox.
            UnsafeConfigurationError: Folders lie inside each other.
        """
        if not self.inbox.is_dir():
            raise UsageError(
                f"There is no inbox folder in {self.root.name}.",
                "Create it with `cor-evidence init`, or put the client's files into a folder named inbox.",
            )
        inbox, store, report = (path.resolve() for path in (self.inbox, self.store, self.report))
        for name, other in (("report", report), ("store", store)):
            if inbox == other or inbox.is_relative_to(other) or other.is_relative_to(inbox):
                raise UnsafeConfigurationError(
                    f"The inbox and the {name} folder lie inside each other.",
                    "Keep inbox, store and report as three separate folders; nothing was read or written.",
                )


def load_engagement(root: Path) -> Engagement:
    """Read and check ``engagement.toml``.

    Raises:
        UsageError: Missing, unreadable or wrong; all problems in one message.
    """
    file = root / "engagement.toml"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(
            f"{root.name} is not an engagement: engagement.toml is missing.",
            "Create one with `cor-evidence init DIR --instrument ab-aasp --client NAME --audit-date YYYY-MM-DD`.",
        ) from None
    except UnicodeDecodeError:
        raise UsageError("engagement.toml is not UTF-8 text.", "Save it as UTF-8 and run again.") from None
    except OSError as error:
        raise UsageError(f"engagement.toml cannot be opened: {error.strerror}.", "Check its permissions.") from None
    return check_engagement(text)


def check_engagement(text: str) -> Engagement:
    """The engagement that the text of an ``engagement.toml`` describes.

    Raises:
        UsageError: It is no TOML, or wrong; all problems in one message.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"engagement.toml cannot be read: {error}.", "Correct the line named and run again.") from None
    try:
        return Engagement.model_validate(data)
    except ValidationError as error:
        problems = "; ".join(_problem(item["loc"], item["msg"], item["type"]) for item in error.errors())
        raise UsageError(
            f"engagement.toml: {problems}.", "Correct engagement.toml; docs/glossary.md lists the keys."
        ) from None


def instrument_pack(name: str, beside: Path | None = None) -> RulePack:
    """The rule pack of a shipped instrument, or of a folder or workbook with a pack of one's own.

    Args:
        beside: The engagement's folder, from which a path is seen first; then from where the command runs.

    Raises:
        UsageError: There is none, or it is wrong; all problems in one message.
    """
    own = name not in shipped()
    path = None if beside is None or not own else beside / name
    wanted = str(path) if path is not None and path.exists() else name
    try:
        pack = load_pack(wanted)
        problems = check_folder(wanted, load_types())[0] if own else ()
    except RulePackError as error:
        problems = error.problems
    if problems:
        raise UsageError(
            f"The instrument {name} cannot be used: {'; '.join(str(problem) for problem in problems)}.",
            "Choose one that `cor-evidence instruments list` shows, or correct the files named.",
        )
    if INSTRUMENT_ID.fullmatch(pack.instrument.id) is None or pack.instrument.id == PAGES_FOLDER:
        raise UsageError(
            f"The instrument {name} has an id that cannot name a folder.",
            f"Write its id with small letters, digits and dashes only, and not {PAGES_FOLDER!r}.",
        )
    return pack


def load_passwords(root: Path, engagement: Engagement) -> tuple[str, ...]:
    """The client's passwords, one a line, from the file that ``passwords_file`` names; none when it names none.

    Raises:
        UsageError: The file is missing, unreadable or too long.
    """
    if engagement.passwords_file is None:
        return ()
    try:
        text = (root / engagement.passwords_file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(
            f"The passwords_file {engagement.passwords_file} cannot be read.",
            "Correct its path in engagement.toml (seen from the engagement's folder); it holds one password a line.",
        ) from None
    passwords = tuple(dict.fromkeys(line for line in text.splitlines() if line))
    if len(passwords) > MOST_PASSWORDS or len(text) > MOST_PASSWORD_BYTES:
        raise UsageError("The passwords_file is too long.", f"Keep at most {MOST_PASSWORDS} passwords in it.")
    return passwords


def _problem(place: tuple[int | str, ...], message: str, kind: str) -> str:
    key = ".".join(str(part) for part in place) or "file"
    return f"unknown key '{key}'" if kind == "extra_forbidden" else f"'{key}': {message}"
