"""The trail, the outbox and what drains it."""
