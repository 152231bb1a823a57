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
from planparse.extract.names import core, key
from planparse.fold import fold
from planparse.model import Alias, Identity, Scope, Span
from planparse.passage import Passage
from planparse.rules import Match, Rule, RuleSet
from planparse.source import View

PLAN_KINDS = ("plan", "policy")
JOINT = re.compile(r"[\s・]+")
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
    scopes = _Scopes(document, identity, rules)
    read = document.passages
    whole = {key(alias.alias, rules): alias.full for alias in aliases}
    found = [hit for passage in read for hit in _named(passage, scopes, rules)]
    aliased = [replace(hit, name=whole.get(key(hit.name, rules), hit.name)) for hit in found]
    named = _numbered(_with_subject(aliased, scopes), scopes)
    anywhere, known = _known(named, aliases, rules, scopes)
    named_in: dict[int, list[_Hit]] = {}
    for hit in named:
        named_in.setdefault(id(hit.passage), []).append(hit)
    mentions: list[Mention] = []
    for passage in read:
        here = named_in.get(id(passage), [])
        holds_name = anywhere.search(passage.view.folded)  # most hold none, and a plan knows dozens of names
        for again in _again(passage, known) if holds_name else ():
            if not _is_type(passage, again.start, again.end, scopes, rules) and not any(
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


def _named(passage: Passage, scopes: _Scopes, rules: RuleSet) -> Iterator[_Hit]:
    """The names that a pattern finds in `passage`, without what leads up to them."""
    where = "foreign" if scopes.of_section(passage.section) in (Scope.NATIONAL, Scope.PREFECTURE) else "own"
    for match in rules.find("mention", passage.view, where):
        start, end = match.found.span("name")
        while (lead := rules.first("mention_lead", passage.view.part(start, end))) is not None:
            start += lead.found.end("lead")
        start = scopes.start_of_place(passage.view, start, end)
        name = passage.view.part(start, end)
        if _is_name(name, match, passage, scopes, rules):
            yield _Hit(passage, start, end, name.text, match.rule)


def _with_subject(hits: Sequence[_Hit], scopes: _Scopes) -> list[_Hit]:
    """`hits`, where a plan that only its number names (第3次計画) is the one that stands elsewhere with that number."""
    whole: dict[str, dict[str, str]] = {}
    for hit in hits:
        if scopes.has_number(hit.name) and scopes.has_subject(hit.name):
            whole.setdefault(scopes.number(hit.name), {}).setdefault(scopes.key(hit.name), hit.name)
    only = {number: next(iter(names.values())) for number, names in whole.items() if len(names) == 1}
    return [
        hit if scopes.has_subject(hit.name) else replace(hit, name=only.get(scopes.number(hit.name), hit.name))
        for hit in hits
    ]


def _numbered(hits: Sequence[_Hit], scopes: _Scopes) -> list[_Hit]:
    """`hits`, where a plan that stands without its number (青葉市総合計画) is the one that others give it (第5次…).

    Where two numbers or one line tell them apart they are two plans; so this plan and the one before it mostly are.
    """
    alike: dict[str, list[_Hit]] = {}
    for hit in hits:
        if hit.rule.setting("kind") in PLAN_KINDS:
            alike.setdefault(scopes.subject(hit.name), []).append(hit)
    whole: dict[str, str] = {}
    for subject, group in alike.items():
        numbered = [hit for hit in group if scopes.has_number(hit.name)]
        lines = {hit.passage.line for hit in numbered}
        apart = any(hit.passage.line in lines for hit in group if not scopes.has_number(hit.name))
        if len({scopes.key(hit.name) for hit in numbered}) == 1 and not apart and not scopes.is_own_subject(subject):
            whole |= {hit.name: numbered[0].name for hit in group if not scopes.has_number(hit.name)}
    return [replace(hit, name=whole.get(hit.name, hit.name)) for hit in hits]


def _is_name(name: View, match: Match, passage: Passage, scopes: _Scopes, rules: RuleSet) -> bool:
    if not name or rules.first("mention_generic", name) is not None:
        return False
    if _is_type(passage, *match.found.span("name"), scopes, rules):
        return False
    return match.rule.setting("needs") != "proper" or scopes.is_proper(name)


def _is_type(passage: Passage, start: int, end: int, scopes: _Scopes, rules: RuleSet) -> bool:
    """Whether the name at `start` is no document but the type of plan that a law asks for."""
    match = rules.first("mention_type", passage.before(start), "before")
    if match is None:
        return False
    return match.rule.setting("unless") != "proper" or not scopes.is_proper(passage.view.part(start, end))


def _known(
    hits: Sequence[_Hit], aliases: tuple[Alias, ...], rules: RuleSet, scopes: _Scopes
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
    for name, hit in _without_place(hits, rules, scopes):
        written.setdefault(rf"\A{_spelled(name)}\Z", hit)
    longest_first = sorted(written, key=len, reverse=True)
    return re.compile("|".join(longest_first)), [(re.compile(pattern), written[pattern]) for pattern in longest_first]


def _without_place(hits: Sequence[_Hit], rules: RuleSet, scopes: _Scopes) -> Iterator[tuple[str, _Hit]]:
    """What a cell or line may call a plan in full: its name without the municipality, where one plan is so called."""
    short: dict[str, dict[str, _Hit]] = {}
    for hit in hits:
        name = scopes.behind_place(hit.passage.view.part(hit.start, hit.end))
        if hit.rule.setting("kind") in PLAN_KINDS and name and rules.first("mention_generic", name) is None:
            short.setdefault(name.text, {}).setdefault(scopes.key(hit.name), hit)
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

    def __init__(self, document: Document, identity: Identity, rules: RuleSet) -> None:
        self._rules = rules
        self._places = [place for place in (identity.municipality, identity.issuer) if place]
        named = [name for name in (identity.name, identity.title) if name]
        joined = [part for name in named for part in self._joined(name)]
        self._own = {key(name, rules) for name in named + joined}
        self._sections = [self._section(document, section.position) for section in document.sections]

    def of_section(self, position: int) -> Scope | None:
        """Whose affairs a section tells of, by its title or that of a section above it; None where it does not say."""
        return self._sections[position]

    def is_proper(self, name: View) -> bool:
        """Whether `name` is a name of its own and not the kind of document."""
        return any(place in name.folded for place in self._places) or self._find("mention_proper", name)

    def _joined(self, name: str) -> list[str]:
        """The plans that one paper joins (…市地域福祉計画・…市地域福祉活動計画); none where the name is of one plan."""
        parts = JOINT.split(name)
        each_named = all(any(place in part for place in self._places) for part in parts)
        return parts if len(parts) > 1 and each_named else []

    def key(self, name: str) -> str:
        """What the spellings of `name` have in common."""
        return key(name, self._rules)

    def has_number(self, name: str) -> bool:
        """Whether a plan's name says which of several it is: 第2次."""
        return bool(self.number(name))

    def number(self, name: str) -> str:
        """What in a plan's name says which of several it is: 第2次; '' if nothing does."""
        found = (rule.search(fold(name)) for rule in self._rules.of("ordinal"))
        return next((match.group() for match in found if match), "")

    def has_subject(self, name: str) -> bool:
        """Whether a name says more of a plan than its number."""
        return bool(core(name, [self.key(place) for place in self._places], self._rules))

    def subject(self, name: str) -> str:
        """The key of `name` without its number and the municipality."""
        text = self.key(name)
        for rule in self._rules.of("ordinal"):
            text = rule.sub("", text)
        for place in self._places:
            text = text.replace(self.key(place), "")
        return text

    def is_own_subject(self, subject: str) -> bool:
        """Whether `subject` is that of this plan."""
        return any(self.subject(name) == subject for name in self._own)

    def behind_place(self, name: View) -> View | None:
        """What follows the municipality in `name`; None where it does not name it."""
        ends = [at + len(place) for place in self._places if (at := name.text.find(place)) >= 0]
        return name.part(max(ends), len(name.text)) if ends else None

    def start_of_place(self, view: View, start: int, end: int) -> int:
        """Where a name begins in which the municipality stands behind other words (第2次三島市… is one name)."""
        for place in self._places:
            found = view.text.find(place, start, end)
            if found > start and not self._find("mention_ordinal", view.part(start, found)):
                return found
        return start

    def of(self, hit: _Hit) -> Scope:
        """Whose the document that `hit` names is; by its name, its sentence, its section."""
        name = hit.passage.view.part(hit.start, hit.end)
        if key(hit.name, self._rules) in self._own:
            return Scope.OWN
        local = any(place in hit.name for place in self._places)
        by_name = self._said("name", name)
        after = self._said("after", hit.passage.after(hit.end))
        before = self._said("before", hit.passage.before(hit.start))
        if local:
            return Scope.UPPER_PLAN if Scope.UPPER_PLAN in (by_name, after, before) else Scope.OTHER
        if hit.rule.setting("kind") == "law":
            return Scope.NATIONAL
        if by_name or after:
            return by_name or after or Scope.OTHER
        return before or self.of_section(hit.passage.section) or Scope.OTHER

    def _find(self, kind: str, view: View) -> bool:
        return self._rules.first(kind, view) is not None

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
