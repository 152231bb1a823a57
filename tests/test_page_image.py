from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from planparse import store
from planparse.cli import app
from planparse.document import Plan
from planparse.errors import UserError
from planparse.page_image import LOOKS, page_image
from planparse.store import Row, plan_rows
from planparse.workbench.bench import Bench
from tiling import RULES

SAMPLE = Path(__file__).parents[1] / "samples/kawabe/kawabe.txt"
WHITE = (255, 255, 255)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF of two empty pages of 100 x 50 points."""
    path = tmp_path / "umibe.pdf"
    document = pypdfium2.PdfDocument.new()
    for _ in range(2):
        document.new_page(100, 50)
    document.save(path)
    document.close()
    return path


def stored(path: Path, **changed: str) -> Row:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"slug": "umibe", "source_path": str(path), "source_format": "pdf", "source_sha256": sha256, **changed}


def evidence(table: str, *box: float | None) -> Row:
    return {"fact_table": table, **dict(zip(("x0", "top", "x1", "bottom"), box, strict=True))}


def colour_at(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place in points."""
    pixel = picture.getpixel((round(2 * x), round(2 * y)))
    assert isinstance(pixel, tuple)
    return pixel


def test_what_was_read_is_boxed_in_the_colour_of_its_kind(pdf: Path) -> None:
    found = [evidence("periods", 10, 10, 30, 20), evidence("sections", 50, 10, 70, 20)]
    picture = page_image(stored(pdf), 1, found)
    assert colour_at(picture, 9, 15) == LOOKS["periods"].colour
    assert colour_at(picture, 20, 15) not in (WHITE, LOOKS["periods"].colour)
    assert colour_at(picture, 49, 15) == LOOKS["sections"].colour
    assert colour_at(picture, 60, 15) == WHITE
    assert colour_at(picture, 40, 15) == WHITE


def test_a_box_inside_another_is_seen_whatever_their_kinds(pdf: Path) -> None:
    found = [evidence("citations", 20, 12, 30, 18), evidence("measures", 10, 10, 60, 20)]
    assert colour_at(page_image(stored(pdf), 1, found), 19, 15) == LOOKS["citations"].colour


def test_every_kind_of_fact_that_has_evidence_has_a_colour_of_its_own() -> None:
    plan = Bench().read(SAMPLE, RULES).rows
    assert {row["fact_table"] for row in plan.tables["evidence"]} - LOOKS.keys() == set()
    assert len({look.colour for look in LOOKS.values()}) == len(LOOKS)


def test_the_legend_has_a_line_for_each_kind_on_the_page(pdf: Path) -> None:
    one = page_image(stored(pdf), 1, [evidence("visions", 10, 10, 30, 20), evidence("visions", 40, 10, 60, 20)])
    two = page_image(stored(pdf), 1, [evidence("visions", 10, 10, 30, 20), evidence("tables", 40, 10, 60, 20)])
    assert one.width == two.width == 200
    assert 100 < one.height < two.height
    assert LOOKS["visions"].colour in {colour for _, colour in one.crop((0, 100, 200, one.height)).getcolors() or ()}


def test_characters_that_were_not_drawn_have_no_box(pdf: Path) -> None:
    picture = page_image(stored(pdf), 2, [evidence("visions", None, None, None, None)])
    assert picture.crop((0, 0, 200, 100)).getcolors() == [(200 * 100, WHITE)]


def test_a_poster_is_drawn_smaller(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(10_000, 100)
    document.save(tmp_path / "poster.pdf")
    assert page_image(stored(tmp_path / "poster.pdf"), 1, []).width == 4000


def test_a_file_that_cannot_be_drawn_is_named_with_what_to_do(pdf: Path) -> None:
    with pytest.raises(UserError, match="read from a text file"):
        page_image(stored(pdf, source_format="text"), 1, [])
    with pytest.raises(UserError, match="has changed since it was read; planparse run"):
        page_image(stored(pdf, source_sha256="0"), 1, [])
    document = stored(pdf)
    pdf.unlink()
    with pytest.raises(UserError, match=r"umibe\.pdf: No such file or directory; put it back"):
        page_image(document, 1, [])
    pdf.write_bytes(b"no PDF")
    with pytest.raises(UserError, match="cannot be opened"):
        page_image(stored(pdf), 1, [])


# ---------------------------------------------------------------- planparse show --image


@pytest.fixture
def db_path(tmp_path: Path, plan: Plan, pdf: Path) -> Path:
    with closing(store.open_database(tmp_path / "plans.db")) as db:
        sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
        store.write_plan(db, plan_rows(plan), store.Provenance(pdf, sha256, "r1", "umibe"))
    return tmp_path / "plans.db"


def show(*words: object) -> Result:
    return CliRunner().invoke(app, ["show", "umibe", *map(str, words)])


def test_show_image_draws_a_page(db_path: Path, tmp_path: Path) -> None:
    result = show("--page", 1, "--image", tmp_path / "page.png", "--db", db_path)
    assert result.exit_code == 0, result.output
    with Image.open(tmp_path / "page.png") as picture:
        assert LOOKS["visions"].colour in {colour for _, colour in picture.getcolors(1 << 16) or ()}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--image", "page.png"], "say which with --page"),
        (["--page", 3, "--image", "page.png"], "umibe has no page 3; its pages are 1 to 2"),
        (["--page", 1, "--image", "page.doc"], "page.doc is no name of a picture; end it in .png"),
        (["--page", 1, "--image", "no/page.png"], "no/page.png cannot be written: No such file or directory; give"),
    ],
)
def test_show_image_with_wrong_words_ends_with_2(
    db_path: Path, words: list[object], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = show(*words, "--db", db_path)
    assert result.exit_code == 2
    assert message in result.stderr
