"""Writes the dump, the engagement file, the truth, the reference texts and the README table."""

import shutil
from pathlib import Path

from sample_docs.generator import plan
from sample_docs.generator.build import Built, descendants, everything
from sample_docs.generator.contents import FILES
from sample_docs.generator.readme import readme
from sample_docs.generator.truth import measured_pages, quoted, slug, truth_text

PASSWORDS_FILE = "passwords.txt"


def engagement() -> str:
    """``engagement.toml`` of the sample."""
    pairs = [
        ("client", plan.COMPANY), ("client_aliases", plan.ALIASES), ("instrument", "ab-aasp"),
        ("audit_date", plan.AUDIT_DATE), ("purpose", "triage"), ("head_count", plan.HEAD_COUNT), ("language", "en"),
        ("passwords_file", PASSWORDS_FILE),
    ]  # fmt: skip
    text = "".join(f"{key} = {quoted(value)}\n" for key, value in pairs)
    for name, aliases in plan.SITES:
        text += f"\n[[sites]]\nname = {quoted(name)}\naliases = {quoted(aliases)}\n"
    return text


def put(place: Path, data: bytes) -> None:
    """Writes bytes, making folders."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def write_sample(target: Path) -> list[Built]:
    """Everything, replacing what an earlier run wrote; only the folders of this sample are touched."""
    for folder in ("inbox", "truth_text"):
        if (target / folder).exists():
            shutil.rmtree(target / folder)
    made = list(everything(FILES))
    for built in made:
        put(target / "inbox" / built.spec.path, built.data)
        for one in (built, *descendants(built)):
            for page in measured_pages(one):
                put(target / "truth_text" / slug(one) / f"p{page:03d}.txt", one.texts[page - 1].encode())
    put(target / "engagement.toml", engagement().encode())
    put(target / PASSWORDS_FILE, "".join(f"{password}\n" for password in plan.PASSWORDS).encode())
    put(target / "truth.toml", truth_text(made).encode())
    put(target / "README.md", readme(made).encode())
    return made
