from harness import Result, run
from liteparse import LiteParse


def convert(path: str, _: str) -> Result:
    """Markdown, without OCR."""
    return {"markdown": LiteParse(output_format="markdown", ocr_enabled=False, quiet=True).parse(path).text}


run(convert)
