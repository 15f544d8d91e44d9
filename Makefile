# One command each. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
PROFILE ?= full
export PORT
VENV := .venv
BIN := $(VENV)/bin
MANAGE := DEMO=1 $(BIN)/python manage.py
STATICS := $(shell find static */static -type f -not -path '*/vendor/*' 2>/dev/null)
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)

.PHONY: help setup run test races check bench fresh screenshots messages lock

help:  ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: $(VENV)/.compiled staticfiles/.collected  ## Install everything into the checkout: .venv, front-end files, messages

$(VENV)/.installed: requirements.txt requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python 3.11 or newer with venv is needed (Debian: apt install python3-venv)"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r requirements.txt -r requirements-dev.txt
	touch $@

node_modules/.installed: package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	touch $@

static/vendor/.copied: node_modules/.installed zhenjiang_qts/management/commands/vendor_assets.py
	VAR_DIR=$(VENV)/var $(MANAGE) vendor_assets
	touch $@

# Settings must load for these; nothing of an installation may come of it, so VAR_DIR stands inside .venv.
$(VENV)/.compiled: $(VENV)/.installed $(CATALOGUES)
	VAR_DIR=$(VENV)/var $(MANAGE) compile_messages
	touch $@

staticfiles/.collected: $(VENV)/.installed static/vendor/.copied $(STATICS)
	VAR_DIR=$(VENV)/var $(MANAGE) collectstatic --noinput --clear --verbosity 0
	touch $@

run: setup  ## Serve the demo on 127.0.0.1:PORT (8000); builds the demo world at the first start
	$(MANAGE) prepare
	exec env $(MANAGE) up

fresh: setup  ## Empty the demo database and build the small demo world anew
	$(MANAGE) fresh
	$(MANAGE) prepare

test: setup  ## The suite on SQLite, then on PostgreSQL and Redis where DATABASE_URL / REDIS_URL are set
	@bash .ci/test

races: setup  ## The races at their full number: 200 attempts on one decision, 20 rounds, in the engine and over HTTP
	DEMO=1 RACE_ROUNDS=20 $(BIN)/pytest tests/workflow/test_races.py tests/journeys/test_two_at_once.py

check: setup  ## Format, lint, types, layers, migrations, templates, messages, deployment files
	@bash .ci/check

bench: setup  ## Cases per second beside bare SQL, and every page, on SQLite and DATABASE_URL (PROFILE=tiny|full)
	$(MANAGE) bench_engine --profile $(PROFILE)
	$(MANAGE) bench_pages --profile $(PROFILE)
	$(MANAGE) bench_sweeps --profile $(PROFILE)
	$(MANAGE) bench_supervise --profile $(PROFILE)

screenshots: setup  ## Pictures of a running demo (make run elsewhere) into docs/pictures
	$(BIN)/python -m tests.browser.tour docs/pictures --server http://127.0.0.1:$(PORT)

messages: setup  ## Bring locale/en in line with the sources
	$(MANAGE) make_messages
	$(MANAGE) compile_messages

lock: $(VENV)/.installed  ## Resolve the requirements anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  requirements-dev.in -o requirements-dev.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved
