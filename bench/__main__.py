"""Measures everything and prints the table: `python -m bench`, or `make bench`. Takes a minute or two."""

from __future__ import annotations

from bench.figures import PLACES, figures
from bench.pages import CONNECTIONS, ROUNDS, SECONDS, pages
from bench.places import ASSESSMENTS, places
from bench.places import PLACES as BRANCHES
from bench.prints import prints
from bench.rules import rules
from bench.staff_check import PEOPLE, REQUESTS, staff_check
from bench.table import machine, show
from bench.uploads import SENDERS, uploads
from bench.workshop import DEVICES, workshop


def main() -> None:
    """Print each part as soon as it is measured."""
    print(machine())
    show("Rules", rules())
    load = f"{CONNECTIONS} connections from a second process, {ROUNDS} rounds of {SECONDS} s in turn"
    show(f"Pages: gunicorn gthread, 1 process; {load}", pages())
    show(f"Figures of a force: {PLACES:,} assessments shared with it", figures())
    show(f"A chain: {BRANCHES} places with {ASSESSMENTS} assessments each, time in the server", places())
    show("Print", prints())
    show(f"Staff check: {PEOPLE} people beside {REQUESTS:,} requests, gunicorn with 2 processes", staff_check())
    show(f"Uploads: {SENDERS} at once; memory of all processes of the site, and of what they start", uploads())
    show(f"Workshop: {DEVICES} devices from a second process, gunicorn with default settings", workshop())


if __name__ == "__main__":
    main()
