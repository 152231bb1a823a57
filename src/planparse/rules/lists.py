"""The word lists that the program itself reads; all others are only put into patterns."""

from __future__ import annotations

WORD_LISTS: dict[str, str] = {
    "kana_order": "The kana in the order in which they number headings.",
    "kanji_digits": "The kanji for one to ten, in order.",
    "own_plan_words": "How a plan calls itself: this plan.",
    "own_place_words": "How a plan calls its municipality: this city.",
    "upper_plan_words": "What the text calls the municipality's comprehensive plan after it has named it once.",
    "about": "What may stand between the object of a sentence and its verb: about, concerning.",
    "topic": "What says in place of an object what a verb is about.",
    "purpose": "What ends a phrase that says what for something is done.",
    "wo_idiom": "Nouns that make no object with the particle before them: with the aim of, starting with.",
    "and_others": "Words for and others, at the end of a list of nouns.",
    "coordinator": "What joins two nouns of a list.",
    "functional_verb": "Verb forms that do the work of a particle: by, for, concerning.",
    "formal_noun": "Nouns that only carry a clause: thing, way.",
    "support_verb": "Verbs that only carry the noun before them, which is what is done.",
    "ni_verb": "Verbs whose object takes the particle of place or aim.",
    "act_implement": "Verbs of doing.",
    "act_promote": "Verbs of promoting.",
    "act_consider": "Verbs of considering.",
    "act_like": "Nouns that take a complement of their own as verbs do.",
}
"""Id of each list and what it holds. `planparse rules check` misses one that no rule file has."""
