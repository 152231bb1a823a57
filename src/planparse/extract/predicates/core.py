"""The predicate at the end of a sentence, in its dictionary form."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.nlp import Word

VOICES = frozenset({"せる", "させる", "れる", "られる"})
SURU = frozenset({"する", "できる"})
JOINTS = frozenset({"・", "及び", "並びに"})


def predicate_at_end(words: Sequence[Word]) -> tuple[int, str] | None:
    """Where the predicate begins, and its dictionary form; None where the sentence ends in no verb, or in a denial.

    充実させていきます is 充実させる, 支払えるようにします 支払えるようにする.
    """
    if (noun := _noun_after_wo(words)) is not None:
        return noun, "".join(word.text for word in words[noun:]) + "する"
    last = _without_endings(words)
    if last is None:
        return None
    verb = last
    while verb > 0 and words[verb].is_auxiliary:
        verb -= 1
    start = _so_that(words, verb)
    if start is None:
        start = _noun_before(words, verb) if words[verb].lemma in SURU else verb
    if last == len(words) - 1 and words[last].text != words[last].lemma:
        return None  # a noun made of a verb: 商品の受取り
    surface = "".join(word.text for word in words[start:last])
    return start, surface + words[last].lemma


def _noun_after_wo(words: Sequence[Word]) -> int | None:
    """Where the last noun begins in 課題を解決, which leaves its する out; None where the sentence ends otherwise."""
    if not words or not words[-1].is_act:
        return None
    start = _noun_before(words, len(words))
    return start if start and words[start - 1].text == "を" else None


def _without_endings(words: Sequence[Word]) -> int | None:
    """The last word that belongs to the dictionary form: ます, た, ていく and the like left out."""
    last = len(words) - 1
    while last >= 0:
        word = words[last]
        helper = word.tag == "動詞-非自立可能" and last >= 2 and words[last - 1].tag == "助詞-接続助詞"
        if helper:
            last -= 2
        elif word.is_verb or (word.is_auxiliary and word.lemma in VOICES):
            return last
        elif (word.is_auxiliary and word.lemma in {"ます", "た"}) or word.tag.startswith("補助記号-句点"):
            last -= 1
        else:
            return None
    return None


def _so_that(words: Sequence[Word], verb: int) -> int | None:
    """Where 支払える begins in 支払えるように|する; None where there is no ように."""
    if verb < 3 or words[verb].lemma != "する" or words[verb - 2].text != "よう" or words[verb - 1].text != "に":
        return None
    start = verb - 3
    while start > 0 and (words[start].is_auxiliary or words[start].lemma in SURU):
        start -= 1
    return start


def _noun_before(words: Sequence[Word], verb: int) -> int:
    """Where the noun begins that する makes a verb of; the verb itself where there is none."""
    start = verb - 1
    if start >= 0 and words[start].text in {"に", "と"}:
        return max(start - 1, 0)
    if start < 0 or not words[start].is_nominal:
        return verb
    if words[start].text == "化" and start > 0:
        start -= 1
    while start > 1 and words[start - 1].text in JOINTS and words[start - 2].is_nominal:
        start -= 2
    if start > 0 and words[start - 1].tag == "接頭辞":
        start -= 1
    return start
