from __future__ import annotations

import subprocess
import sys

import pytest

from planparse import nlp


def test_words_know_where_they_stand_and_what_they_are() -> None:
    words = nlp.words("窓口 を広げます。")
    assert [(word.text, word.lemma, word.start, word.end) for word in words] == [
        ("窓口", "窓口", 0, 2),
        ("を", "を", 3, 4),
        ("広げ", "広げる", 4, 6),
        ("ます", "ます", 6, 8),
        ("。", "。", 8, 9),
    ]
    assert words[1].is_particle
    assert words[2].is_verb


@pytest.mark.parametrize(
    ("sentence", "word", "predicative"),
    [("早く配る", "早く", False), ("積極的に配る", "に", False), ("広い駅", "広い", True), ("歩いた道", "た", True)],
)
def test_an_adverb_is_no_predicate(sentence: str, word: str, predicative: bool) -> None:
    assert [found.is_predicative for found in nlp.words(sentence) if found.text == word] == [predicative]


def test_a_text_that_the_analyser_would_refuse_has_no_words() -> None:
    longest = "あ" * (nlp.MAX_BYTES // 3)
    assert nlp.words(longest)
    assert nlp.words(longest + "あ") == ()


def test_the_dictionary_is_loaded_only_when_a_sentence_is_read() -> None:
    code = "import sys, planparse.pipeline; sys.exit('sudachipy' in sys.modules or 'spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
