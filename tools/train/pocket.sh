#!/usr/bin/env bash
# From nothing to static/models/pocket, or on from where the last run was stopped. See README.md beside this file.
set -euo pipefail
cd "$(dirname "$0")/../.."
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive
[ -f .training/questions.jsonl ] || npx tsx tools/data/corpus.ts
[ -f .training/heldout.json ] || npx tsx tools/data/heldout.ts
/usr/bin/python3 tools/train/pocket.py "$@"
mkdir -p static/models/pocket
/usr/bin/python3 tools/train/export.py
