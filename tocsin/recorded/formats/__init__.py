"""Files of recorded metric data: CSV, JSON and Parquet."""

from tocsin.recorded.formats.read import read_queries, read_recorded

__all__ = [
    "read_queries",
    "read_recorded",
]
