"""The QR code of a receipt: its number, for the scanner at the desk."""

import io

import segno


def receipt_qr(text: str) -> bytes:
    """A PNG of ``text`` as a QR code, with the quiet zone of the standard; same text, same bytes."""
    buffer = io.BytesIO()
    segno.make_qr(text, error="m").save(buffer, kind="png", scale=8, border=4)
    return buffer.getvalue()
