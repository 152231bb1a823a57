"""The word lists that the program itself reads; all others are only put into patterns."""

from __future__ import annotations

WORD_LISTS: dict[str, str] = {
    "kana_order": "The kana in the order in which they number headings.",
    "kanji_digits": "The kanji for one to ten, in order.",
    "about": "What may stand between the object of a sentence and its verb: about, concerning.",
    "purpose": "What ends a phrase that says what for something is done.",
    "support_verb": "Verbs that only carry the noun before them, which is what is done.",
    "ni_verb": "Verbs whose object takes the particle of place or aim.",
    "act_implement": "Verbs of doing.",
    "act_promote": "Verbs of promoting.",
    "act_consider": "Verbs of considering.",
}
"""Id of each list and what it holds. `planparse rules check` misses one that no rule file has."""
