"""The licence gate refuses what it must, and the audit says when it could not run."""

import runpy
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

CI = Path(__file__).parents[2] / ".ci"


@pytest.fixture(scope="module")
def gate() -> Mapping[str, Any]:
    return _loaded("licences.py")


def _loaded(name: str) -> Mapping[str, Any]:
    module = sys.modules.setdefault("ci_script", type(sys)("ci_script"))  # where dataclasses look their module up
    assert module
    return runpy.run_path(str(CI / name), run_name="ci_script")


def _wrong(gate: Mapping[str, Any], licence: str, carried: tuple[tuple[str, str], ...] = (), gpl: bool = False) -> str:
    package = gate["Package"]("alembic", _locked("alembic"), licence, carried, gpl)
    return "\n".join(gate["problems"]((package,), {"alembic: libold": "known"}))


def _locked(name: str) -> str:
    lock = (CI.parent / "requirements.lock").read_text(encoding="utf-8")
    return lock.partition(f"\n{name}==")[2].split()[0]


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-only",
        "AGPL-3.0-or-later",
        "MIT AND GPL-2.0-or-later",
        "",
        "Proprietary",
        "GPL-2.0 OR AGPL-3.0-only",
    ],
)
def test_a_licence_that_binds_its_users_or_that_nobody_knows_is_refused(gate: Mapping[str, Any], licence: str) -> None:
    assert _wrong(gate, licence)


@pytest.mark.parametrize("licence", ["MIT", "MIT OR GPL-3.0-only", "MPL-2.0 AND (Apache-2.0 OR MIT)", "LGPL-2.1-only",
                                     "GPL-3.0-or-later WITH GCC-exception-3.1"])  # fmt: skip
def test_a_licence_that_leaves_its_users_free_passes(gate: Mapping[str, Any], licence: str) -> None:
    assert _wrong(gate, licence) == ""


def test_what_a_wheel_carries_is_looked_at(gate: Mapping[str, Any]) -> None:
    assert "carries libx under GPL-2.0-or-later" in _wrong(gate, "MIT", (("libx", "GPL-2.0-or-later"),))
    assert "not named" in _wrong(gate, "MIT", (("libx", ""),))
    assert _wrong(gate, "MIT", (("libold", "GPL-2.0-or-later"),)) == ""
    assert _wrong(gate, "MIT", (("libgomp", "GPL-3.0-or-later WITH GCC-exception-3.1"),)) == ""


def test_a_text_that_speaks_of_the_gpl_must_have_been_read(gate: Mapping[str, Any]) -> None:
    assert "speaks of the GPL" in _wrong(gate, "MIT", gpl=True)


def test_there_is_one_named_exception_and_it_is_decided(gate: Mapping[str, Any]) -> None:
    exceptions = gate["DATA"]["exceptions"]
    assert list(exceptions) == ["tesserocr: libjbig"]
    for why in exceptions.values():
        assert (CI.parent / why.rpartition("; ")[2]).is_file()


def test_the_list_names_what_is_installed(gate: Mapping[str, Any]) -> None:
    names = {one.name for one in gate["installed"]()}
    assert {"pypdfium2", "tesserocr", "pi-heif", "prefect"} <= names
    assert not {"pytest", "selenium", "pip-audit"} & names  # tools are not shipped
    text = (CI.parent / "docs" / "licences.md").read_text(encoding="utf-8")
    assert "| pi-heif |" in text and "libde265 (LGPL-3.0-or-later)" in text


def test_the_audit_counts_what_is_known_and_what_was_asked() -> None:
    told = _loaded("audit.py")["told"]
    lines, asked = told({"dependencies": [
        {"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]},
        {"name": "b", "version": "1", "vulns": []},
        {"name": "c", "skip_reason": "not found"},
    ]})  # fmt: skip
    assert (lines, asked) == (["a 1: X-1, mended in 2"], 2)


def test_an_audit_without_a_network_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = _loaded("audit.py")
    monkeypatch.setitem(script["main"].__globals__, "SERVICE", ("localhost", 1))
    assert script["main"]() == 0
    assert "could not run: no network" in capsys.readouterr().out
