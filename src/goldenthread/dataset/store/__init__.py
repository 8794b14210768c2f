"""Where loads are kept: Parquet files, identifiable columns apart and encrypted."""
