# Every target sets up what it needs first; nothing has to be installed by hand but Python and make.
# ARGS is handed on: make run ARGS="--sample --theme dark", make test ARGS="tests/db -x".

PYTHON_IN_VENV = .venv/bin/python
ARGS =

.PHONY: help run test check bench translations package ready ready-to-develop

help:
	@echo 'make run      open the application (ARGS="--help" says what it takes)'
	@echo 'make test     run the tests, without a display'
	@echo 'make check    check style, types and the direction of imports'
	@echo 'make bench    measure, and compare with the bars that are set'
	@echo 'make translations  collect the texts to translate, and say which are not'
	@echo 'make package  build installable packages'

run: ready
	@$(PYTHON_IN_VENV) -m constellation_gui --or-sample $(ARGS)

test: ready-to-develop
	$(PYTHON_IN_VENV) -m pytest --numprocesses=auto --maxprocesses=8 $(ARGS)

check: ready-to-develop
	$(PYTHON_IN_VENV) -m ruff check
	$(PYTHON_IN_VENV) -m ruff format --check
	$(PYTHON_IN_VENV) -m mypy
	.venv/bin/lint-imports --no-logo

bench: ready-to-develop
	$(PYTHON_IN_VENV) -m tests.benchmarks $(ARGS)

translations: ready-to-develop
	$(PYTHON_IN_VENV) scripts/translations.py

package:
	@sh scripts/setup.sh package
	build/package-venv/bin/python packaging/build.py $(ARGS)

ready:
	@sh scripts/setup.sh run

ready-to-develop:
	@sh scripts/setup.sh develop
