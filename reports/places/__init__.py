"""All places of one workspace together: what is known of each, side by side, as page, PDF and spreadsheet."""
