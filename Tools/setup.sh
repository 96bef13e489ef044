#!/bin/sh
# Looks for what the build needs besides this repository, says what is missing, and installs it with apt. With --arm64
# also for what `Tools/arm64.sh` needs.
set -eu

say() { printf 'setup: %s\n' "$*" >&2; }

if ! command -v swiftc >/dev/null 2>&1; then
    say "found no Swift compiler. Install Swift 6.3.1 from https://www.swift.org/install and put its 'swift' on the PATH."
    exit 2
fi

version=$(swiftc --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
[ "$version" = "6.3.1" ] || say "this is Swift $version; the site was made with 6.3.1, and another may not build it."

# One line each: what proves that it is there, and Debian's package. What follows git is for the toolchain itself.
missing=""
need() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
has_header() { [ -n "$(find /usr/include /usr/local/include -path "*$1" 2>/dev/null | head -n 1)" ]; }
has_library() { [ -n "$(find /usr/lib /lib /usr/local/lib -name "$1" 2>/dev/null | head -n 1)" ]; }

need libcmark-dev has_header /cmark.h
need libsleef-dev has_header /sleef.h
need duktape-dev has_header /duktape.h
need libjs-katex test -e "${LABBOOK_KATEX:-/usr/share/javascript/katex}/katex.js"
need zlib1g-dev has_header /zlib.h
need libssl-dev has_header /openssl/evp.h
need pkg-config command -v pkg-config
need git command -v git
need binutils command -v objdump
need libc6-dev has_header /bits/types.h
need libstdc++-12-dev has_library 'libstdc++.so'
need libxml2 has_library 'libxml2.so.2'
need libcurl4 has_library 'libcurl.so.4'
need libncurses6 has_library 'libncurses.so.6'
need libsqlite3-0 has_library 'libsqlite3.so.0'
[ "${1:-}" = "--arm64" ] && need qemu-user command -v qemu-aarch64

# Blocks run without it too, only not in a sandbox, and `labbook` says so. So it is installed where that asks nobody
# for anything, and nothing depends on it.
install_sandbox() {
    command -v bwrap >/dev/null 2>&1 && return
    command -v apt-get >/dev/null 2>&1 || return 0
    if [ "$(id -u)" -eq 0 ]; then as_root=""; else sudo -n true 2>/dev/null || return 0; as_root="sudo"; fi
    say "installing with: $as_root apt-get install -y --no-install-recommends bubblewrap"
    $as_root apt-get install -y --no-install-recommends bubblewrap >/dev/null 2>&1 || say "apt could not install it; blocks run without a sandbox."
}

if [ -z "$missing" ]; then
    install_sandbox
    exit 0
fi

say "missing:$missing"
if ! command -v apt-get >/dev/null 2>&1; then
    say "this system has no apt. Install its packages for: cmark, SLEEF, Duktape, zlib and OpenSSL (with headers), KaTeX, pkg-config,"
    say "git, binutils, the C and C++ libraries' headers, libxml2, libcurl, ncurses and sqlite. Debian calls the missing ones:$missing"
    exit 2
fi
install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
    say "sudo will ask for your password to install them."
    as_root="sudo"
else
    say "they must be installed as root. Run:  apt-get update && $install"
    exit 2
fi
say "installing with: $as_root $install"
export DEBIAN_FRONTEND=noninteractive
# A list of packages that is there may be good enough, and spares a download.
$as_root $install >/dev/null 2>&1 || {
    $as_root apt-get update -qq
    # shellcheck disable=SC2086
    $as_root $install >/dev/null || {
        say "apt could not install them. Run this and read what it says:  $as_root $install"
        exit 2
    }
}
install_sandbox
