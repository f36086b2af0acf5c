# Everything a developer or an evaluator needs. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench train eval clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: $(STAMP) ## create the environment in .venv, with .venv/bin/triaged

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --upgrade pip
	$(BIN)/python -m pip install -qq --editable '.[dev]'
	@touch $@

demo: setup ## play the story on servers inside the process and open the terminal UI
	$(BIN)/triaged demo

check: setup ## the fast part: lint, types, import contracts, unit tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/unit tests/test_architecture.py

test: setup ## lint, types, import contracts and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n auto --maxprocesses 4 --dist worksteal

train: setup ## train the classifier from the corpus; needs two cores and less than half an hour
	$(BIN)/python -m pip install -qq --editable '.[train]'
	$(BIN)/python -m classifiers.training.train
	$(BIN)/python -m classifiers.training.decisions

eval: setup ## print the classifier's figures beside simple baselines
	$(BIN)/python -m pip install -qq --editable '.[eval]'
	$(BIN)/python -m classifiers.training.evaluate
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m classifiers.training.speed

bench: setup ## speed and memory, each beside its reference, in one run
	$(BIN)/python -m tests.figures.recording
	$(BIN)/python -m tests.figures.daemon
	$(BIN)/python -m tests.figures.tui
	$(BIN)/python -m tests.figures.searching

pictures: setup ## pictures of the terminal UI from a real run, and its keys, into docs/
	$(BIN)/python -m tests.figures.pictures
	$(BIN)/python -m tests.figures.keys

clean: ## remove the environment and everything built
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
