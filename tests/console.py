"""Commands as tests call them, and the plan that they are tried on."""

from __future__ import annotations

from typer.testing import CliRunner, Result

from planparse.cli import app

TWO_CHAPTERS = "第1章 はじめに\n\n道をなおす。\n\n第2章 つぎに\n\n★道しるべ\n橋のかけかえ\n"


def planparse(*words: object, env: dict[str, str] | None = None) -> Result:
    """What a command prints, and how it ends."""
    return CliRunner().invoke(app, [str(word) for word in words], env=env)


def run(*words: object) -> Result:
    """What a command prints that must end well."""
    result = planparse(*words)
    assert result.exit_code == 0, result.output
    return result
