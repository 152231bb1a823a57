"""Where the text names a plan, a law or a body, and whose it is.

Order of evidence for whose it is: the name itself (own plan, municipality, prefecture, 自治体…), then the sentence
(上位計画として, 国は …), then the section (国の動向), then the other places of the same name. A name that a pattern
found once (in 「」, say) is found again wherever it stands bare.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from planparse.document import Document
from planparse.extract.names import PlanNames, key
from planparse.fold import fold
from planparse.model import Alias, Identity, Scope, Span
from planparse.passage import Passage
from planparse.rules import Match, Rule, RuleSet
from planparse.source import View

PLAN_KINDS = ("plan", "policy")
WORD = r"[一-鿿ァ-ヴーA-Za-z0-9]"
"""A character before which a short form (条例) would be the end of a longer word (情報公開条例)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names a document or a body.

    kind        law, plan, policy, declaration, ordinance, other; ``body`` for 国, 県, 本市 and the like
    scope       whose it is; of the municipality's documents: own this plan, upper_plan the 総合計画, other the rest
    line        index in ``document.lines`` of the line that its first character stands on
    start, end  offsets in that line's ``view.text``
    """

    name: str
    kind: str
    scope: Scope
    line: int
    start: int
    end: int
    spans: tuple[Span, ...]
    rule_id: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name at ``passage.view.text[start:end]``; `name` is the whole name where the text gives a short one."""

    passage: Passage
    start: int
    end: int
    name: str
    rule: Rule

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def find_mentions(
    document: Document, identity: Identity, rules: RuleSet, aliases: tuple[Alias, ...] = ()
) -> tuple[Mention, ...]:
    """All mentions in reading order, none overlapping. Cover and table of contents are left out."""
    names = PlanNames(identity, rules)
    scopes = _Scopes(document, names, rules)
    whole = {key(alias.alias, rules): alias.full for alias in aliases}
    found = [hit for passage in document.passages for hit in _named(passage, scopes, names, rules)]
    aliased = [replace(hit, name=whole.get(key(hit.name, rules), hit.name)) for hit in found]
    named = _numbered(_with_subject(aliased, names), names)
    anywhere, known = _known(named, aliases, rules, scopes, names)
    named_in: dict[int, list[_Hit]] = {}
    for hit in named:
        named_in.setdefault(id(hit.passage), []).append(hit)
    mentions: list[Mention] = []
    for passage in document.passages:
        here = named_in.get(id(passage), [])
        holds_name = anywhere.search(passage.view.folded)  # most hold none, and a plan knows dozens of names
        for again in _again(passage, known) if holds_name else ():
            if not _is_type(passage, again.start, again.end, names, rules) and not any(
                hit.overlaps(again.start, again.end) for hit in here
            ):
                here.append(again)
        mentions += [_mention(document, hit, hit.rule.setting("kind"), scopes.of(hit)) for hit in here]
        for match in rules.find("mention_body", passage.view):
            body = _Hit(passage, *match.found.span("name"), match.text("name"), match.rule)
            if not any(hit.overlaps(body.start, body.end) for hit in here):
                mentions.append(_mention(document, body, "body", Scope(match.rule.setting("scope"))))
    mentions.sort(key=lambda mention: mention.spans[0].start)
    return _agreed(mentions, rules)


def _agreed(mentions: Sequence[Mention], rules: RuleSet) -> tuple[Mention, ...]:
    """`mentions`, of which those that do not say whose their document is have what most others of that name say."""
    keys = [key(mention.name, rules) for mention in mentions]
    said: dict[str, Counter[Scope]] = {}
    for mention, name in zip(mentions, keys, strict=True):
        if mention.scope is not Scope.OTHER:
            said.setdefault(name, Counter())[mention.scope] += 1
    return tuple(
        replace(mention, scope=said[name].most_common(1)[0][0])
        if mention.scope is Scope.OTHER and name in said
        else mention
        for mention, name in zip(mentions, keys, strict=True)
    )


def _named(passage: Passage, scopes: _Scopes, names: PlanNames, rules: RuleSet) -> Iterator[_Hit]:
    """The names that a pattern finds in `passage`, without what leads up to them."""
    where = "foreign" if scopes.of_section(passage.section) in (Scope.NATIONAL, Scope.PREFECTURE) else "own"
    for match in rules.find("mention", passage.view, where):
        start, end = match.found.span("name")
        while (lead := rules.first("mention_lead", passage.view.part(start, end))) is not None:
            start += lead.found.end("lead")
        start = names.start_of_place(passage.view, start, end)
        name = passage.view.part(start, end)
        if _is_name(name, match, passage, names, rules):
            yield _Hit(passage, start, end, name.text, match.rule)


def _with_subject(hits: Sequence[_Hit], names: PlanNames) -> list[_Hit]:
    """`hits`, where a plan that only its number names (第3次計画) is the one that stands elsewhere with that number."""
    whole: dict[str, dict[str, str]] = {}
    for hit in hits:
        if names.has_number(hit.name) and names.has_subject(hit.name):
            whole.setdefault(names.number(hit.name), {}).setdefault(names.key(hit.name), hit.name)
    only = {number: next(iter(called.values())) for number, called in whole.items() if len(called) == 1}
    return [
        hit if names.has_subject(hit.name) else replace(hit, name=only.get(names.number(hit.name), hit.name))
        for hit in hits
    ]


def _numbered(hits: Sequence[_Hit], names: PlanNames) -> list[_Hit]:
    """`hits`, where a plan that stands without its number (青葉市総合計画) is the one that others give it (第5次…).

    Where two numbers or one line tell them apart they are two plans; so this plan and the one before it mostly are.
    """
    alike: dict[str, list[_Hit]] = {}
    for hit in hits:
        if hit.rule.setting("kind") in PLAN_KINDS:
            alike.setdefault(names.subject(hit.name), []).append(hit)
    whole: dict[str, str] = {}
    for subject, group in alike.items():
        numbered = [hit for hit in group if names.has_number(hit.name)]
        lines = {hit.passage.line for hit in numbered}
        apart = any(hit.passage.line in lines for hit in group if not names.has_number(hit.name))
        if len({names.key(hit.name) for hit in numbered}) == 1 and not apart and not names.is_own_subject(subject):
            whole |= {hit.name: numbered[0].name for hit in group if not names.has_number(hit.name)}
    return [replace(hit, name=whole.get(hit.name, hit.name)) for hit in hits]


def _is_name(name: View, match: Match, passage: Passage, names: PlanNames, rules: RuleSet) -> bool:
    if not name or rules.first("mention_generic", name) is not None:
        return False
    if _is_type(passage, *match.found.span("name"), names, rules):
        return False
    return match.rule.setting("needs") != "proper" or names.is_proper(name)


def _is_type(passage: Passage, start: int, end: int, names: PlanNames, rules: RuleSet) -> bool:
    """Whether the name at `start` is no document but the type of plan that a law asks for."""
    match = rules.first("mention_type", passage.before(start), "before")
    if match is None:
        return False
    return match.rule.setting("unless") != "proper" or not names.is_proper(passage.view.part(start, end))


def _known(
    hits: Sequence[_Hit], aliases: tuple[Alias, ...], rules: RuleSet, scopes: _Scopes, names: PlanNames
) -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], _Hit]]]:
    """What finds any name of a document or short form, and how each is written, the longest first, with its hit."""
    written: dict[str, _Hit] = {}
    by_key: dict[str, _Hit] = {}
    for hit in hits:
        written.setdefault(_spelled(hit.name), hit)
        by_key.setdefault(key(hit.name, rules), hit)
    for alias in aliases:
        full = by_key.get(key(alias.full, rules))
        if full is not None:
            written.setdefault(rf"(?<!{WORD}){_spelled(alias.alias)}", full)
    upper = {key(hit.name, rules): hit for hit in hits if scopes.of(hit) is Scope.UPPER_PLAN}
    for word in rules.list("upper_plan_words") if len(upper) == 1 else ():
        written.setdefault(rf"(?<!{WORD}){_spelled(word)}(?!{WORD})", *upper.values())
    for name, hit in _without_place(hits, names, rules):
        written.setdefault(rf"\A{_spelled(name)}\Z", hit)
    longest_first = sorted(written, key=len, reverse=True)
    return re.compile("|".join(longest_first)), [(re.compile(pattern), written[pattern]) for pattern in longest_first]


def _without_place(hits: Sequence[_Hit], names: PlanNames, rules: RuleSet) -> Iterator[tuple[str, _Hit]]:
    """What a cell or line may call a plan in full: its name without the municipality, where one plan is so called."""
    short: dict[str, dict[str, _Hit]] = {}
    for hit in hits:
        name = names.behind_place(hit.passage.view.part(hit.start, hit.end))
        if hit.rule.setting("kind") in PLAN_KINDS and name and rules.first("mention_generic", name) is None:
            short.setdefault(name.text, {}).setdefault(names.key(hit.name), hit)
    return ((name, next(iter(called.values()))) for name, called in short.items() if len(called) == 1)


def _spelled(name: str) -> str:
    """A pattern of `name` with or without white space between its characters."""
    return r"\s?".join(map(re.escape, re.sub(r"\s", "", fold(name))))


def _again(passage: Passage, known: Iterable[tuple[re.Pattern[str], _Hit]]) -> Iterator[_Hit]:
    """Known names where they stand bare."""
    taken: list[tuple[int, int]] = []
    for pattern, hit in known:
        for found in pattern.finditer(passage.view.folded):
            if all(found.end() <= start or end <= found.start() for start, end in taken):
                taken.append(found.span())
                yield _Hit(passage, found.start(), found.end(), hit.name, hit.rule)


def _mention(document: Document, hit: _Hit, kind: str, scope: Scope) -> Mention:
    view = document.lines[hit.passage.line].view
    first, last = (hit.passage.view.offsets[index] for index in (hit.start, hit.end - 1))
    start = bisect_right(view.offsets, first) - 1
    end = bisect_right(view.offsets, last)
    spans = hit.passage.view.spans(hit.start, hit.end)
    return Mention(hit.name, kind, scope, hit.passage.line, start, end, spans, hit.rule.id)


class _Scopes:
    """Whose a named document is."""

    def __init__(self, document: Document, names: PlanNames, rules: RuleSet) -> None:
        self._names = names
        self._rules = rules
        self._sections = [self._section(document, section.position) for section in document.sections]

    def of_section(self, position: int) -> Scope | None:
        """Whose affairs a section tells of, by its title or that of a section above it; None where it does not say."""
        return self._sections[position]

    def of(self, hit: _Hit) -> Scope:
        """Whose the document that `hit` names is; by its name, its sentence, its section."""
        name = hit.passage.view.part(hit.start, hit.end)
        if self._names.is_own(hit.name):
            return Scope.OWN
        by_name = self._said("name", name)
        after = self._said("after", hit.passage.after(hit.end))
        before = self._said("before", hit.passage.before(hit.start))
        if self._names.is_local(hit.name):
            return Scope.UPPER_PLAN if Scope.UPPER_PLAN in (by_name, after, before) else Scope.OTHER
        if hit.rule.setting("kind") == "law":
            return Scope.NATIONAL
        if by_name or after:
            return by_name or after or Scope.OTHER
        return before or self.of_section(hit.passage.section) or Scope.OTHER

    def _said(self, scope: str, view: View) -> Scope | None:
        """What the last word on it says."""
        matches = self._rules.find("mention_scope", view, scope)
        best = max(matches, key=lambda match: (match.rule.priority, match.end), default=None)
        return Scope(best.rule.setting("scope")) if best else None

    def _section(self, document: Document, position: int) -> Scope | None:
        section = document.sections[position]
        title = document.source.view(section.title_spans)
        said = self._said("section", title)
        if said is not None or section.parent is None:
            return said
        return self._section(document, section.parent)
