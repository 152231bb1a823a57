# make run    reads the samples into out/plans.db and says what it found
# make test   lint, types and tests
# make bench  seconds a page and memory of each stage; PLANS="folder …" measures others than the samples
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
SOURCES := src tests bench
INSTALLED := .venv/.installed

.PHONY: quality run test expected gate bench bench-pdf docs lock clean

run: $(INSTALLED)
	$(BIN)/planparse run samples --db out/plans.db

test: $(INSTALLED)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/pytest -n auto

# Writes what the samples give today, and the answers in the READMEs; fails, so that nobody commits them unread.
expected: $(INSTALLED)
	PLANPARSE_WRITE_EXPECTED=1 $(BIN)/pytest tests/test_samples.py tests/test_readme.py

# Pins the scores of the samples as floors, and says where one would fall; make gate LOWER=--lower lets it.
gate: $(INSTALLED)
	$(BIN)/planparse eval samples --pin tests/gate.toml $(LOWER)

bench: $(INSTALLED)
	$(BIN)/python -m bench.stages $(PLANS)

# Other PDF readers beside planparse, each in an environment of its own: docs/benchmarks.md. Needs a network once.
bench-pdf: $(INSTALLED)
	$(BIN)/python -m bench.peers

# The score tables of docs/quality.md; real plans too with PLANS=folder GOLD=folder.
quality: $(INSTALLED)
	$(BIN)/python -m bench.quality $(PLANS) $(GOLD)

# The pages that the program prints itself.
docs: $(INSTALLED)
	$(BIN)/planparse docs schema > docs/schema.md
	$(BIN)/planparse docs diagnostics > docs/diagnostics.md
	$(BIN)/planparse rules schema > rules/schema.json
	$(BIN)/planparse rules schema --docs docs/rules.md --docs docs/rules.ja.md
	$(BIN)/typer planparse.cli utils docs --name planparse --output docs/cli.md

# Pins every package, with hashes and without a word on where it came from.
lock: .venv/bin/python
	$(PIP) install "pip-tools>=7.5"
	$(BIN)/pip-compile --quiet --upgrade --extra dev --generate-hashes --strip-extras --allow-unsafe \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
		--output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv out/*.db*

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "planparse needs Python 3.11 or newer: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv .venv

# An editable install, so that a changed source needs no new one.
$(INSTALLED): .venv/bin/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --editable .
	touch $@
