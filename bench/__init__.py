"""Benchmarks: they print numbers as measured, beside what we aim at. No test depends on them."""
