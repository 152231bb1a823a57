"""From a document to its facts; one module a kind of fact, each driven by its rule file."""

from __future__ import annotations

from planparse.document import Document
from planparse.extract.aliases import extract_aliases
from planparse.extract.citations import extract_citations
from planparse.extract.context import Context
from planparse.extract.events import extract_events
from planparse.extract.glossary import extract_glossary
from planparse.extract.identity import identify
from planparse.extract.indicators import extract_indicators
from planparse.extract.measures import extract_measures
from planparse.extract.periods import extract_periods
from planparse.extract.predicates import add_predicates
from planparse.extract.themes import extract_themes
from planparse.extract.visions import extract_visions
from planparse.model import Diagnostic, Facts, Identity
from planparse.rules import RuleSet


def extract(document: Document, rules: RuleSet, nlp: bool = True) -> tuple[Identity, Facts, tuple[Diagnostic, ...]]:
    """All facts of a document. A document that is no plan gives none, and a diagnostic that says so.

    Without `nlp` the measures have no verb, object and commitment.
    """
    aliases = extract_aliases(document, rules)
    identity, noted = identify(document, aliases, rules)
    if not identity.is_plan:
        return identity, Facts(), noted
    context = Context(document, rules.for_municipality(identity.municipality), identity, aliases)
    visions, about_visions = extract_visions(context)
    periods, about_periods = extract_periods(context)
    measures, about_measures = extract_measures(context)
    themes, measure_themes = extract_themes(context, measures)
    if nlp:
        measures = add_predicates(measures, context.rules)
    glossary, about_glossary = extract_glossary(context)
    citations, about_citations = extract_citations(context, glossary)
    indicators, events = extract_indicators(context), extract_events(context)
    facts = Facts(
        visions, periods, measures, glossary, aliases, citations, themes, measure_themes, indicators, events
    )  # fmt: skip
    return identity, facts, noted + about_visions + about_periods + about_measures + about_glossary + about_citations
