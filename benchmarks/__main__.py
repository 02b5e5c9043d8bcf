"""`make bench`: every benchmark, or the ones named on the command line."""

import sys
from collections.abc import Callable

from benchmarks.digital import measure_digital
from benchmarks.memory import measure_memory
from benchmarks.scanned import measure_scanned
from benchmarks.small import measure_small

BENCHMARKS: dict[str, Callable[[], None]] = {
    "digital": measure_digital,
    "scanned": measure_scanned,
    "small": measure_small,
    "memory": measure_memory,
}


def main() -> None:
    """Run the benchmarks named, or all."""
    for name in sys.argv[1:] or BENCHMARKS:
        print(f"== {name}")
        BENCHMARKS[name]()


main()
