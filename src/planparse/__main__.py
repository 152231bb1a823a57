"""``python -m planparse``: for where the folder of scripts is not on the path."""

from planparse.cli import app

app()
