"""``python -m sample_docs.generator [OUT]`` writes the sample client's dump with its truth."""

import sys
from pathlib import Path

from sample_docs.generator.write import write_sample


def main() -> None:
    """Writes into the given folder, by default into this checkout's ``sample_docs``."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1]
    write_sample(target)


if __name__ == "__main__":
    main()
