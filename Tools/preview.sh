#!/bin/sh
# `make preview`: the tool, if it is not built yet, then the preview. Arguments go to `labbook preview`.
set -eu
cd "$(dirname "$0")/.."
. Tools/tool.sh
tool_is_current || build_tool
# In place of this shell, so that Ctrl-C reaches the preview alone.
exec "$tool" preview "$@"
