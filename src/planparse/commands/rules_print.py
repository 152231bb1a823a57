"""How the commands of the workbench show what they found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.table import Table
from rich.text import Text

from planparse.rules import Example, Match, Rule, RuleSet
from planparse.terminal import out
from planparse.workbench.changes import Change, Comparison
from planparse.workbench.coverage import Coverage
from planparse.workbench.samples import view_of
from planparse.workbench.trial import Hit

COLOURS = ("cyan", "magenta", "yellow", "green", "blue")
SIDES = {"gained": ("+", "green"), "lost": ("-", "red"), "changed": ("~", "yellow")}
LONGEST = 100
CONTEXT = 30


def relative(file: Path, text: str) -> str:
    """`text` with the file as seen from here, so that editors and terminals can open it."""
    here = Path.cwd()
    return text.replace(f"{here}/", "", 1) if file.is_relative_to(here) else text


def print_columns(items: Sequence[Mapping[str, object]]) -> None:
    """One line an item under a head, every column but the last as wide as it must be; a pipe gets the same lines."""
    if not items:
        return
    names = list(items[0])
    rows = [names, *([str(value) for value in item.values()] for item in items)]
    widths = [max(cell_len(row[i]) for row in rows) for i in range(len(names))]
    for number, row in enumerate(rows):
        padded = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
        out.print(Text("  ".join(padded).rstrip(), style="dim" if number == 0 else ""), soft_wrap=True)


def rule_item(rule: Rule, rules: RuleSet) -> dict[str, object]:
    """A rule for JSON."""
    return {
        "id": rule.id, "kind": rule.kind, "file": str(rule.file), "line": rule.line, "pattern": rule.text,
        "expanded": rule.pattern.pattern, "scope": rule.scope, "priority": rule.priority, "blocks": list(rule.blocks),
        "set": dict(rule.settings), "municipality": rule.municipality, "note": rule.note,
        "examples": [_example(rule, example) for example in rule.examples],
        "counterexamples": [_example(rule, example) for example in rule.counterexamples],
        "competes_with": [rival.id for rival in rules.of(rule.kind, rule.scope or None) if rival != rule],
    }  # fmt: skip


def _example(rule: Rule, example: Example) -> dict[str, object]:
    view = view_of(example.text)
    found = next(rule.pattern.finditer(view.folded), None)
    groups = {name: Match(rule, view, found).text(name) for name in rule.pattern.groupindex} if found else None
    return {"in": example.sample, "text": example.text, "wants": dict(example.groups), "gives": groups}


def print_rule(rule: Rule, rules: RuleSet) -> None:
    """A rule for people."""
    item = rule_item(rule, rules)
    out.print(Text.assemble((rule.id, "bold"), f"  {relative(rule.file, f'{rule.file}:{rule.line}')}"))
    grid = Table.grid(padding=(0, 2))
    for name in ("kind", "scope", "priority", "blocks", "set", "municipality", "note", "pattern", "expanded"):
        if item[name]:
            grid.add_row(Text(f"  {name}", style="dim"), Text(str(item[name]), overflow="fold"))
    rivals = item["competes_with"]
    grid.add_row(Text("  competes with", style="dim"), Text(", ".join(rivals) if isinstance(rivals, list) else ""))
    out.print(grid)
    for name, examples in (("example", rule.examples), ("counterexample", rule.counterexamples)):
        for example in examples:
            out.print(Text.assemble((f"  {name} ", "dim"), example.text, (f"  [{example.sample or 'quote'}]", "dim")))
            gives = _example(rule, example)["gives"]
            out.print(Text(f"    {gives if gives is not None else 'no match'}", style="cyan" if gives else "red"))


def print_hits(hits: Sequence[Hit], total: int) -> None:
    """Matches in their context: the match bold, each group in a colour of its own."""
    for hit in hits:
        start, end = hit.spans[""]
        text = Text(hit.text)
        text.stylize("bold", start, end)
        for i, (name, span) in enumerate(hit.spans.items()):
            if name:
                text.stylize(COLOURS[i % len(COLOURS)], *span)
        shown = text[max(0, start - CONTEXT) : end + CONTEXT]
        place = f"{relative(hit.path, str(hit.path))}:{hit.line}"
        groups = "  ".join(f"{name}={value}" for name, value in hit.groups.items())
        out.print(Text.assemble((f"{place} ", "dim"), shown, (f"  {groups}" if groups else "", "dim")), soft_wrap=True)
    out.print(f"{total} matches" + (f", {total - len(hits)} not shown (--limit)" if total > len(hits) else ""))


def print_coverage(covered: Coverage, limit: int) -> None:
    """Rules that fired, rules that did not, and lines by shape."""
    fired = [use for use in covered.uses if use.matches or use.rows]
    fired.sort(key=lambda use: -use.matches)
    print_columns([{"rule": use.rule.id, "matches": use.matches, "rows": use.rows} for use in fired])
    never = [use for use in covered.uses if not use.matches and not use.rows]
    for told, asked in (("never fired", True), ("not asked for, as nothing in these plans called for it", False)):
        ids = [use.rule.id for use in never if use.asked is asked]
        out.print(f"\n{told}: {', '.join(ids) or 'none'}", markup=False, soft_wrap=True)
    total = sum(len(strays) for _, strays in covered.strays)
    out.print(f"\n{total} lines that nothing understood, in {len(covered.strays)} shapes")
    for shape, strays in covered.strays[:limit]:
        first = strays[0]
        place = f"{relative(first.path, str(first.path))}:{first.line}"
        out.print(
            Text.assemble(
                f"{len(strays):4} ", (_short(shape, 30), "bold"), f"  {_short(first.text)}", (f"  {place}", "dim")
            ),
            soft_wrap=True,
        )


def print_comparison(comparison: Comparison, limit: int) -> None:
    """Gains and losses; the scores last."""
    for change in comparison.changes[:limit]:
        out.print(_line(change), soft_wrap=True)
    if len(comparison.changes) > limit:
        out.print(f"and {len(comparison.changes) - limit} more (--limit)")
    for name, (old, new) in comparison.rules.items():
        out.print(f"rule {name}: {old} -> {new} matches", markup=False)
    for (plan, part), (was, now) in comparison.scores.items():
        style = "green" if now > was else "red"
        out.print(Text(f"{plan} {part}: {was:.3f} -> {now:.3f} ({now - was:+.3f})", style=style))
    counts = {side: sum(change.side == side for change in comparison.changes) for side in SIDES}
    fell = sum(now < was for was, now in comparison.scores.values())
    told = ", ".join(f"{count} {side}" for side, count in counts.items())
    out.print(f"{told}; {fell} of {len(comparison.scores)} changed scores fell" if comparison.scores else told)


def _line(change: Change) -> Text:
    sign, style = SIDES[change.side]
    page = f" p{change.page}" if change.page is not None else ""
    line = Text.assemble(
        (f"{sign} ", style), (f"{change.plan}{page} {change.table} ", "dim"), (_short(change.name), style),
        (f"  [{change.rule}]" if change.rule else "", "dim"),
    )  # fmt: skip
    for name, (old, new) in change.columns.items():
        line.append(f"\n    {name}: {_value(old)} -> {_value(new)}")
    return line


def _value(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else _short(str(value))


def _short(text: str, longest: int = LONGEST) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[:longest]}…"
