# All that these do stands in setup_env.py, which also runs where there is no make.
PORT ?= 8501
PYTHON ?= $(shell for p in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && exit; done; echo python3)

.PHONY: run run-google test format audit pins screenshots

run:
	@$(PYTHON) setup_env.py run --port $(PORT)

# The sample province through the Google path: a loopback server in Google's place.
run-google:
	@$(PYTHON) setup_env.py run-google --port $(PORT)

test:
	@$(PYTHON) setup_env.py test

format:
	@$(PYTHON) setup_env.py format

# Whether a pinned package has a known hole; says so where the list cannot be reached.
audit:
	@$(PYTHON) setup_env.py audit

# Of every page and state, into var/screenshots; starts and ends what it needs.
screenshots:
	@.venv/bin/python -m tests.screenshots var/screenshots

# Only after a change of versions in pyproject.toml; needs uv.
pins:
	uv pip compile -q --universal --generate-hashes --no-config --no-emit-index-url --python-version 3.11 \
		--custom-compile-command "make pins" pyproject.toml -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-config --no-emit-index-url --python-version 3.11 \
		--custom-compile-command "make pins" --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
