"""The plan to take away: spreadsheet, document, table, calendar, data."""
