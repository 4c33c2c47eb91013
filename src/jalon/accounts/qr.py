"""A QR code as one path of a drawing."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M


@dataclass(frozen=True, slots=True)
class QrDrawing:
    """`path` draws the dark squares in a square of `size` units."""

    path: str
    size: int


def draw_qr(text: str) -> QrDrawing:
    """The drawing of `text`, with the quiet border that readers need."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return QrDrawing(path, len(rows))
