#!/bin/sh
# `make docs`: the API documentation of Lab, by the toolchain's DocC. A warning is an error.
set -eu
cd "$(dirname "$0")/.."

graphs=.build/lab-symbols
archive=.build/docs/Lab.doccarchive
Tools/setup.sh
swift build -c release
rm -rf "$graphs" "$archive"
mkdir -p "$graphs" .build/docs
target=$(swiftc -print-target-info | sed -n 's/.*"triple": "\(.*\)",/\1/p' | head -n 1)
maps=""
for module in CCrypto CProcessor CSleef CZlib; do
    maps="$maps -Xcc -fmodule-map-file=Sources/$module/module.modulemap"
done
# shellcheck disable=SC2086
swift-symbolgraph-extract -module-name Lab -target "$target" -I .build/release/Modules $maps \
    -minimum-access-level public -skip-synthesized-members -output-dir "$graphs"
docc convert --additional-symbol-graph-dir "$graphs" --fallback-display-name Lab \
    --fallback-bundle-identifier labbook.Lab --fallback-default-module-kind Library \
    --output-path "$archive" --warnings-as-errors --analyze
echo "docs: written to $archive"
