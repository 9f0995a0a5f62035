import argparse
import dataclasses
import importlib
import json
import logging
import pkgutil
import sys
from pathlib import Path

import django

import bench
from bench import measure

HEAD = f"{'row':<18} {'n':>4} {'median':>10} {'p95':>10} {'unit':<5} {'bare':>10} {'ratio':>7}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description=bench.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="rows to run; default: all")
    parser.add_argument(
        "--cases", type=int, default=measure.cases, metavar="N", help="dossiers to look among (1000)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there too")
    chosen = parser.parse_args(arguments)
    django.setup()
    logging.disable()
    for module in pkgutil.iter_modules(bench.__path__, "bench."):
        importlib.import_module(module.name)
    unknown = set(chosen.names) - set(measure.rows)
    if unknown:
        parser.error(f"no row {', '.join(sorted(unknown))}; there are {', '.join(measure.rows)}")
    measure.cases = chosen.cases
    with measure.afterwards:
        results = _run(chosen.names or list(measure.rows))
    if chosen.json:
        chosen.json.write_text(json.dumps([dataclasses.asdict(row) for row in results], indent=2))
    return 0


def _run(names: list[str]) -> list[measure.Row]:
    print(HEAD, flush=True)
    results = []
    for name in names:
        row = measure.run(measure.rows[name])
        results.append(row)
        print(
            f"{row.name:<18} {row.n:>4} {row.median:>10.3f} {row.p95:>10.3f} {row.unit:<5}"
            f" {row.bare:>10.3f} {row.ratio:>7.2f}",
            flush=True,
        )
    return results


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
