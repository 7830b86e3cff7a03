"""Print orders, the queue and the worker that prints them, and one module for each kind of document."""
