"""Pictures of few colours as PNG, which take little room."""

import struct
import zlib

import numpy as np

from tests.support.devtools import Pixels

MOST_COLOURS = 256
_STEP = 3
"""Neighbouring values of a colour that count as one: nobody sees it in gradients."""


def small_png(pixels: Pixels) -> bytes:
    """Return a PNG with a palette of the 256 colours that are most frequent.

    Args:
        pixels: `(height, width, 3)`.
    """
    height, width, _ = pixels.shape
    coarse = (pixels.astype(np.int64) + _STEP // 2) // _STEP
    keys = (coarse[:, :, 0] << 16) + (coarse[:, :, 1] << 8) + coarse[:, :, 2]
    colours, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    frequent = np.sort(np.argsort(counts)[::-1][:MOST_COLOURS])
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    palette = parts[frequent]
    distances = ((parts[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    indices = distances.argmin(axis=1)[inverse].reshape(height, width).astype(np.uint8)
    rows = np.hstack([np.zeros((height, 1), dtype=np.uint8), indices]).tobytes()
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0),
        b"PLTE": np.minimum(palette * _STEP, 255).astype(np.uint8).tobytes(),
        b"IDAT": zlib.compress(rows, 9),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks.items())


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check
