"""Tests of `reports/places/`."""
