"""The only door to data: immutable Parquet snapshots with a manifest."""
