"""PDF by WeasyPrint: templates, rendering, joining, the plan."""
