"""The diagnostic codes, one per cause, and what a person does about each: printed into docs/diagnostics.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeDoc:
    """What was seen, and what to do. `fatal` codes mean that the file gave no document (an older one stays)."""

    seen: str
    remedy: str
    fatal: bool = False


CODES: dict[str, CodeDoc] = {
    # the batch run
    "timeout": CodeDoc("the file was not read within the time limit", "give more with --timeout", fatal=True),
    "out_of_memory": CodeDoc("the file needs more than the memory limit", "give more with --memory", fatal=True),
    "worker_died": CodeDoc(
        "the reading process was killed or crashed in native code",
        "look whether the file opens in a viewer; print it to a new PDF",
        fatal=True,
    ),
    "internal_error": CodeDoc("a fault of planparse", "report it with the file and the message", fatal=True),
    "not_stored": CodeDoc(
        "what was read breaks a rule of the database, a fault of planparse", "report it with the file", fatal=True
    ),
    "unreadable": CodeDoc("the file could not be opened", "look at its permissions", fatal=True),
    "bad_name": CodeDoc("the file's name is no UTF-8, as from an old archive", "rename the file", fatal=True),
    "missing_source": CodeDoc("the file of a stored document is gone", "planparse run … --prune removes the document"),
    # readers
    "unknown_format": CodeDoc("the file's suffix is none that planparse reads", "give .pdf, .txt or .md", fatal=True),
    "empty_file": CodeDoc("the file has no bytes, or nothing but white space", "fetch it again", fatal=True),
    "encrypted": CodeDoc("the PDF wants a password, or another one", "give --password", fatal=True),
    "damaged_pdf": CodeDoc(
        "the PDF, or a page of it, cannot be opened", "fetch it again, or print it to a new PDF; other pages are read"
    ),
    "no_text_layer": CodeDoc(
        "the page is a picture, nothing was read from it", "planparse run --ocr reads it: docs/ocr.md"
    ),
    "ocr_text_layer": CodeDoc(
        "the text is the invisible layer of a scan", "expect recognition errors; compare with the page"
    ),
    "ocr_text": CodeDoc("the words of the page were read by --ocr", "expect recognition errors; compare with the page"),
    "no_text_found": CodeDoc("--ocr found no words on the page", "nothing, if it is a photograph or a drawing"),
    "ocr_unavailable": CodeDoc(
        "--ocr was asked for, but OCRmyPDF, Tesseract or its Japanese data are missing", "install them: docs/ocr.md"
    ),
    "ocr_failed": CodeDoc("OCRmyPDF cannot read the file", "print it to a new PDF; pages with text are read"),
    "unmapped_text": CodeDoc(
        "characters are in fonts that do not tell what they mean, and were left out",
        "read the page itself; print the plan to a new PDF from its source",
    ),
    "not_text": CodeDoc("a .txt or .md file holds binary data", "give it its true suffix", fatal=True),
    "unknown_encoding": CodeDoc("no Japanese text encoding fits", "save the file as UTF-8", fatal=True),
    # structure
    "toc_entry_missing": CodeDoc(
        "the 目次 names a heading that was not found in the body", "compare with the plan; add a rule to headings.toml"
    ),
    "table_joined": CodeDoc(
        "tables on consecutive pages were read as one; the message tells why", "forbid it by a no_join rule"
    ),
    # checks within a plan
    "heading_not_in_contents": CodeDoc(
        "the body heads a part that the 目次 does not list, though it lists others like it", "compare with the plan"
    ),
    "number_gap": CodeDoc("numbered headings skip a number", "look for the missing heading on the pages between"),
    "term_missing": CodeDoc("a ※ points to the 用語集, which lacks the term", "look whether the 用語集 was read whole"),
    "term_unused": CodeDoc("the 用語集 explains a term that the text never uses", "nothing, if the plan is so"),
    "total_mismatch": CodeDoc("a table's rows do not add up to its total", "compare the cells with the page"),
    "sentence_cut": CodeDoc("a paragraph ends in the middle of a sentence", "look what follows on the page"),
    "tree_mismatch": CodeDoc(
        "the 体系 and the detailed parts do not name the same pillars and measures",
        "compare both; a title that is worded otherwise may stand twice in the tree",
    ),
    "not_understood": CodeDoc(
        "lines that no rule typed, no fact quotes and no sentence is", "the first thing to look at in a new plan"
    ),
    # facts
    "not_a_plan": CodeDoc(
        "nothing speaks for a plan: no title that ends like one, no name, no sections that plans have",
        "if it is one, add what its title or its sections are called to identity.toml",
    ),
    "period_mismatch": CodeDoc(
        "a span of time ends before it begins, states other years than its dates, or differs from the cover",
        "compare with the page; the dates are stored as printed",
    ),
    "title_unknown": CodeDoc(
        "no line of the cover ends like a plan's title; the title is what the text calls the plan",
        "compare with the cover; add its last word to plan_end in identity.toml",
    ),
    "municipality_unknown": CodeDoc(
        "whose plan it is was not found, or it is not in the list of municipality codes",
        "compare with the cover; the code and perhaps the prefecture stay empty",
    ),
    "municipality_ambiguous": CodeDoc(
        "municipalities of this name are in several prefectures, and the text does not name one of them",
        "the code and the prefecture stay empty",
    ),
    "no_measures": CodeDoc(
        "no policy tree was found", "look whether the plan has one; add a rule to measures.toml or headings.toml"
    ),
}
