"""Prefect's environment, set before it is imported: its own home, no telemetry, silent, patient at start."""

import os
from pathlib import Path

SWITCHES = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # Only both together keep the temporary server from printing tracebacks when it is shut down.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
}


def prepare(root: Path) -> None:
    """Set what the user has not set; Prefect's files stay beside the ledger, never in the user's home.

    Args:
        root: The engagement, or the folder of engagements.
    """
    store = root / "store" if (root / "engagement.toml").exists() else root
    home = store / ".prefect"
    os.environ.setdefault("PREFECT_HOME", str(home.resolve()))
    os.environ.setdefault("PREFECT_PROFILES_PATH", str((home / "profiles.toml").resolve()))
    for name, value in SWITCHES.items():
        os.environ.setdefault(name, value)
