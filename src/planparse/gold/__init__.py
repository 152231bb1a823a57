"""Gold: what a careful analyst, reading a plan from first line to last, wants in the database."""

from planparse.gold.check import GoldProblem, check_gold
from planparse.gold.draft import gold_from
from planparse.gold.files import GOLD_NAME, PRINT_NAME, Gold, find_gold, gold_beside, gold_files, load_gold

__all__ = [
    "GOLD_NAME",
    "PRINT_NAME",
    "Gold",
    "GoldProblem",
    "check_gold",
    "find_gold",
    "gold_beside",
    "gold_files",
    "gold_from",
    "load_gold",
]
