"""The blank questionnaire as a PDF form, and the reading of a filled-in one."""
