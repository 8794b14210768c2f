"""Stored source documents, their passages, and the citations that rest on them."""
