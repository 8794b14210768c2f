"""Facts out as bytes: improvement plans and findings as DOCX, XLSX and ODS, without Django."""
