"""What the document is: title, issuer, municipality, months of 策定 and 改訂, and whether it is a plan at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from planparse.document import Document
from planparse.extract.calendar import point_of
from planparse.extract.cover import Title, cover_lines, find_title, largest
from planparse.extract.municipalities import first_listed, locate, most_named, municipality_of, only_prefecture
from planparse.extract.names import key
from planparse.extract.ranges import find_ranges
from planparse.fold import fold
from planparse.model import Alias, Diagnostic, Identity, LineKind, Severity
from planparse.rules import Match, RuleSet
from planparse.source import View
from planparse.structure.numbering import number_of

ALIKE = 70.0
LEAST_EVIDENCE = 2
JAPANESE = r"[^\x00-\x7f]"
STRAY_SPACE = re.compile(rf"(?<={JAPANESE})\s+|\s+(?={JAPANESE})|(?<=\b[A-Z]) (?=[A-Z]\b)")


def identify(document: Document, aliases: tuple[Alias, ...], rules: RuleSet) -> tuple[Identity, tuple[Diagnostic, ...]]:
    """The identity of a document, and a diagnostic for what stays unknown or ambiguous."""
    cover = cover_lines(document)
    names = tuple(_own_names(document, aliases, rules))
    behind_cover = document.source.text[cover[-1].offsets[-1] + 1 if cover else 0 :]
    title = find_title(cover, names, key(behind_cover, rules), rules)
    name = _name(title, names, rules)
    shown = title.text if title else name or largest(cover)
    issuer, municipality = _bodies(cover, title, shown, aliases, rules)
    is_plan = _is_plan(document, title, names, cover, rules)
    if is_plan and municipality is None:
        municipality = most_named(document.source.text)
    code, prefecture, noted = _place(municipality, document.source.text)
    established, revised = _months(cover, rules)
    if not is_plan:
        noted = (Diagnostic("not_a_plan", Severity.WARNING, f"{shown or 'the text'}: no sign of a plan was found"),)
    elif title is None:
        noted += (Diagnostic("title_unknown", Severity.WARNING, "no line of the cover ends like a plan's title"),)
    return Identity(shown, name, issuer, municipality, code, prefecture, established, revised, is_plan), noted


def tidy(text: str) -> str:
    """`text` without the white space that a line break or wide setting left beside Japanese characters."""
    return STRAY_SPACE.sub("", text)


def _own_names(document: Document, aliases: tuple[Alias, ...], rules: RuleSet) -> Iterator[str]:
    """What the running text calls the plan: 以下「本計画」という, then 「…計画」を策定します."""
    own_words = rules.list("own_plan_words")
    yield from (alias.full for alias in aliases if alias.alias in own_words)
    for passage in document.passages:
        for match in rules.find("own_name", passage.view):
            name = match.text("name")
            for remark in rules.find("name_remark", match.part("name")):
                name = name.replace(remark.text(), "")
            yield name


def _name(title: Title | None, names: tuple[str, ...], rules: RuleSet) -> str | None:
    """What the running text calls the plan of this title; the title itself where it does not."""
    if title is None:
        return tidy(names[0]) if names else None
    wanted = key(title.text, rules)
    same = [name for name in names if key(name, rules) == wanted]
    numbers = _ordinals(title.text, rules)
    numbered = [name for name in names if _ordinals(name, rules) == numbers]
    alike = [name for name in numbered if fuzz.ratio(key(name, rules), wanted) >= ALIKE]
    return tidy((same or [title.text] if not alike or same else alike)[0])


def _ordinals(text: str, rules: RuleSet) -> list[int | None]:
    """The numbers of 第2期, 第三次 in `text`."""
    found = (match for rule in rules.of("ordinal") for match in rule.finditer(fold(text)))
    return [number_of(match["number"], rules) for match in found]


# ---------------------------------------------------------------- issuer and municipality


def _bodies(
    cover: tuple[View, ...], title: Title | None, shown: str | None, aliases: tuple[Alias, ...], rules: RuleSet
) -> tuple[str | None, str | None]:
    """The issuer as printed, and the municipality (or prefecture, 広域連合): by issuer, title, 以下「本市」."""
    in_title = set(title.lines) if title else set()
    printed = [_issuer(view, rules) for i, view in enumerate(cover) if i not in in_title]
    issuers = [name for name in printed if name]
    issuer = issuers[-1] if issuers else None
    if issuer is not None:
        return issuer, municipality_of(issuer)
    own_words = rules.list("own_place_words")
    called = next((alias.full for alias in aliases if alias.alias in own_words), None)
    head = rules.first("title_place", cover[title.lines.start]) if title else None
    place = (first_listed(tidy(shown)) if shown else None) or called or (head.text("name") if head else None)
    return place, place


def _issuer(line: View, rules: RuleSet) -> str | None:
    """The body that a cover line names, without the spaces of wide setting; the code list knows where a name ends."""
    spans = [offset for offset, character in zip(line.offsets, line.text, strict=True) if not character.isspace()]
    solid = View(tidy(line.text).replace(" ", ""), tuple(spans), line.source)
    match = rules.first("issuer", solid)
    if match is None:
        return None
    known = first_listed(solid.text)
    name = match.text("name")
    return known if known and known.startswith(name) else name


def _place(name: str | None, text: str) -> tuple[str | None, str | None, tuple[Diagnostic, ...]]:
    """Code and prefecture of a municipality, with a diagnostic where one stays unknown."""
    if name is None:
        message = "neither the cover nor the text says whose plan it is"
        return None, None, (Diagnostic("municipality_unknown", Severity.WARNING, message),)
    bodies = locate(name, text)
    if len(bodies) == 1:
        return bodies[0].code, bodies[0].prefecture, ()
    if bodies:
        named = ", ".join(body.prefecture for body in bodies)
        message = f"{name} is in {named}, and the text names none or several of them"
        return None, None, (Diagnostic("municipality_ambiguous", Severity.WARNING, message),)
    message = f"{name} is not in the list of municipality codes"
    return None, only_prefecture(text), (Diagnostic("municipality_unknown", Severity.INFO, message),)


# ---------------------------------------------------------------- months


def _months(cover: tuple[View, ...], rules: RuleSet) -> tuple[str | None, str | None]:
    """YYYY-MM of 策定 (or of a bare date) and of the last 改訂 on the cover; lines that give a span are left out."""
    found: dict[str, list[str]] = {"established": [], "revised": [], "bare": []}
    for view in cover:
        if find_ranges(view, rules):
            continue
        for match in rules.find("cover_date", view):
            month = _month(match, rules)
            if month is not None:
                found[match.rule.setting("role")].append(month)
    revised = max(found["revised"], default=None)
    bare = [month for month in found["bare"] if revised is None or month < revised]
    return next(iter(found["established"] + bare), None), revised


def _month(match: Match, rules: RuleSet) -> str | None:
    date = rules.first("date", match.part("date") or match.part("date_after"), "")
    point = point_of(date, rules) if date else None
    return point.first_month if point and point.month else None


# ---------------------------------------------------------------- plan or not


def _is_plan(
    document: Document, title: Title | None, names: tuple[str, ...], cover: tuple[View, ...], rules: RuleSet
) -> bool:
    """Whether anything speaks for a plan: a title that ends like one, a name that the text decides on, or two kinds of
    section or phrase that plans have. A paper about a plan (会議録, 調査結果) is none; a scan without text may be one.

    Guidelines count as plans: to leave facts out of a plan that was misjudged costs more than to list a paper's terms.
    """
    if title is not None or not document.source.text.strip():
        return True
    if any(rules.first("not_plan", view) for view in cover):
        return False
    if names:
        return True
    headings = [line.view for line in document.lines if line.kind is LineKind.HEADING]
    kinds = {match.rule.id for view in headings for match in rules.find("plan_evidence", view, "section")}
    if any(rules.first("plan_evidence", passage.view, "text") for passage in document.passages):
        kinds.add("text")
    return len(kinds) >= LEAST_EVIDENCE
