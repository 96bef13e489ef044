"""Makes the typeface of the pages, `Sources/Renderer/Theme/Fonts/serif-*.woff2`, from Charis SIL.

Charis SIL (SIL Open Font License 1.1) descends from Bitstream Charter and has three thousand letters that no notebook needs. Here
it keeps those of the languages with Latin letters, Greek, and common signs, which makes it a tenth as large. Its licence wants a
changed font to have a name of its own.

    apt-get install fonts-sil-charis
    pip install fonttools brotli
    python3 Tools/fonts.py
"""

import pathlib

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = pathlib.Path("/usr/share/fonts-sil-charis/woff2")
TARGET = pathlib.Path(__file__).parent.parent / "Sources/Renderer/Theme/Fonts"
FAMILY = "Labbook Serif"
LETTERS = (
    "U+0020-007E,U+00A0-017F,U+0391-03C9,U+1E9E,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,"
    "U+2039,U+203A,U+2044,U+20AC,U+2122,U+2190-2193,U+2202,U+2206,U+220F,U+2211,U+2212,U+221A,U+221E,U+2248,U+2260,"
    "U+2264,U+2265"
)


def main():
    for style in ["Regular", "Italic", "Bold"]:
        font = TTFont(SOURCE / f"CharisSIL-{style}.woff2")
        options = subset.Options()
        options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "tnum", "lnum"]
        options.hinting = False
        options.drop_tables += ["Silf", "Glat", "Gloc", "Feat", "Sill", "Silt", "DSIG"]
        options.flavor = "woff2"
        # Who made it and under which licence stays in it.
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 9, 13, 14]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(LETTERS))
        subsetter.subset(font)
        version = font["name"].getDebugName(5)
        for place, text in {
            1: FAMILY, 3: f"{FAMILY} {style}, from Charis SIL {version}", 4: f"{FAMILY} {style}",
            6: f"{FAMILY.replace(' ', '')}-{style}",
        }.items():
            font["name"].setName(text, place, 3, 1, 0x409)
        # The same fonts give the same bytes.
        font.recalcTimestamp = False
        subset.save_font(font, TARGET / f"serif-{style.lower()}.woff2", options)


if __name__ == "__main__":
    main()
