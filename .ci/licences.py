"""What a default installation brings along, and under which licences: writes docs/licences.md, or checks it.

Usage: python .ci/licences.py [--check]. Looks at the installed packages (metadata, shared libraries in wheels, licence
texts), so it needs no network. Fails on GPL or AGPL, on a licence nobody named, and on a list that is out of date.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "licences.md"
DATA: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("licences.toml").read_text(encoding="utf-8"))
PERMISSIVE = frozenset(
    """0BSD Apache-2.0 Artistic-1.0 BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python FTL IJG ISC MIT MIT-0 MIT-CMU PSF-2.0
    Public-Domain Unlicense Zlib libpng-2.0 libtiff GCC-exception-3.1 Python-2.0""".split()
)
# Named apart in the list: their own files stay under them, and what uses them does not.
WEAK = re.compile(r"^(?:MPL|LGPL|EPL|CDDL)-")
STRONG = re.compile(r"^A?GPL-")
CARRIED = re.compile(r"(?:\.libs|\.dylibs)/[^/]+$|/lib[^/]+\.(?:so|dylib)$|[^/]+\.dll$")
LICENCE_TEXT = re.compile(r"(?:licen[sc]e|copying|notice)", re.IGNORECASE)
SPEAKS_OF_GPL = re.compile(r"GNU (?:Affero |Lesser |Library )?General Public|\bA?L?GPL", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z0-9.+-]+")


@dataclass(frozen=True)
class Package:
    """One installed package.

    Args:
        carried: Shared libraries in its wheel, and parts inside it, each with its licence.
        speaks_of_gpl: Whether a licence text in it names the GPL.
    """

    name: str
    version: str
    licence: str
    carried: tuple[tuple[str, str], ...]
    speaks_of_gpl: bool


def installed() -> tuple[Package, ...]:
    """Every package of a default installation on this machine: the project's dependencies and all of theirs."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [(Requirement(line), "") for line in project["dependencies"]]
    found: dict[str, Package] = {}
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted, extra = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = str(canonicalize_name(wanted.name))
        try:
            files = distribution(name)
        except PackageNotFoundError:
            found[name] = Package(name, "not installed", "", (), False)
            continue
        for one in ("", *sorted(wanted.extras)):
            if (name, one) not in seen:
                seen.add((name, one))
                waiting += [(Requirement(line), one) for line in files.requires or ()]
        if name not in found:
            found[name] = _package(name, files)
    return tuple(found[name] for name in sorted(found))


def _package(name: str, files: Distribution) -> Package:
    libraries = {path.name for path in files.files or () if CARRIED.search(path.as_posix())}
    carried = {(_stem(one), _licence_of_library(one)) for one in libraries}
    inside = {(part, licence) for part, licence in DATA["inside"].get(name, ())}
    return Package(name, files.version, _licence(name, files), tuple(sorted(carried | inside)), _speaks(files))


def _licence(name: str, files: Distribution) -> str:
    if name in DATA["packages"]:
        return str(DATA["packages"][name][0])
    written = files.metadata.get("License-Expression")
    if written:
        return str(written)
    own = (files.metadata.get("License") or "").strip().splitlines()[:1]
    kinds = [
        one.rpartition("::")[2].strip() for one in files.metadata.get_all("Classifier") or () if "License ::" in one
    ]
    named = [DATA["names"].get(one.lower(), one) for one in (*own, *kinds)]
    return next((one for one in named if _known(one)), named[0] if named else "")


def _stem(library: str) -> str:
    return re.split(r"[-.]", library)[0]


def _licence_of_library(library: str) -> str:
    fits = [start for start in DATA["carried"] if library.startswith(start)]
    return str(DATA["carried"][max(fits, key=len)]) if fits else ""


def _speaks(files: Distribution) -> bool:
    texts = (path.locate() for path in files.files or () if LICENCE_TEXT.search(path.name) and path.suffix != ".py")
    return any(SPEAKS_OF_GPL.search(Path(str(text)).read_text(encoding="utf-8", errors="replace")) for text in texts
               if Path(str(text)).is_file())  # fmt: skip


def _words(licence: str) -> tuple[str, ...]:
    return tuple(word for word in WORD.findall(licence) if word not in ("AND", "OR", "WITH"))


def _known(licence: str) -> bool:
    words = _words(licence)
    return bool(words) and all(word in PERMISSIVE or WEAK.match(word) or STRONG.match(word) for word in words)


def strong(licence: str) -> bool:
    """Whether a licence binds what uses it: GPL or AGPL, without the exception for runtime libraries or a choice."""
    if "WITH GCC-exception" in licence:
        return False
    parts = [[bool(STRONG.match(word)) for word in _words(part)] for part in licence.split(" OR ")]
    return bool(licence) and all(any(part) for part in parts)


def weak(licence: str) -> bool:
    """Whether a licence is one of those named apart."""
    return any(WEAK.match(word) for word in _words(licence)) or "GCC-exception" in licence


def problems(packages: tuple[Package, ...], exceptions: Mapping[str, str]) -> Iterator[str]:
    """Everything that keeps this list from being right."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for one in packages:
        if f"\n{one.name}=={one.version} " not in f"\n{lock}":
            yield f"{one.name} {one.version} is not what requirements.lock asks for: install from the lock (make setup)"
        if not one.licence:
            yield f"{one.name} {one.version}: no licence is known; name it in .ci/licences.toml [packages]"
        elif not _known(one.licence):
            yield f"{one.name}: {one.licence!r} is not a known licence; name it in .ci/licences.toml [packages]"
        if strong(one.licence):
            yield f"{one.name}: {one.licence} may not be among what is installed by default"
        if one.speaks_of_gpl and one.name not in DATA["read"]:
            yield f"{one.name}: a text in it speaks of the GPL; read it, say why in .ci/licences.toml [read]"
        for part, licence in one.carried:
            if not licence:
                yield f"{one.name}: carries {part}, whose licence is not named in .ci/licences.toml [carried]"
            if strong(licence) and f"{one.name}: {part}" not in exceptions:
                yield f"{one.name}: carries {part} under {licence}, which may not be among what is installed by default"


def listing(packages: tuple[Package, ...]) -> str:
    """The list as a page."""
    lines = [
        "# Licences of what a default installation brings",
        "",
        "Written by `python .ci/licences.py` from the installed packages of `requirements.lock` (Linux, x86-64, Python",
        "3.11; the tools of the `dev` extra are not shipped and not listed). `make check` fails when a GPL or AGPL",
        "part appears that is not named below, when a licence is not known, or when this list is out of date.",
        "",
        "## Named exceptions",
        "",
        *(f"- **{what}**: {why}" for what, why in DATA["exceptions"].items()),
        "",
        "## Named apart",
        "",
        "LGPL and MPL parts bind their own files only; the GCC runtime libraries carry the runtime exception.",
        "",
        *_apart(packages),
        "",
        "## Not packages",
        "",
        "Tesseract (Apache-2.0) with its language data (Apache-2.0), libmagic (BSD-2-Clause) and, when present,",
        "LibreOffice (MPL-2.0) are installed by the system's own package manager and started or loaded as they are.",
        "",
        "## All packages",
        "",
        "| package | version | licence | carries |",
        "| --- | --- | --- | --- |",
        *(f"| {one.name} | {one.version} | {one.licence} | {_carries(one)} |" for one in packages),
    ]
    return "\n".join(lines) + "\n"


def _apart(packages: tuple[Package, ...]) -> Iterator[str]:
    for one in packages:
        own = [f"itself ({one.licence})"] if weak(one.licence) else []
        own += [f"{part} ({licence})" for part, licence in one.carried if weak(licence)]
        if own:
            yield f"- {one.name}: {', '.join(own)}"


def _carries(one: Package) -> str:
    return "; ".join(f"{part} ({licence})" for part, licence in one.carried)


def main() -> int:
    """Write the list, or with ``--check`` only say what is wrong."""
    packages = installed()
    found = list(problems(packages, DATA["exceptions"]))
    text = listing(packages)
    if "--check" not in sys.argv[1:]:
        LIST.write_text(text, encoding="utf-8")
    elif sys.platform != "linux" or sys.version_info[:2] != (3, 11):
        print("licences: the list is compared on Linux with Python 3.11 only")
    elif not LIST.is_file() or LIST.read_text(encoding="utf-8") != text:
        found.append("docs/licences.md is out of date: run python .ci/licences.py")
    for line in found:
        print(f"licences: {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
