"""Cards and posters to hang up, and the business's logo."""
