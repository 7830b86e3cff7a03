"""Statistics of a force and the summary of a workshop."""
