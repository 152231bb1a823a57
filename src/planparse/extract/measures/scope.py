"""Which sections speak of the plan's own policy tree: not the nation's, the prefecture's or an earlier plan's."""

from __future__ import annotations

from enum import StrEnum

from planparse.document import Document
from planparse.extract.measures.wording import Wording
from planparse.model import Section


class Role(StrEnum):
    """What a section is to the policy tree. `NEUTRAL`: its title and those above it say nothing."""

    OWN = "own"
    OVERVIEW = "overview"
    LIKELY = "likely"
    FOREIGN = "foreign"
    NEUTRAL = "neutral"


def section_roles(document: Document, wording: Wording) -> tuple[Role, ...]:
    """For each section its role: `FOREIGN` for all below a foreign one, else what its own title says, or that above."""
    roles: list[Role] = []
    for section in document.sections:
        above = roles[section.parent] if section.parent is not None else Role.NEUTRAL
        said = None if above is Role.FOREIGN or wording.level(section.number) else _said(document, section, wording)
        if above in (Role.OWN, Role.OVERVIEW) and said in (None, Role.LIKELY):
            said = Role.OWN
        roles.append(said or above)
    return tuple(roles)


def _said(document: Document, section: Section, wording: Wording) -> Role | None:
    match = wording.says("measure_section", document.source.view(section.title_spans))
    return Role(match.rule.setting("role")) if match else None
