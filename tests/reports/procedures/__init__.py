"""Tests of the procedures as documents."""
