#!/bin/sh
# `make guide`: the tool, if it is not built yet, then the guide's own site. Arguments go to `labbook build`.
set -eu
cd "$(dirname "$0")/.."
. Tools/tool.sh
tool_is_current || build_tool
"$tool" build --project guide "$@"
echo "guide: the site is in guide/site/index.html"
