"""The statements of the store, once for every database that can be behind it."""
