import pdfplumber
from harness import Result, run


def convert(path: str, _: str) -> Result:
    """Lines of text and ruled tables; the text holds the words of the tables too."""
    blocks: list[list[object]] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            blocks += [["text", line] for line in page.extract_text().split("\n")]
            blocks += [["table", table] for table in page.extract_tables()]
            page.close()
    return {"blocks": blocks, "text": "\n".join(str(text) for kind, text in blocks if kind == "text")}


run(convert)
