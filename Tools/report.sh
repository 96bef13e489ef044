#!/bin/sh
# `make report`: nothing at all when no source has changed, the tool alone when only notebooks have, else everything.
# Arguments go to `labbook build`.
set -eu
cd "$(dirname "$0")/.."
. Tools/tool.sh

# What is read before the build is what the build is remembered by: an edit in the meantime is seen next time.
notebooks=$(digest notebooks site.yml)
if tool_is_current; then
    if [ "$code-$notebooks-$(digest site)-$*" = "$(remembered report)" ]; then
        echo "report: nothing changed; the site is in site/index.html"
        exit 0
    fi
else
    build_tool
fi
rm -f "$state/report"
"$tool" build "$@"
echo "$code-$notebooks-$(digest site)-$*" > "$state/report"
echo "report: the site is in site/index.html"
