#!/bin/sh
# `make examples`: the tool, if it is not built yet, then the book in Examples/. Arguments go to `labbook build`.
set -eu
cd "$(dirname "$0")/.."
. Tools/tool.sh
tool_is_current || build_tool
"$tool" build --project Examples/LookFirst "$@"
echo "examples: the book's site is in Examples/LookFirst/site/index.html"
