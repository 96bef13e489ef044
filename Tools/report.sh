#!/bin/sh
# `make report`: nothing at all when no source has changed, the tool alone when only notebooks have, else everything.
# Arguments go to `labbook build`.
set -eu
cd "$(dirname "$0")/.."

tool=.build/release/labbook
state=.labbook

# Names and contents of the files below the paths given, as one digest.
digest() {
    find -L "$@" -type f ! -name '.*.sw?' -print0 2>/dev/null | LC_ALL=C sort -z \
        | xargs -0 -r sha256sum | sha256sum | cut -d ' ' -f 1
}
remembered() { cat "$state/$1" 2>/dev/null || true; }

# What is read before the build is what the build is remembered by: an edit in the meantime is seen next time.
notebooks=$(digest notebooks)
compiler=$(stat -Lc '%n %s %Y' "$(command -v swiftc)" 2>/dev/null || true)
code=$(digest Package.swift Sources)-$compiler
if [ -x "$tool" ] && [ "$code" = "$(remembered code)" ]; then
    if [ "$code-$notebooks-$(digest site)-$*" = "$(remembered report)" ]; then
        echo "report: nothing changed; the site is in site/index.html"
        exit 0
    fi
else
    Tools/setup.sh
    # A source that is saved while the compiler reads the others would be neither in this build nor noticed later.
    while :; do
        swift build -c release
        built=$code
        code=$(digest Package.swift Sources)-$compiler
        [ "$code" = "$built" ] && break
        echo "report: a source changed during the build; building again" >&2
    done
    "$tool" remember-sources
    mkdir -p "$state"
    echo "$code" > "$state/code"
fi
rm -f "$state/report"
"$tool" build "$@"
echo "$code-$notebooks-$(digest site)-$*" > "$state/report"
echo "report: the site is in site/index.html"
