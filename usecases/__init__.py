"""The use cases that pages, commands and the worker share: functions on typed services, no Flask, no SQL."""
