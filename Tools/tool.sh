# Sourced by report.sh, guide.sh and preview.sh: digests of the sources, and the tool built from them.

tool=.build/release/labbook
state=.labbook

# Names and contents of the files below the paths given, as one digest. Fetched data is pinned by its description.
digest() {
    find -L "$@" -type f ! -name '.*.sw?' ! -path '*/data/fetched/*' -print0 2>/dev/null | LC_ALL=C sort -z \
        | xargs -0 -r sha256sum | sha256sum | cut -d ' ' -f 1
}
remembered() { cat "$state/$1" 2>/dev/null || true; }

compiler=$(stat -Lc '%n %s %Y' "$(command -v swiftc)" 2>/dev/null || true)
code=$(digest Package.swift Sources)-$compiler

# Whether the tool is what the sources give.
tool_is_current() { [ -x "$tool" ] && [ "$code" = "$(remembered code)" ]; }

build_tool() {
    Tools/setup.sh
    # A source that is saved while the compiler reads the others would be neither in this build nor noticed later.
    while :; do
        swift build -c release
        built=$code
        code=$(digest Package.swift Sources)-$compiler
        [ "$code" = "$built" ] && break
        echo "labbook: a source changed during the build; building again" >&2
    done
    "$tool" remember-sources
    mkdir -p "$state"
    echo "$code" > "$state/code"
}
