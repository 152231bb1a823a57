from __future__ import annotations

import importlib.util
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from planparse.cli import app
from planparse.readers import read
from planparse.source import SourceText

FONT = "HeiseiKakuGo-W5"
INVISIBLE = 3
PAGE = (595, 842)


def write_pdf(path: Path, picture: Image.Image, layer: str = "", key: str | None = None) -> None:
    """Two pages: one with text of its own, one that is `picture` over the invisible text `layer`."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=PAGE, encrypt=key)
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 700, "本計画の期間は令和6年度から令和8年度までです。")
    canvas.showPage()
    if layer:
        text = canvas.beginText(72, 600)
        text.setFont(FONT, 30)
        text.setTextRenderMode(INVISIBLE)
        text.textLine(layer)
        canvas.drawText(text)
    canvas.drawInlineImage(picture, 0, 0, *PAGE)
    canvas.save()


def paper(words: str = "") -> Image.Image:
    """A scanned page: white, with `words` in Latin letters."""
    picture = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(picture).text((150, 500), words, 0, ImageFont.load_default(90))
    return picture


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    write_pdf(tmp_path / "scan.pdf", paper("Smart City 2030"))
    return tmp_path / "scan.pdf"


class MissingDependencyError(Exception):
    pass


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., object]], None]:
    """Puts a function in the place of `ocrmypdf.ocr`."""

    def install(ocr: Callable[..., object]) -> None:
        errors = SimpleNamespace(ExitCodeException=RuntimeError, MissingDependencyError=MissingDependencyError)
        monkeypatch.setitem(sys.modules, "ocrmypdf", _module("ocrmypdf", ocr=ocr))
        monkeypatch.setitem(sys.modules, "ocrmypdf.exceptions", _module("ocrmypdf.exceptions", **vars(errors)))

    return install


def _module(name: str, **content: object) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(content)
    return module


def page_text(source: SourceText, page: int) -> str:
    span = source.page_span(page)
    return source.text[span.start : span.end].strip()


def noted(source: SourceText) -> list[tuple[str, int | None]]:
    return [(diagnostic.code, diagnostic.page) for diagnostic in source.diagnostics]


def test_without_ocr_a_picture_is_said_to_be_one(scan: Path) -> None:
    source = read(scan)
    assert noted(source) == [("no_text_layer", 2)]
    assert "planparse run --ocr" in source.diagnostics[0].message


def test_only_pages_without_text_are_read_by_ocr_and_they_are_marked(
    scan: Path, fake: Callable[[Callable[..., object]], None]
) -> None:
    def ocr(path: Path, layered: Path, *, pages: str, language: list[str], **_: object) -> None:
        assert (path, pages, language) == (scan, "2", ["jpn"])
        write_pdf(layered, paper(), layer="海と生きるまち")

    fake(ocr)
    source = read(scan, ocr=True)
    assert page_text(source, 1) == "本計画の期間は令和6年度から令和8年度までです。"
    assert page_text(source, 2) == "海と生きるまち"
    assert noted(source) == [("ocr_text", 2)]


def test_a_page_on_which_ocr_finds_nothing_is_marked_as_that(
    scan: Path, fake: Callable[[Callable[..., object]], None]
) -> None:
    fake(lambda path, layered, **_: shutil.copy(path, layered))
    assert noted(read(scan, ocr=True)) == [("no_text_found", 2)]


def test_a_file_with_text_does_not_go_through_ocr(
    tmp_path: Path, fake: Callable[[Callable[..., object]], None]
) -> None:
    def ocr(*_: object, **__: object) -> None:
        raise AssertionError("every page has a text layer")

    fake(ocr)
    write_pdf(tmp_path / "layered.pdf", paper(), layer="海と生きるまち")
    assert noted(read(tmp_path / "layered.pdf", ocr=True)) == [("ocr_text_layer", 2)]


def test_an_encrypted_scan_is_unlocked_for_ocr(tmp_path: Path, fake: Callable[[Callable[..., object]], None]) -> None:
    def ocr(path: Path, layered: Path, **_: object) -> None:
        assert len(pypdfium2.PdfDocument(path)) == 2
        write_pdf(layered, paper(), layer="海と生きるまち")

    fake(ocr)
    write_pdf(tmp_path / "locked.pdf", paper(), key="hirake-goma")
    assert page_text(read(tmp_path / "locked.pdf", "hirake-goma", ocr=True), 2) == "海と生きるまち"


def test_what_is_missing_is_said_and_the_other_pages_are_read(
    scan: Path, monkeypatch: pytest.MonkeyPatch, fake: Callable[[Callable[..., object]], None]
) -> None:
    def ocr(*_: object, **__: object) -> None:
        raise MissingDependencyError("no language data for jpn")

    fake(ocr)
    source = read(scan, ocr=True)
    assert page_text(source, 1).startswith("本計画")
    assert noted(source) == [("no_text_layer", 2), ("ocr_unavailable", None)]
    assert "apt-get install tesseract-ocr tesseract-ocr-jpn" in source.diagnostics[-1].message
    monkeypatch.setitem(sys.modules, "ocrmypdf", None)
    assert "pip install 'planparse[ocr]'" in read(scan, ocr=True).diagnostics[-1].message


def test_a_file_that_ocrmypdf_cannot_read_keeps_its_other_pages(
    scan: Path, fake: Callable[[Callable[..., object]], None]
) -> None:
    def ocr(*_: object, **__: object) -> None:
        raise RuntimeError("input file is\nbroken")

    fake(ocr)
    source = read(scan, ocr=True)
    assert noted(source) == [("no_text_layer", 2), ("ocr_failed", None)]
    assert source.diagnostics[-1].message.endswith("input file is broken")


def _has_tesseract() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "jpn" in listed.stdout.split()


@pytest.mark.skipif(importlib.util.find_spec("ocrmypdf") is None, reason="the extra planparse[ocr] is not installed")
@pytest.mark.skipif(not _has_tesseract(), reason="Tesseract with its Japanese data is not installed")
def test_run_ocr_reads_scans_that_a_run_without_it_left(scan: Path, tmp_path: Path) -> None:
    db = tmp_path / "plans.db"

    def run(*words: str) -> dict[int, str]:
        result = CliRunner().invoke(app, ["run", str(scan), "--db", str(db), *words])
        assert result.exit_code == 0, result.output
        with closing(sqlite3.connect(db)) as connection:
            return dict(connection.execute("SELECT page, text FROM pages"))

    assert run()[2] == ""
    first, second = run("--ocr").values()
    assert first.startswith("本計画")
    assert "City 2030" in second
    assert run()[2] == second
