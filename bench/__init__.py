"""Benchmarks: ``python -m bench``. Ratios within one run only (docs/performances.md)."""
