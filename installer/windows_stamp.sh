#!/usr/bin/env bash
# What the Windows check depends on, as one line: two checkouts with the same line need it once.
# The files as they lie there, committed or not, so that a check of something unfinished is never taken for another.
set -euo pipefail
cd "$(dirname "$0")/.."
git ls-files -z -co --exclude-standard -- installer pyproject.toml resources | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
