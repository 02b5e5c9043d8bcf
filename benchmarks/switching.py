"""The sample client under every other instrument: seconds a switch takes, and what is located (the README's table)."""

import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.many import watch
from rules.load import shipped

SAMPLE = Path(__file__).resolve().parents[1] / "sample_docs"
GONE = ("not_located", "out_of_period", "unreadable_source")


def measure_switching() -> None:
    """Print one row an instrument; the first is the sample's own, whose seconds are those of reading it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "e"
        root.mkdir()
        shutil.copytree(SAMPLE / "inbox", root / "inbox")
        for name in ("engagement.toml", "passwords.txt"):
            shutil.copy(SAMPLE / name, root)
        first = watch("run", str(root))
        own = json.loads((root / "report" / "coverage.json").read_text(encoding="utf-8"))["instrument"]["id"]
        print("| instrument | located | partial | not located | not applicable | seconds | processor |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        _row(own, root / "report", first.seconds, first.processor)
        for name in shipped():
            if name != own:
                seen = watch("run", str(root), "--instrument", name)
                _row(name, root / "report" / name, seen.seconds, seen.processor)


def _row(name: str, report: Path, seconds: float, processor: float) -> None:
    coverage = json.loads((report / "coverage.json").read_text(encoding="utf-8"))
    found = Counter(row["status"] for row in coverage["questions"])
    lost = sum(found[word] for word in GONE)
    counts = f"{found['candidate']} | {found['partial']} | {lost} | {found['not_applicable']}"
    print(f"| `{name}` | {counts} | {seconds:.1f} | {processor:.1f} |", flush=True)
