"""Made-up data to look around in: businesses, a team of advisers and a running workshop (`make demo`)."""
