"""Bytes of partners' files to rows of text, and back: CSV, workbooks and XML, streamed."""
