"""Report: a language in, the fixed words of the report in it out."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Language = Literal["en", "fr"]
LABELS_FILE = Path(__file__).with_name("labels.toml")


@dataclass(frozen=True)
class Labels:
    """The words of one language, by dotted key; an unknown key is a bug and raises KeyError."""

    language: Language
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, with its named places filled."""
        text = self.words[key]
        return text.format(**values) if values else text

    def plural(self, key: str, count: int) -> str:
        """The words for a counted thing: ``<key>.one`` or ``<key>.many``; French counts zero as one."""
        singular = count == 1 or (self.language == "fr" and count == 0)
        return self(f"{key}.one" if singular else f"{key}.many", n=count)


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat


@cache
def load_labels(language: Language) -> Labels:
    """Read the words of one language from the data file."""
    with LABELS_FILE.open("rb") as file:
        tables = tomllib.load(file)
    return Labels(language, MappingProxyType(_flatten(tables[language])))
