from harness import Result, run
from pdf_inspector import process_pdf


def convert(path: str, _: str) -> Result:
    """Markdown; it leaves out what it takes for running heads."""
    return {"markdown": process_pdf(path).markdown or ""}


run(convert)
