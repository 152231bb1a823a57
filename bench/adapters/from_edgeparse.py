import edgeparse
from harness import Result, run


def convert(path: str, _: str) -> Result:
    """Markdown of the whole document, all options as they are by default."""
    return {"markdown": edgeparse.convert(path, format="markdown")}


run(convert)
