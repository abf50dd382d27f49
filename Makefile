# Every command of the project. `make help` lists them; only Python 3.11+, make and git are needed.

PYTHON ?= python3
# The stage whose dashboards are committed, and whose alarms the drills test.
PRODUCTION := prod
BIN := .venv/bin
CDK := PATH="$(CURDIR)/$(BIN):$$PATH" CDK_DISABLE_CLI_TELEMETRY=true node_modules/.bin/cdk --no-notices

.DEFAULT_GOAL := help
.PHONY: help setup up down restore-drill test findings browser check format lint types synth diff snapshots schema dashboards preview-bundle architecture wheel lock bench

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: setup .emulator/.installed node_modules/.installed ## Deploy everything into the embedded AWS and run a live fire drill
	@$(BIN)/python -m local up

restore-drill: setup .emulator/.installed node_modules/.installed ## Delete a canary, restore it by a stand-in, and validate what comes
	@$(BIN)/python -m local restore-drill

down: ## Stop exactly the processes that `make up` started
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m local down; else echo "nothing runs: the project is not set up"; fi

test: setup .emulator/.installed node_modules/.installed ## Run every test
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup

browser: ## Install Chromium, if no browser is there, for the tests that open a page in one
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	  as_root=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$as_root apt-get update -qq && $$as_root apt-get install -qq --no-install-recommends chromium

BROWSERS := chromium chromium-browser google-chrome google-chrome-stable

findings: setup ## Run what was found about other tools again, and say what has changed
	@changed=0; for script in findings/*.sh; do \
	  if PATH="$(CURDIR)/$(BIN):$$PATH" bash $$script >/dev/null 2>&1; then echo "as found  $$script"; \
	  else echo "CHANGED   $$script"; changed=1; fi; done; exit $$changed

check: setup lint types test ## Format, lint, types and tests, as CI runs them

format: setup ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: setup ## Check format and style
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: setup ## Check types
	@$(BIN)/mypy

synth: setup node_modules/.installed ## Synthesize the stacks of a stage: make synth STAGE=prod
	@$(CDK) synth --quiet -c stage=$(or $(STAGE),local)

diff: setup node_modules/.installed ## Compare the stacks with what is deployed in the embedded AWS
	@$(BIN)/python -m local diff

snapshots: setup ## Write all that is generated anew; review it with git diff
	@$(BIN)/python -m pytest -q -n 2 --snapshot-update $(SNAPSHOTS)
	@$(MAKE) --no-print-directory schema dashboards architecture

SNAPSHOTS := $(addprefix tests/,cli/test_transcripts.py own/test_templates.py stacks/test_snapshots.py viewpoint/test_messages.py)

schema: setup ## Write what is made from models anew: the schema, its pages, the resource types
	@$(BIN)/python -m tocsin schema > viewpoint.schema.json
	@$(BIN)/python -m tocsin reference > docs/viewpoint.md
	@$(BIN)/python -m tocsin catalogue --markdown > docs/catalogue.md
	@$(BIN)/python -m tocsin catalogue --events --markdown > docs/events.md
	@$(BIN)/python -m tests.support.resource_types
	@$(BIN)/python -m tests.support.check_table
	@$(BIN)/python -m tests.support.review_table

dashboards: setup ## Write the Grafana dashboards of production anew
	@$(BIN)/python -m tocsin dashboards --stage $(PRODUCTION) --output dashboards

preview-bundle: setup ## Build the page of `tocsin dashboards preview` anew, from preview/ and 450 MB of packages
	@cd preview && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --loglevel=error --no-audit --no-fund >/dev/null
	@cd preview && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build -- --logLevel error
	@$(BIN)/python -m tests.support.preview_bundle

architecture: setup ## Write the picture of the rooms and the journeys through them anew
	@$(BIN)/python -m tests.support.architecture

wheel: setup ## Build the prover as a wheel below dist/, to install it elsewhere
	@rm -rf build
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/tocsin-*.whl

lock: setup ## Resolve the dependencies anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra stacks --extra grafana --extra aws --extra parquet --extra dev $(LOCK) -o requirements/project.txt
	@$(BIN)/uv pip compile pyproject.toml --all-extras $(LOCK) -o requirements/bench.txt
	@$(BIN)/uv pip compile requirements/emulator.in $(LOCK) -o requirements/emulator.txt
	@$(BIN)/uv pip compile pyproject.toml requirements/action.in $(LOCK) -o requirements/action.txt
	@$(BIN)/uv pip compile requirements/oracles.in $(LOCK) --no-deps -o requirements/oracles.txt

LOCK := --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --quiet --upgrade

bench: setup .venv/.benchmarks ## Measure the speed claims of docs/benchmarks.md
	@$(BIN)/python -m benchmarks

setup: .venv/.installed

.venv/.installed: requirements/project.txt requirements/oracles.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Tocsin needs Python 3.11 or later, and this is " + sys.version.split()[0] + "; name another with make PYTHON=python3.13")'
	@echo "installing the Python packages into .venv (about a minute the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/project.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/oracles.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.benchmarks: .venv/.installed requirements/bench.txt
	@echo "installing what the benchmarks compare with"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

.emulator/.installed: requirements/emulator.txt
	@echo "installing the embedded AWS into .emulator"
	@test -x .emulator/bin/python || $(PYTHON) -m venv .emulator
	@.emulator/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/emulator.txt
	@touch $@

node_modules/.installed: package-lock.json .venv/.installed
	@echo "installing the CDK command line into node_modules"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --loglevel=error --no-audit --no-fund >/dev/null
	@touch $@
