"""From a line to a pattern that also matches what differs from it only in its numbers and in the words of its groups.

A group takes the part of the line that its name suggests: `label` the number mark at the head, `year` the number before
年, `alias` what stands in quotes, `title` what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planparse.rules import KINDS, Kind, RuleSet
from planparse.rules.load import REFERENCE

MARKS = {
    "digits": "[0-9]{1,3}",
    "circled": "[①-⑳㉑-㉟]",
    "roman": "[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]",
    "kanji_no": "(?<=第)[一二三四五六七八九十]{1,3}|(?<![一-龠])[一二三四五六七八九十]{1,3}(?=[)、.\\s])",
    "kana": "(?<![ァ-ヶー])[ア-ト](?=[)、.\\s])",
}
"""Vars of rule files that stand for a number mark, each with what it is drafted for."""

LETTER = "(?<![A-Za-z])[A-Z](?![A-Za-z0-9])"
PART = re.compile(
    rf"(?P<year>[0-9]{{4,}})|(?P<space>\s+)|(?P<letter>{LETTER})|"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in MARKS.items())
)

NUMBER = rf"(?:{'|'.join(MARKS.values())}|{LETTER})"
COUNTERS = "章節編部条項次期回目"
HEAD = re.compile(
    rf"^[^\w\s「『【\[〔(<〈《]*\s*(?P<label>[【\[〔(<〈《]?\s?(?P<name>[A-Za-z一-龠々ぁ-んァ-ヶー]{{0,12}}?)\s?第?\s?"
    rf"{NUMBER}(?:\s?[-–.・]\s?[(]?{NUMBER}[)]?)*[{COUNTERS}]?(?:\s?[】\]〕)>〉》])?[.、]?)(?:(?=\W|$)|(?<=[\W①-⑳Ⅰ-Ⅻ{COUNTERS}]))"
)
"""The number mark at the head of a line: 【1】, ◆基本方針2, 第3章, (ア). Brackets belong to it, signs before it not."""

QUOTED = re.compile(r"[「『](?P<found>[^「『」』]+)[」』]")
BEFORE_QUOTE = re.compile(r"(?P<found>[一-龠々ァ-ヶーA-Za-z]{1,12})(?=[ぁ-ん]{0,3}[「『])")

FINDERS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "label": (HEAD, BEFORE_QUOTE),
    "mark": (re.compile(r"^(?P<found>[※*]\s?[0-9]+|[¹²³⁰-⁹]+|[^\w\s]+|[0-9]+)"),),
    "page": (re.compile(r"(?P<found>[0-9]{1,4})$"),),
    "year": (re.compile(r"(?P<found>[0-9]{1,4}|元)(?=\s*年)"), re.compile(r"(?P<found>[0-9]+)")),
    "month": (re.compile(r"(?P<found>[0-9]{1,2})(?=\s*月)"), re.compile(r"(?P<found>[0-9]+)")),
    "day": (re.compile(r"(?P<found>[0-9]{1,2})(?=\s*日)"),),
    "years": (re.compile(r"(?P<found>[0-9]+|[一二三四五六七八九十]+)(?=\s*(?:か|ヶ|カ|箇)?年)"),),
    "number": (re.compile(rf"(?P<found>{NUMBER})"),),
    "article": (re.compile(r"(?P<found>第\s*[0-9]+\s*条)"),),
    "value": (re.compile(r"(?P<found>[0-9][0-9,.]*)"),),
    "unit": (re.compile(r"(?<=[0-9])\s*(?P<found>[^\s0-9,.。、()]{1,4})"),),
    "word": (re.compile(r"(?P<found>[A-Za-z]+)"),),
    "term": (
        re.compile(r"^[※*0-9¹²³⁰-⁹()\s]*(?P<found>[^:「『]+?)(?=\s*:|とは)"),
        re.compile(r"^(?P<found>[^\s【\[(「『]+)(?=[\s【\[(])"),
    ),
    "date": (re.compile(r"(?P<found>(?:[一-龠]{2})?[0-9元]+年(?:\s*[0-9]+\s*月)?)"),),
}
"""How the groups with a shape of their own are looked for, the best way first; an optional group only the best way."""

DRAFTED_OPTIONAL = ("label", "title", "page", "month", "day", "mark", "term")
"""The optional groups that a draft takes up where it finds them."""


@dataclass(frozen=True)
class Sketch:
    """A pattern as in a rule file, and the groups for which the line shows nothing.

    `name` is the word before the number of a label where no list that rules of the kind use has it.
    """

    pattern: str
    missing: tuple[str, ...]
    name: str | None


@dataclass(frozen=True, order=True)
class _Slot:
    """A part of the line that a group takes; `body` is its pattern."""

    start: int
    end: int
    group: str
    body: str


def sketch(text: str, kind_name: str, rules: RuleSet, whole: bool) -> Sketch:
    """A pattern for a folded text with the groups of a kind; `whole` says that it is all of a line or cell."""
    kind = KINDS[kind_name]
    used = {name for rule in rules.of(kind_name) for name in REFERENCE.findall(rule.text)}
    drawer = _Drawer(text, kind, rules, whole, frozenset(used & rules.words.keys()))
    slots: list[_Slot] = []
    for group in sorted(FINDERS.keys() & {*kind.groups, *kind.optional}, key=list(FINDERS).index):
        slots += drawer.shaped(group, slots)
    for group in (*kind.groups, *kind.optional):
        if group not in {slot.group for slot in slots}:
            slots += drawer.words(group, slots)
    missing = tuple(group for group in kind.groups if group not in {slot.group for slot in slots})
    pattern = "".join(f"(?P<{group}>)" for group in missing) + drawer.pattern(sorted(slots))
    name = re.search(r"\(\?P<name>([^{}()]+)\)", pattern)
    return Sketch(f"^{pattern}$" if whole else pattern, missing, name[1] if name else None)


@dataclass(frozen=True)
class _Drawer:
    """Draws the slots of one text. `lists` are the word lists that rules of its kind use."""

    text: str
    kind: Kind
    rules: RuleSet
    whole: bool
    lists: frozenset[str]

    def shaped(self, group: str, taken: list[_Slot]) -> Iterator[_Slot]:
        """The slot of a group with a shape of its own, beside those that are taken."""
        finders = FINDERS[group]
        if group not in self.kind.groups:
            finders = finders[:1] if group in DRAFTED_OPTIONAL else ()
        for finder in finders:
            for found in finder.finditer(self.text):
                start, end = found.span("label" if finder is HEAD else "found")
                if all(end <= slot.start or slot.end <= start for slot in taken):
                    yield _Slot(
                        start, end, group, self._label(found) if finder is HEAD else self._body(group, start, end)
                    )
                    return

    def words(self, group: str, taken: list[_Slot]) -> Iterator[_Slot]:
        """The slot of a group of words: what stands in quotes, else what is left behind the other slots."""
        if (group == "label" and self._is_titled) or group not in (*self.kind.groups, "title"):
            return
        quoted = (found.span("found") for found in QUOTED.finditer(self.text))
        behind = max((slot.end for slot in taken if slot.end < len(self.text)), default=0)
        before = min((slot.start for slot in taken if slot.start >= behind), default=len(self.text))
        left = re.compile(r"[\s:]*(?P<found>\S.*?)[\s.…・]*$").match(self.text[behind:before])
        rest = [(behind + left.start("found"), behind + left.end("found"))] if left else []
        for start, end in (*quoted, *rest):
            if all(end <= slot.start or slot.end <= start for slot in taken):
                in_quotes = (start, end) not in rest
                # Words with nothing before them to know them by would match every line.
                words = (
                    r"\S.*" + "?" * (end < len(self.text)) if self.whole and start > 0 else self._literal(start, end)
                )
                yield _Slot(start, end, group, r"[^「『」』]+" if in_quotes else words)
                return

    @property
    def _is_titled(self) -> bool:
        return "title" in (*self.kind.groups, *self.kind.optional)

    def pattern(self, slots: list[_Slot]) -> str:
        """The text with each slot as its group."""
        pieces = []
        at = 0
        for slot in slots:
            pieces += [self._literal(at, slot.start), f"(?P<{slot.group}>{slot.body})"]
            at = slot.end
            if slot.group == "label" and self._is_titled and at < len(self.text):
                gap = re.compile(r"[\s:]*").match(self.text, at)
                at = gap.end() if gap else at
                # A bare number needs a space behind it, or 3年間 would be a label; a bracket or a counter does not.
                bare = self.text[slot.end - 1].isdecimal() and at > slot.end
                pieces.append(r"[\s:]+" if bare else r"[\s:]*")
        only_mark = [slot.group for slot in slots] == ["mark"] and self.whole
        return "".join(
            [*pieces, r"\s*\S.*" if only_mark and at < len(self.text) else self._literal(at, len(self.text))]
        )

    def _label(self, found: re.Match[str]) -> str:
        """The pattern of a number mark; the name before its number is a group where the kind has one."""
        (start, end), (name_start, name_end) = found.span("label"), found.span("name")
        if "name" not in self.kind.optional or name_end - name_start < 2:
            return self._literal(start, end, letters=True)
        word = f"(?P<name>{self._word(found['name'])})"
        return self._literal(start, name_start) + word + self._literal(name_end, end, letters=True)

    def _body(self, group: str, start: int, end: int) -> str:
        return r"\S[^:]*?" if group == "term" else self._literal(start, end)

    def _literal(self, start: int, end: int, letters: bool = False) -> str:
        """A piece of the text in which any number may stand for a number, any space for a space."""
        pieces = []
        at = start
        for found in PART.finditer(self.text, start, end):
            name = str(found.lastgroup)
            if name == "letter" and not letters:
                continue
            shape = {"space": r"\s*", "letter": "[A-Z]", "year": "[0-9]{4}"}.get(name)
            var = f"{{{{{name}}}}}" if name in self.rules.vars else MARKS.get(name)
            pieces += [re.escape(self.text[at : found.start()]), shape or var or re.escape(found[0])]
            at = found.end()
        return "".join([*pieces, re.escape(self.text[at:end])])

    def _word(self, word: str) -> str:
        """A word as the one list of words that has it, else as it is."""
        lists = [name for name in self.lists if word in self.rules.words[name].words]
        return f"{{{{{lists[0]}}}}}" if len(lists) == 1 else re.escape(word)
