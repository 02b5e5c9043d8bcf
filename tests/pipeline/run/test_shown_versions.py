"""What the report says of the tools that made it."""

import sys

import pytest

from pipeline.run.stamps import shown_versions


def test_the_report_says_how_names_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dict(shown_versions("5.3.0"))["person names"] == "language model and rules"
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    told = dict(shown_versions("5.3.0"))
    assert told["person names"].startswith("rules only")
    assert told["recognition"] == "5.3.0"
    assert told["python"] == ".".join(str(part) for part in sys.version_info[:3])
