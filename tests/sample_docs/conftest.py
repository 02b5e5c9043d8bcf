"""The sample's committed files, read once."""

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from opening_sample import members

SAMPLE = Path(__file__).resolve().parents[2] / "sample_docs"


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def truth() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((SAMPLE / "truth.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def everything() -> dict[str, bytes]:
    """Every item an intake must find, by its shown path: files on disk and what they carry, at any depth."""
    found: dict[str, bytes] = {}
    waiting = [
        (path.relative_to(SAMPLE / "inbox").as_posix(), path.read_bytes())
        for path in sorted((SAMPLE / "inbox").rglob("*"))
        if path.is_file()
    ]
    while waiting:
        shown, data = waiting.pop()
        assert shown not in found
        found[shown] = data
        waiting += [(f"{shown} › {name}", inner) for name, inner in members(shown, data).items()]
    return found


@pytest.fixture(scope="session")
def content(everything: dict[str, bytes]) -> Callable[[str], bytes]:
    """Bytes of an item by its shown path."""
    return everything.__getitem__


@pytest.fixture(scope="session")
def discovered(everything: dict[str, bytes]) -> set[str]:
    """The shown paths of all items."""
    return set(everything)
