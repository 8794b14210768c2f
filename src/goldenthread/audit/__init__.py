"""The append-only, hash-chained trail of every change, and the outbox it writes."""
