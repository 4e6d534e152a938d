# The two commands of the README, and the daily ones of CONTRIBUTING.md.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
EXAMPLE := examples/accession
RECORD := demo/accession.db

.DEFAULT_GOAL := help
.PHONY: help demo test lint types check floors model clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/onrecord: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/onrecord pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(BIN)/onrecord  ## install, build the record of the example story and show what it found, in the terminal and as pages
	@mkdir -p demo
	$(BIN)/onrecord build $(EXAMPLE) --record $(RECORD) --force
	$(BIN)/onrecord show $(RECORD)
	$(BIN)/onrecord report $(RECORD) -o demo/site
	@echo "and as pages: open demo/site/index.html, or run: $(BIN)/pip install -e '.[web]' && $(BIN)/onrecord serve $(RECORD)"

test: $(VENV)/.dev  ## install what tests need and run them all
	$(BIN)/pytest -n 2

lint: $(VENV)/.dev  ## ruff: lint and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy, strict
	$(BIN)/mypy

check: lint types test  ## all that CI runs

DATA ?= ../shared/data

model: $(VENV)/.dev  ## train the English pipeline from DATA (an hour on one core) and score it
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement training/requirements.txt
	OMP_NUM_THREADS=1 $(BIN)/python training/train.py --data $(DATA) --out training/work/model
	cp training/work/model/labels.json training/work/model/weights.npz src/onrecord/language/model/
	OMP_NUM_THREADS=1 $(BIN)/python training/evaluate.py --data $(DATA)

clean:  ## remove the environment and what was made
	rm -rf $(VENV) demo
