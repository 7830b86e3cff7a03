"""Benchmarks: they print what was measured beside its target. No test depends on them."""
