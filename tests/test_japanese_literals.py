"""Japanese wording belongs into rules/: the source holds none but what is listed here, each with its reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "planparse"
JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff]")

SENTENCE = re.compile(r"[A-Za-z]+[ ,][A-Za-z ]*[a-z]{2,}")
"""An English sentence for people (message, help, description) that names something Japanese."""

FOR_PEOPLE = {"store/schema.py", "codes.py"}
"""Files of descriptions: the program prints their strings and matches nothing with them."""

GRAMMAR = re.compile("[ぁ-ん]{1,3}")
TAGS = re.compile(
    "(?:(?:名|代名|動|助動|助|形容|形状|連体|接頭|接尾|副|接続|感動)(?:詞|辞)|補助記号|記号|サ変)(?:-.+)?"
)
OF_GRAMMAR = {"nlp.py", "extract/predicates"}
"""Where the parser is read: its tags (UniDic), and particles and endings of the language, which no plan varies."""

ALLOWED = {
    "checks/glossary.py": None,  # characters of words
    "extract/calendar.py": {"元"},  # the first year of an era, as the calendar law writes it
    "extract/cover.py": None,  # characters that cannot begin a line
    "extract/measures/schedules.py": {"元"},
    "extract/mentions.py": {"[一-鿿ァ-ヴーA-Za-z0-9]"},  # characters of names
    "extract/municipalities.py": None,  # characters of names
    "extract/predicates": {"及び", "並びに", "化"},  # conjunctions of the law, the suffix that makes verbs
    "extract/visions.py": None,  # brackets and dashes that do not count when statements are compared
    "fold.py": None,  # characters in an old and in today's form
    "likeness.py": None,  # characters that stand for one dash when strings are compared
    "readers/pdf/lines.py": None,  # characters of notes and readings
    "readers/pdf/paragraphs.py": None,  # characters that cannot begin a line, labels that begin one
    "structure/titles.py": None,  # brackets and dashes that do not count when titles are compared
    "workbench/check.py": None,  # a line of each class of characters, on which no pattern may match nothing
    "workbench/coverage.py": None,  # one sign for each class of characters in the shape of a line
    "workbench/hostile.py": None,  # characters of each class that a hostile line repeats
    "workbench/sketch.py": None,  # counters and classes of characters by which a draft finds number marks and dates
}
"""Where single characters and classes of them may stand, None for any of them; never wording."""

WORDING = re.compile("[一-鿿]{2,}[ぁ-ん]|[ぁ-ん]{2,}[一-鿿]|[ァ-ヺー]{2,}[一-鿿]|[一-鿿]{11,}")
"""What words look like and classes of characters do not: kanji that kana follow, or many of them in a row."""


def japanese_literals(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string with kana or kanji that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    for node in ast.walk(tree):
        is_string = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        if is_string and JAPANESE.search(node.value):
            yield node.lineno, node.value


def part_of(path: Path) -> str:
    """The key of a file in the lists above: its path, or its folder's."""
    name = str(path.relative_to(SOURCE))
    return next((folder for folder in (*ALLOWED, *OF_GRAMMAR) if name.startswith(f"{folder}/")), name)


def is_justified(path: Path, text: str) -> bool:
    """Whether a Japanese literal may stand where it does."""
    part = part_of(path)
    if part in FOR_PEOPLE or SENTENCE.search(text):
        return True
    if part in OF_GRAMMAR and (GRAMMAR.fullmatch(text) or TAGS.fullmatch(text)):
        return True
    allowed = ALLOWED.get(part, set())
    return text in allowed if allowed is not None else not WORDING.search(text)


def test_the_source_holds_no_japanese_wording() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line} {text!r}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, text in japanese_literals(path)
        if not is_justified(path, text)
    ]
    assert found == [], "words that a plan could vary belong into rules/*.toml"


def test_every_exception_is_still_needed() -> None:
    parts = {part_of(path) for path in SOURCE.rglob("*.py") if any(japanese_literals(path))}
    assert (ALLOWED.keys() | FOR_PEOPLE | OF_GRAMMAR) - parts == set()


def test_a_literal_is_seen_and_a_docstring_is_not(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text('"""施策"""\nA = "計画"  # 目標\nB = f"{A}の"\n', encoding="utf-8")
    assert [text for _, text in japanese_literals(path)] == ["計画", "の"]
