"""`python -m bench.faults kill|disk|lock|damage|clock`: tries a fault, and ends with code 1 if anything was lost."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from bench.faults.clock import clock
from bench.faults.damage import damage
from bench.faults.disk import disk
from bench.faults.kill import kill
from bench.faults.lock import lock

FAULTS: dict[str, Callable[[], list[str]]] = {
    "kill": kill,
    "disk": disk,
    "lock": lock,
    "damage": damage,
    "clock": clock,
}


def main() -> int:
    """Try the faults that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("fault", nargs="*", help=f"{', '.join(FAULTS)}; without any, all", metavar="fault")
    parser.add_argument("--rounds", type=int, default=200, help="how often `kill` kills (200)")
    asked = parser.parse_args()
    unknown = set(asked.fault) - set(FAULTS)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}: choose from {', '.join(FAULTS)}")
    wrong = []
    for name in asked.fault or FAULTS:
        print(f"== {name}", flush=True)
        wrong += kill(asked.rounds) if name == "kill" else FAULTS[name]()
    for each in wrong:
        print(f"WRONG: {each}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
