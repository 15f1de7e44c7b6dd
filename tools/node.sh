#!/usr/bin/env bash
# Make sure that there is a Node.js with npm; where there is none, PyPI brings one into the virtual environment.
set -euo pipefail

recent() {
    command -v npm >/dev/null && node --eval '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
}

recent || .venv/bin/pip install --quiet --require-hashes --requirement tools/node.txt
