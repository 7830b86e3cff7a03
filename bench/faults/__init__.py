"""Faults that a machine can have, tried on a service with made-up businesses: `python -m bench.faults kill`."""
