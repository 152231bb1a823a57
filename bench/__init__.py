"""Measurements: planparse's own stages (`make bench`), and other PDF readers beside it (`make bench-pdf`)."""
