"""The pictures that a passed-on link shows: one for each kind of page, drawn from its words."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from macros.views.frame import KINDS, SIZE, picture_of

_PAPER, _INK, _SOFT, _ACCENT = "#fdfcf8", "#22241f", "#5a5d55", "#1c4f7c"
_MARK = ((2, 18, 3, 4), (6.25, 14, 3, 8), (10.5, 10, 3, 12), (14.75, 6, 3, 16), (19, 2, 3, 20))
"""The bars of assets/mark.svg: left, top, width, height on a field of 24."""


@cache
def previews(title: str) -> dict[str, bytes]:
    """Every picture as a PNG file, by its address in the site; the same for the same words.

    title: the name of the book.
    """
    return {picture_of(kind): _picture(name, title) for kind, name in KINDS.items()}


def _picture(name: str, title: str) -> bytes:
    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    left, right, unit = 90, SIZE[0] - 90, 6
    for x, y, width, height in _MARK:
        corner = (left + (x - 2) * unit, 84 + (y - 2) * unit)
        draw.rectangle((*corner, corner[0] + width * unit, corner[1] + height * unit), fill=_ACCENT)
    _write(draw, (left, 330), name, 104, right - left, _INK)
    draw.line((left, 430, right, 430), fill=_ACCENT, width=4)
    _write(draw, (left, 500), title, 52, right - left, _SOFT)
    file = BytesIO()
    # Few colours are enough for letters with soft edges, and make a small file.
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(
    draw: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, room: int, colour: str
) -> None:
    """One line of text, its middle at the height of a place, smaller when it would not fit."""
    widest = draw.textlength(text, font=ImageFont.load_default(size))
    font = ImageFont.load_default(int(size * min(1, room / widest)))
    draw.text(place, text, font=font, fill=colour, anchor="lm")
