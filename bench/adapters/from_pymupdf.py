import pymupdf4llm
from harness import Result, run


def convert(path: str, _: str) -> Result:
    """Layout model on, as it is by default; OCR off, running heads left out."""
    return {"markdown": pymupdf4llm.to_markdown(path, header=False, footer=False, use_ocr=False)}


run(convert)
