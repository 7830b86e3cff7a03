"""Exports of the plan: spreadsheet, document, table, calendar, data."""
