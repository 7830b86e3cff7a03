"""Tests of the pages of staff who take a staff check."""
