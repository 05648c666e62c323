#!/usr/bin/env python3
"""Writes assets/licences.txt, which Help > About shows: every crate and font that is built into the program.

Run it in the project's folder after a change of dependencies.
"""
import re
import subprocess

FONTS = [
    ("Ubuntu Light (font)", "Ubuntu Font Licence 1.0"),
    ("Hack Regular (font)", "MIT, with Bitstream Vera Fonts"),
    ("DejaVu Sans (font)", "Bitstream Vera Fonts Copyright, changes in the public domain"),
]

tree = subprocess.run(
    ["cargo", "tree", "--locked", "--edges", "normal", "--target", "all", "--prefix", "none", "--format", "{p}\t{l}"],
    check=True, capture_output=True, text=True,
).stdout
crates = set()
for line in tree.splitlines():
    package, licence = line.split("\t")
    name, version = package.split()[:2]
    if name != "dateline":
        # "(*)" marks what the tree has shown before.
        licence = re.sub(r"\s*\(\*\)$", "", licence).replace("/", " OR ")
        crates.add((name, version.lstrip("v"), licence))

with open("assets/licences.txt", "w", encoding="utf-8", newline="\n") as out:
    for name, licence in FONTS:
        out.write(f"{name}: {licence}\n")
    for name, version, licence in sorted(crates):
        out.write(f"{name} {version}: {licence}\n")
