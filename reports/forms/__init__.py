"""The blank questionnaire as a PDF form, and how a filled one is read back."""
