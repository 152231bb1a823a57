"""Extract citations: each law and plan that the text names, once, and what it is to this plan.

Relation, by strength: legal basis (a sentence on this plan rests it on a law), predecessor (the same municipality's
plan that this one replaces), then whose document it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from planparse.document import Document
from planparse.extract.context import Context
from planparse.extract.mentions import Mention
from planparse.extract.names import core, key
from planparse.model import Citation, Diagnostic, Evidence, GlossaryTerm, LineKind, Scope
from planparse.passage import Passage
from planparse.rules import Match

RELATION_OF_SCOPE = {
    Scope.UPPER_PLAN: "upper_plan",
    Scope.NATIONAL: "national",
    Scope.PREFECTURE: "prefectural",
    Scope.OTHER: "related",
}
LEGAL_KINDS = ("law", "ordinance")
PLAN_KINDS = ("plan", "policy")


def extract_citations(
    context: Context, glossary: Sequence[GlossaryTerm] = ()
) -> tuple[tuple[Citation, ...], tuple[Diagnostic, ...]]:
    """The citations of a document in reading order, and what a person should look at.

    A reading in the `glossary` (スイシンガイドライン) ends like the name of a document and is none.
    """
    readings = {span.start for term in glossary for e in term.evidence if e.field == "reading" for span in e.spans}
    named = [mention for mention in context.mentions if mention.spans[0].start not in readings]
    groups = _grouped([mention for mention in named if mention.kind != "body"], context)
    cited = (group for group in groups if all(mention.scope is not Scope.OWN for mention in group))
    return tuple(_citation(group, context) for group in cited), ()


def _grouped(mentions: Sequence[Mention], context: Context) -> list[list[Mention]]:
    """The mentions of each document together, in reading order of the first."""
    keys = [key(mention.name, context.rules) for mention in mentions]
    whole = {name: place + name for place in _places(context) for name in keys if place + name in keys}
    for (first, one), (second, other) in pairwise(zip(mentions, keys, strict=True)):
        if _root(one, whole) != _root(other, whole) and _is_second_name(first, second, context):
            whole[_root(other, whole)] = one
    groups: dict[str, list[Mention]] = {}
    for mention, name in zip(mentions, keys, strict=True):
        groups.setdefault(_root(name, whole), []).append(mention)
    return list(groups.values())


def _root(name: str, whole: Mapping[str, str]) -> str:
    """The name that `name` is short for, by way of any number of names."""
    while name in whole:
        name = whole[name]
    return name


def _places(context: Context) -> set[str]:
    identity = context.identity
    return {key(place, context.rules) for place in (identity.municipality, identity.issuer) if place}


def _is_second_name(first: Mention, second: Mention, context: Context) -> bool:
    """Whether `second` stands in a bracket behind `first`."""
    if first.line != second.line or first.kind != second.kind:
        return False
    between = context.document.lines[first.line].view.part(first.end, second.start)
    return context.rules.first("name_apposition", between) is not None


def _citation(group: Sequence[Mention], context: Context) -> Citation:
    """One document by all its mentions, named as where its name is whole first; a heading may shorten it."""
    named = min(group, key=lambda mention: (not _is_whole(mention, context), _in_heading(mention, context)))
    relation, mention, words = _relation(group, context)
    article = _article(mention, context)
    evidence = [Evidence("name", named.spans)]
    if words is not None:
        evidence.append(Evidence("relation", words.spans()))
    if article is not None:
        evidence.append(Evidence("article", article.spans("article")))
    text = article.text("article") if article else None
    return Citation(named.name, named.kind, text, relation, named.rule_id, tuple(evidence))


def _is_whole(mention: Mention, context: Context) -> bool:
    """Whether the name begins with the municipality's."""
    return any(key(mention.name, context.rules).startswith(place) for place in _places(context))


def _in_heading(mention: Mention, context: Context) -> bool:
    return context.document.lines[mention.line].kind is LineKind.HEADING


def _relation(group: Sequence[Mention], context: Context) -> tuple[str, Mention, Match | None]:
    """The strongest relation that a mention gives, that mention, and the words that say so."""
    said = [(mention, match) for mention in group if (match := _said(mention, context)) is not None]
    for wanted in ("legal_basis", "predecessor"):
        ways = [(mention, match) for mention, match in said if match.rule.setting("relation") == wanted]
        if ways:
            mention, words = max(ways, key=lambda way: _article(way[0], context) is not None)
            return wanted, mention, words
    if _is_former(group[0], context):
        return "predecessor", group[0], None
    scope = _most(mention.scope for mention in group)
    return RELATION_OF_SCOPE[scope], next(mention for mention in group if mention.scope is scope), None


def _said(mention: Mention, context: Context) -> Match | None:
    """The words behind or before a mention that make it a legal basis or a predecessor."""
    passage = _passage(mention, context.document)
    match = context.rules.first("citation_relation", passage.after(mention.end), "after")
    match = match or context.rules.first("citation_relation", passage.before(mention.start), "before")
    if match is None:
        return None
    if match.rule.setting("relation") == "legal_basis":
        return match if mention.kind in LEGAL_KINDS and _on_own_plan(passage, mention, context) else None
    return match if mention.kind in PLAN_KINDS and mention.scope is Scope.OTHER else None


def _on_own_plan(passage: Passage, mention: Mention, context: Context) -> bool:
    """Whether the sentence of a mention speaks of this plan, and not of what the nation or prefecture does."""
    before, after = passage.before(mention.start), passage.after(mention.end)
    if context.rules.first("citation_foreign", before) is not None:
        return False
    said = key(before.text + after.text, context.rules)
    if any(name in said for name in _own_names(context)):
        return True
    if any(context.rules.first("citation_own", part, "sentence") is not None for part in (before, after)):
        return True
    title = context.document.source.view(context.document.sections[passage.section].title_spans)
    return context.rules.first("citation_own", title, "section") is not None


def _own_names(context: Context) -> set[str]:
    """The keys of the plan's name and of the aliases that the text gives it."""
    rules = context.rules
    if context.identity.name is None:
        return set()
    own = key(context.identity.name, rules)
    return {own} | {key(alias.alias, rules) for alias in context.aliases if key(alias.full, rules) == own}


def _is_former(mention: Mention, context: Context) -> bool:
    """Whether the text calls a plan 前計画, or its subject is that of this plan."""
    rules, name = context.rules, key(mention.name, context.rules)
    for alias in context.aliases:
        if key(alias.full, rules) == name and any(rule.search(alias.alias) for rule in rules.of("citation_former")):
            return True
    own = context.identity.name
    local = any(place in name for place in _places(context))
    if own is None or not local or mention.kind not in PLAN_KINDS or mention.scope is not Scope.OTHER:
        return False
    return core(mention.name, _places(context), rules) == core(own, _places(context), rules)


def _article(mention: Mention, context: Context) -> Match | None:
    return context.rules.first("citation_article", _passage(mention, context.document).after(mention.end))


def _passage(mention: Mention, document: Document) -> Passage:
    return Passage(document.lines[mention.line].view, mention.line, document.section_of_line[mention.line])


def _most(scopes: Iterable[Scope]) -> Scope:
    """The scope that most mentions have, the first of equals; one that says something before one that does not."""
    counts = Counter(scopes)
    known = {scope: count for scope, count in counts.items() if scope is not Scope.OTHER}
    return max(known or counts, key=lambda scope: counts[scope])
