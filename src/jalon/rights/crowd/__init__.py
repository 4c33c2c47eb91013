"""The background run: many households with their offers, kept as it goes, in Parquet."""
