"""What a 取組 does, to what, and how firmly."""

from planparse.extract.predicates.read import Predicate, add_predicates, read_predicates

__all__ = ["Predicate", "add_predicates", "read_predicates"]
