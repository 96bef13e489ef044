#!/bin/sh
# `make verify`: builds the tool where it is not current, then computes everything once more elsewhere and compares.
# Arguments go to `labbook verify`.
set -eu
cd "$(dirname "$0")/.."
. Tools/tool.sh

tool_is_current || build_tool
exec "$tool" verify "$@"
