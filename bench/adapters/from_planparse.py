from dataclasses import asdict
from pathlib import Path

from harness import Result, run

from planparse.document import Plan
from planparse.model import Facts, Identity
from planparse.readers import read
from planparse.rules import load_rules
from planparse.store import plan_rows
from planparse.structure import structure

RULES = load_rules()
UNKNOWN = Identity(None, None, None, None, None, None, None, None)


def convert(path: str, _: str) -> Result:
    """Reading and structure, which is what the others do; no facts."""
    document = structure(read(Path(path)), RULES)
    plan = Plan(document.source, document, UNKNOWN, Facts(), ())
    return {"rows": asdict(plan_rows(plan))}


run(convert)
