"""Bytes in, structured facts with citations out; pure Python, no Django."""
