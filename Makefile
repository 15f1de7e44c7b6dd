# I-Cabinet: `make` lists what can be done here; `make demo` shows it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= $(firstword $(shell command -v python3.11 python3))
# Every server, worker and command that tests start would read all of the code anew where this is set, as in many images.
export PYTHONDONTWRITEBYTECODE :=
# A Node.js that `tools/node.sh` put into the virtual environment is found by the same name as any other.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
FLASK := flask --app wsgi
CATALOGS := $(patsubst %.po,%.mo,$(wildcard icabinet/translations/*/LC_MESSAGES/*.po))
UNITS = $(wildcard tests/js/*.test.js)

.PHONY: help
help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

# --- to run ---

.PHONY: setup demo dev cluster
setup: .venv/runtime static/vendor/importmap.json $(CATALOGS) ## install everything that the server needs

demo: setup ## start the server with a sample meeting and print the links to enter it
	@$(FLASK) db upgrade
	@$(FLASK) demo load
	@exec python wsgi.py --demo

cluster: setup .venv/dev ## the same on two web processes and a worker, with PostgreSQL, Redis, an S3 store and nginx
	@tools/servers.sh
	@exec python -m tools.cluster

dev: export ICABINET_DEBUG = 1
dev: demo ## the demo, reloading when a file changes

# --- to be sure ---

.PHONY: test coverage lint sure fix faults bench screenshots
test: setup .venv/dev ## run all tests
	$(if $(UNITS),node --no-warnings --import ./tests/js/resolve.js --test $(UNITS))
	@tools/servers.sh
	@export TEST_CHROMIUM="$$(tools/browser.sh)" TMPDIR="$$(tools/scratch.sh)"; trap 'rm -rf "$$TMPDIR" || true' EXIT; \
		pytest --numprocesses=3 --dist=loadfile --no-loadscope-reorder $(PYTEST)

coverage: PYTEST = --cov=icabinet --cov-report=term:skip-covered
coverage: test ## the same, more slowly, and which lines no test reaches

lint: setup .venv/dev ## check style and types without changing anything
	ruff check
	ruff format --check
	mypy
	node_modules/.bin/tsc --project jsconfig.json
	python -W error -c "import icabinet.app"

sure: lint test ## everything that is checked before a change is accepted

fix: .venv/dev ## put style right where a tool can
	ruff format
	ruff check --fix

bench: setup .venv/dev ## measure speed beside peers and print the figures
	@tools/servers.sh
	@exec python -m bench

faults: setup .venv/dev ## try what may go wrong, at length, and print which promises held
	@tools/servers.sh
	@exec python -m tests.faults $(FAULTS)

screenshots: setup .venv/dev ## take pictures of the main screens
	@TEST_CHROMIUM="$$(tools/browser.sh)" exec python tools/screenshots.py

# --- to maintain ---

.PHONY: lock words reference
reference: setup ## write docs/reference.md from the code
	@PYTHONPATH=. python tools/reference.py

lock: .venv/dev ## choose versions anew: requirements*.txt and package-lock.json
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt
	$(COMPILE) tools/node.in --output-file tools/node.txt
	npm install --package-lock-only

words: .venv/dev ## collect the sentences to translate into icabinet/translations
	@mkdir -p var
	PYTHONPATH=. pybabel -q extract --mapping-file babel.cfg --keywords t --keywords lazy_gettext --add-location=file --output-file var/messages.pot .
	pybabel update --input-file var/messages.pot --output-dir icabinet/translations --no-fuzzy-matching

COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links

# --- the files behind the targets: each is made again only when what it is made from has changed ---

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/python
	pip install --quiet --no-deps --require-hashes --requirement requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	pip install --quiet --no-deps --require-hashes --requirement requirements-dev.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | .venv/bin/python
	tools/node.sh
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

static/vendor/importmap.json: node_modules/.package-lock.json tools/icons.txt tools/vendor.py
	python tools/vendor.py

%.mo: %.po .venv/runtime
	pybabel -q compile --input-file $< --output-file $@
