"""planparse: what Japanese municipal plans say, with the evidence of every fact."""

__version__ = "0.1.0"
