#!/bin/sh
# `make docs`: the API documentation of Lab, by the toolchain's DocC. A warning is an error.
set -eu
cd "$(dirname "$0")/.."

graphs=.build/lab-symbols
archive=.build/docs/Lab.doccarchive
rm -rf "$graphs" "$archive"
mkdir -p "$graphs" .build/docs
swift package dump-symbol-graph --minimum-access-level public --skip-synthesized-members >/dev/null
found=$(find -L .build -path '*symbolgraph/Lab*.symbols.json' ! -path "$graphs/*" | sort -u)
if [ -z "$found" ]; then
    echo "docs: swift wrote no symbol graph of Lab" >&2
    exit 1
fi
# shellcheck disable=SC2086
cp $found "$graphs"
docc convert --additional-symbol-graph-dir "$graphs" --fallback-display-name Lab \
    --fallback-bundle-identifier labbook.Lab --fallback-default-module-kind Library \
    --output-path "$archive" --warnings-as-errors --analyze
echo "docs: written to $archive"
