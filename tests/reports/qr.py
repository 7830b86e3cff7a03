"""Reads a QR code as a phone does, from its squares alone: of what drew it only the standard's tables are used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

from segno import consts

Modules = list[list[bool]]

# The level of error correction that the two bits of the format mean.
LEVELS = (consts.ERROR_LEVEL_M, consts.ERROR_LEVEL_L, consts.ERROR_LEVEL_H, consts.ERROR_LEVEL_Q)
SVG = "{http://www.w3.org/2000/svg}"
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def drawn(svg: str) -> Modules:
    """The squares of the path that an SVG draws: moves and strokes one unit high (segno's way of drawing)."""
    tree = ElementTree.fromstring(svg)
    across = int(tree.get("viewBox", "").split()[2])
    dark = [[False] * across for _ in range(across)]
    path = tree.findall(f".//{SVG}path") or tree.findall(".//path")
    x = y = 0.0
    for step, numbers in re.findall(r"([Mmh])([^Mmh]*)", path[-1].get("d", "")):
        values = [float(each) for each in re.findall(r"-?[\d.]+", numbers)]
        if step == "M":
            x, y = values
        elif step == "m":
            x, y = x + values[0], y + values[1]
        else:
            for column in range(int(x), int(x + values[0])):
                dark[int(y)][column] = True
            x += values[0]
    return dark


def read(dark: Modules) -> str:
    """The text of a code in byte mode, without repair of damage. The quiet zone of four squares is cut off first."""
    assert not any(any(row) for row in (*dark[:4], *dark[-4:])), "no quiet zone"
    code: Modules = [row[4:-4] for row in dark[4:-4]]
    version = (len(code) - 17) // 4
    form = int("".join(str(int(code[8][c])) for c in (0, 1, 2, 3, 4)), 2) ^ 0b10101
    mask = MASKS[form & 7]
    bits = [code[r][c] ^ mask(r, c) for r, c in _way(len(code), version)]
    words = [int("".join(str(int(bit)) for bit in bits[i : i + 8]), 2) for i in range(0, len(bits) // 8 * 8, 8)]
    stream = "".join(f"{word:08b}" for word in _unwoven(words, version, LEVELS[form >> 3]))
    assert stream[:4] == "0100", "not in byte mode"
    length_bits = 8 if version < 10 else 16
    length = int(stream[4 : 4 + length_bits], 2)
    at = 4 + length_bits
    return bytes(int(stream[at + 8 * i : at + 8 * i + 8], 2) for i in range(length)).decode()


def _unwoven(words: list[int], version: int, level: int) -> Iterator[int]:
    """The data of the blocks one after another; in the code they are woven into each other."""
    tables: Any = consts.ECC
    sizes = [block.num_data for block in tables[version][level] for _ in range(block.num_blocks)]
    blocks: list[list[int]] = [[] for _ in sizes]
    stream = iter(words)
    for place in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if place < size:
                block.append(next(stream))
    for block in blocks:
        yield from block


def _way(size: int, version: int) -> Iterator[tuple[int, int]]:
    """The squares that hold data, in the order of reading: up and down in pairs of columns, from the right."""
    up = True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        for row in range(size - 1, -1, -1) if up else range(size):
            for column in (right, right - 1):
                if not _is_pattern(row, column, size, version):
                    yield row, column
        up = not up


def _is_pattern(row: int, column: int, size: int, version: int) -> bool:
    """Whether a square belongs to the corners, the timing lines, the alignment marks, or says format and version."""
    corner = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
    places = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    last = places[-1] if places else 0
    alignment = any(
        abs(row - r) <= 2 and abs(column - c) <= 2
        for r in places
        for c in places
        if (r, c) not in ((6, 6), (6, last), (last, 6))
    )
    says_version = version > 6 and (
        (row < 6 and column in range(size - 11, size - 8)) or (column < 6 and row in range(size - 11, size - 8))
    )
    return corner or row == 6 or column == 6 or alignment or says_version
