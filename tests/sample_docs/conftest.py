"""The sample's committed files, read once."""

import io
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "sample_docs"


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def truth() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((SAMPLE / "truth.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def content() -> Callable[[str], bytes]:
    """Bytes of an item by its shown path, through archives."""

    def read(shown: str) -> bytes:
        outer, *inner = shown.split(" › ")
        data = (SAMPLE / "inbox" / outer).read_bytes()
        for member in inner:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = archive.read(member)
        return data

    return read


@pytest.fixture(scope="session")
def discovered() -> set[str]:
    """Every item an intake must find: files on disk and, through archives, their members."""
    found: set[str] = set()
    for path in sorted((SAMPLE / "inbox").rglob("*")):
        if path.is_file():
            found |= _with_members(path.relative_to(SAMPLE / "inbox").as_posix(), path.read_bytes())
    return found


def _with_members(shown: str, data: bytes) -> set[str]:
    found = {shown}
    if shown.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                found |= _with_members(f"{shown} › {name}", archive.read(name))
    return found
