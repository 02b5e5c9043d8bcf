"""Known vulnerabilities of the locked packages: asks OSV through pip-audit, or says that it could not run.

Without a network, or where the service does not answer, nothing fails: an audit that could not run says so, because
silence would look like a clean result.
"""

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SERVICE = ("api.osv.dev", 443)
SECONDS = 300


def reachable() -> bool:
    """Whether the service's machine can be reached at all."""
    try:
        socket.create_connection(SERVICE, timeout=5).close()
    except OSError:
        return False
    return True


def told(report: Any) -> tuple[list[str], int]:
    """What an audit's report says: one line a known vulnerability, and how many packages were looked up.

    Args:
        report: pip-audit's JSON.
    """
    packages = report["dependencies"]
    lines = [
        f"{one['name']} {one['version']}: {known['id']}, mended in {', '.join(known['fix_versions']) or 'none yet'}"
        for one in packages
        for known in one.get("vulns", ())
    ]
    return lines, sum("skip_reason" not in one for one in packages)


def main() -> int:
    """0 when nothing is known or nothing could be asked, 1 when something is known."""
    if not reachable():
        print(f"audit: could not run: no network ({SERVICE[0]} cannot be reached)")
        return 0
    options = "--disable-pip --require-hashes --vulnerability-service osv --format json --progress-spinner off".split()
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / "requirements.lock"), *options]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        lines, asked = told(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        print(f"audit: could not run: no answer within {SECONDS} seconds")
        return 0
    except (json.JSONDecodeError, KeyError):
        print("audit: could not run: the service gave no answer, or pip-audit is not installed")
        return 0
    for line in lines:
        print(f"audit: {line}")
    print(f"audit: {asked} packages looked up, {len(lines)} known vulnerabilities")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
