"""The report object and its parts: one frozen value, printed in many ways."""
