"""The pages: blueprints by who uses them, forms made from the bank, access and headers."""
