"""Old documents → new ones by LibreOffice where it is installed: several in one call, each with its own profile."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import SetupError, ToolError
from pipeline.tools import run

PROGRAMS = ("soffice", "libreoffice")

# No macro runs, no link is followed or updated, nothing is asked of anybody.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>'
_CHOICES = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
    ("Common/Misc", "FirstRun", "false"),
)
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")


@cache
def program() -> str | None:
    """Where LibreOffice is, None where it is not installed; nothing is started for the answer."""
    return next((found for name in PROGRAMS if (found := shutil.which(name)) is not None), None)


@dataclass(frozen=True, slots=True)
class Converted:
    """What a call made.

    Args:
        copies: The new file by the name of the old; what could not be converted is missing.
        ended: Whether the program came to its own end, so that what is missing is not worth another call.
    """

    copies: Mapping[str, Path]
    ended: bool


@contextmanager
def converted(files: Mapping[str, str], ending: str, target: str, seconds: float) -> Iterator[Converted]:
    """Copies in a new format, for as long as they are read.

    Args:
        files: Path of every file by a short name of the caller's.
        ending: Of the files' format, e.g. "doc".
        target: Ending of the wanted format, e.g. "docx".
        seconds: Limit for the whole call.
    """
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        sources, results = Path(folder) / "in", Path(folder) / "out"
        sources.mkdir()
        results.mkdir()
        copies = {name: sources / f"{number:04d}.{ending}" for number, name in enumerate(files)}
        for name, copy in copies.items():
            shutil.copyfile(files[name], copy)
        ended = _convert(list(copies.values()), target, results, Path(folder), seconds)
        made = {name: results / f"{copy.stem}.{target}" for name, copy in copies.items()}
        there = {name: path for name, path in made.items() if path.is_file() and path.stat().st_size}
        yield Converted(there, ended)


def _convert(sources: list[Path], target: str, results: Path, folder: Path, seconds: float) -> bool:
    """Runs the program once, true when it ended by itself; what it made before it was stopped stays."""
    office = program()
    if office is None:
        return True
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _CHOICES)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
               "--convert-to", target, "--outdir", str(results), *map(str, sources)]  # fmt: skip
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        ran = run(command, timeout=seconds, folder=folder, environment=environment)
    except (ToolError, SetupError):
        return False
    return ran.exit_code == 0
