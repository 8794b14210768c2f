"""The engines that expressions run on: DuckDB in process, or Apache Spark."""
