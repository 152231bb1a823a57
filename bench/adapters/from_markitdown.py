from harness import Result, run
from markitdown import MarkItDown


def convert(path: str, _: str) -> Result:
    """Markdown; it has no options for PDFs."""
    return {"markdown": MarkItDown().convert(path).markdown}


run(convert)
