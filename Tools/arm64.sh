#!/bin/sh
# The digests of the kernels on arm64: compiles them in Embedded Swift for aarch64, without any library, and runs them
# under qemu. Prints a line `NAME DIGEST` for each kernel. The tests compare the lines with what this machine computes.
#
#   Tools/arm64.sh [FLAG …]      with these flags of swiftc, -O unless given
#   Tools/arm64.sh --missing     prints what is missing to run it, nothing if nothing is
set -eu
cd "$(dirname "$0")/.."

# The compilers come in one folder, the one of the toolchain that `swiftc` belongs to.
compiler=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)",*/\1/p' | head -n 1)
triple=aarch64-none-none-elf
missing=""
lacks() { missing="$missing${missing:+, }$1"; }
command -v qemu-aarch64 >/dev/null 2>&1 || lacks "qemu-aarch64 (Debian: qemu-user)"
for tool in clang ld.lld; do
    [ -x "$compiler/../../bin/$tool" ] || lacks "$tool (part of the Swift toolchain)"
done
[ -e "$compiler/embedded/Swift.swiftmodule/$triple.swiftmodule" ] \
    || lacks "Embedded Swift's library for $triple (part of the Swift toolchain)"
if [ "${1:-}" = "--missing" ]; then
    printf '%s' "$missing"
    exit 0
fi
if [ -n "$missing" ]; then
    echo "arm64: missing: $missing" >&2
    exit 2
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
compile() {
    module=$1
    shift
    # shellcheck disable=SC2086
    swiftc -target "$triple" -enable-experimental-feature Embedded -swift-version 6 -parse-as-library -wmo $flags \
        -Xfrontend -disable-stack-protector -Xfrontend -function-sections -Xcc -fmodule-map-file=Sources/CProcessor/module.modulemap -I "$folder" \
        -module-name "$module" -emit-module -emit-module-path "$folder/$module.swiftmodule" \
        -c "$@" -o "$folder/$module.o"
}
flags=${*:--O}
compile KernelInterface Sources/KernelInterface/*.swift
compile KernelsBaseline Sources/Kernels/*.swift
compile KernelDigests Tests/KernelDigests/*.swift Sources/Elementary/Philox.swift
compile Digests Tools/arm64/Digests.swift
"$compiler/../../bin/clang" --target=aarch64-none-elf -O2 -ffreestanding -c Tools/arm64/start.c -o "$folder/start.o"
"$compiler/../../bin/ld.lld" -static --gc-sections -o "$folder/digests" "$folder"/*.o
qemu-aarch64 "$folder/digests"
