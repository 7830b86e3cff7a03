"""What a page, a command and a worker do alike: functions on typed services, no Flask, no SQL."""
