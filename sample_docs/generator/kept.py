"""Files made once with other programs from this generator's own words and drawings; see ``assets/README.md``."""

from pathlib import Path

from sample_docs.generator.model import Maker

ASSETS = Path(__file__).parent / "assets"


def asset(name: str) -> Maker:
    """What hands out the bytes of a kept file."""
    return lambda: (ASSETS / name).read_bytes()
