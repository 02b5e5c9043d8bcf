"""Writes the dump, the engagement file, the truth, the reference texts and the README table."""

import shutil
from pathlib import Path

from sample_docs.generator.build import Built, descendants, everything
from sample_docs.generator.contents import FILES


def write_sample(target: Path) -> list[Built]:
    """Everything, replacing what an earlier run wrote."""
    inbox = target / "inbox"
    if inbox.exists():
        shutil.rmtree(inbox)
    made = []
    for built in everything(FILES):
        place = inbox / built.spec.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(built.data)
        made += [built, *descendants(built)]
    return made
