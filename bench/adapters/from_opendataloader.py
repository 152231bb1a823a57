import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import opendataloader_pdf
from harness import Result, run


def convert(path: str, variant: str) -> Result:
    """Its JSON, in which table cells have spans; the variant ``tags`` reads the structure of a tagged PDF."""
    with tempfile.TemporaryDirectory() as folder:
        opendataloader_pdf.convert(
            path, output_dir=folder, format="json", image_output="off", quiet=True, use_struct_tree=variant == "tags"
        )
        document = json.loads(Path(folder, Path(path).stem + ".json").read_text(encoding="utf-8"))
    return {"blocks": [block for node in document["kids"] for block in _blocks(node)]}


def _blocks(node: dict) -> Iterator[list[object]]:
    if node["type"] == "heading":
        yield ["heading", node["heading level"], node["content"]]
    elif node["type"] == "table":
        yield ["table", _grid(node)]
    elif node["type"] not in ("header", "footer"):
        if node.get("content"):
            yield ["text", node["content"]]
        for key in ("kids", "list items"):
            for child in node.get(key, ()):
                yield from _blocks(child)


def _grid(table: dict) -> list[list[str]]:
    grid = [[""] * table["number of columns"] for _ in range(table["number of rows"])]
    for row in table["rows"]:
        for cell in row["cells"]:
            words = " ".join(str(block[-1]) for child in cell["kids"] for block in _blocks(child))
            grid[cell["row number"] - 1][cell["column number"] - 1] = words
    return grid


run(convert)
