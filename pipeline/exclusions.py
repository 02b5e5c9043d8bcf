"""Which files are no evidence, by named rules kept as data: by name at intake, by content once that is known."""

import fnmatch
import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

UNREAD = "unread"
PICTURES = (".heic", ".heif", ".jpg", ".jpeg", ".png")


class NameRule(BaseModel):
    """Excludes by name alone, before a byte is looked at.

    Args:
        files: Patterns of file names.
        folders: Patterns of folder names; everything below such a folder is excluded.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    files: tuple[str, ...]
    folders: tuple[str, ...]


class ContentRule(BaseModel):
    """Excludes by what the bytes are; every condition must hold.

    Args:
        media_types: Patterns; "unread" for kinds that nothing here can open.
        names: Patterns of file names; none means any.
        beside_picture: Only where a picture of the same name stands in the same folder.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    media_types: tuple[str, ...]
    names: tuple[str, ...] = ()
    beside_picture: bool = False


class Exclusions(BaseModel):
    """The whole file of rules."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: tuple[NameRule, ...]
    content_rule: tuple[ContentRule, ...]

    @property
    def names(self) -> frozenset[str]:
        """Every rule's name."""
        return frozenset((*(one.name for one in self.rule), *(one.name for one in self.content_rule)))


@cache
def exclusions() -> Exclusions:
    """The named rules."""
    text = Path(__file__).with_name("exclusions.toml").read_text(encoding="utf-8")
    return Exclusions.model_validate(tomllib.loads(text))


def excluded_by_name(path: tuple[str, ...]) -> str | None:
    """Name of the rule that excludes an item by its name, or None.

    Args:
        path: The way through the containers; only the last segment names the item itself.
    """
    *folders, name = path[-1].casefold().split("/")
    for rule in exclusions().rule:
        if _fits(name, rule.files) or any(_fits(folder, rule.folders) for folder in folders):
            return rule.name
    return None


def excluded_by_content(
    path: tuple[str, ...], media_type: str, readable: bool, neighbours: Collection[str] = ()
) -> str | None:
    """Name of the rule that excludes an item by what it is, or None.

    Args:
        readable: Whether a reader or container opens files of this kind.
        neighbours: Names, in small letters, of the files in the same folder.
    """
    name = path[-1].rpartition("/")[2].casefold()
    for rule in exclusions().content_rule:
        kinds = {media_type} if readable else {media_type, UNREAD}
        if not any(_fits(kind, rule.media_types) for kind in kinds):
            continue
        if rule.names and not _fits(name, rule.names):
            continue
        if rule.beside_picture and not any(f"{name.rpartition('.')[0]}{end}" in neighbours for end in PICTURES):
            continue
        return rule.name
    return None


def _fits(text: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(text, pattern.casefold()) for pattern in patterns)
