"""`make bench`: every benchmark, or the ones named on the command line."""

import argparse
from collections.abc import Callable
from functools import partial

from benchmarks.accuracy import measure_accuracy
from benchmarks.digital import measure_digital
from benchmarks.facts import measure_facts
from benchmarks.long_scan import PAGES, measure_long_scan
from benchmarks.many import FILES, measure_many
from benchmarks.mapping import measure_mapping
from benchmarks.matrix_cells import measure_matrix_cells
from benchmarks.memory import measure_memory
from benchmarks.ocrmypdf import measure_ocrmypdf
from benchmarks.pens import measure_pens
from benchmarks.reading_errors import measure_reading_errors
from benchmarks.rows import measure_rows
from benchmarks.scanned import measure_scanned
from benchmarks.scanned_cells import measure_scanned_cells
from benchmarks.separation import measure_separation
from benchmarks.small import measure_small
from benchmarks.switching import measure_switching
from benchmarks.understanding import measure_understanding

BENCHMARKS: dict[str, Callable[[], None]] = {
    "accuracy": measure_accuracy,
    "digital": measure_digital,
    "scanned": measure_scanned,
    "ocrmypdf": measure_ocrmypdf,
    "long_scan": measure_long_scan,
    "reading_errors": measure_reading_errors,
    "scanned_cells": measure_scanned_cells,
    "small": measure_small,
    "separation": measure_separation,
    "understanding": measure_understanding,
    "memory": measure_memory,
    "many": measure_many,
    "mapping": measure_mapping,
    "switching": measure_switching,
    "facts": measure_facts,
    "pens": measure_pens,
    "rows": measure_rows,
    "matrix_cells": measure_matrix_cells,
}


def main() -> None:
    """Run the benchmarks named, or all."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; all when none is named")
    parser.add_argument("--pages", type=int, default=PAGES, help=f"pages of the long scan (default {PAGES})")
    parser.add_argument("--files", type=int, default=FILES, help=f"files of the dump of many (default {FILES})")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    runs = BENCHMARKS | {
        "long_scan": partial(measure_long_scan, chosen.pages),
        "many": partial(measure_many, chosen.files),
    }
    for name in chosen.names or runs:
        print(f"== {name}", flush=True)
        runs[name]()


main()
