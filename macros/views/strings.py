"""The words of the pages in the language of the book, which stand in `strings/en.yml` and nowhere else."""

from __future__ import annotations

from pathlib import Path

import yaml
from babel import Locale

from macros.files import SAFE_YAML

LOCALE = Locale("en")
FILE = Path(__file__).parent / "strings" / f"{LOCALE.language}.yml"

Text = str | dict[str, str]

_SECTIONS: dict[str, dict[str, Text]] = yaml.load(FILE.read_text(encoding="utf-8"), SAFE_YAML)

TEXTS = {f"{section}.{key}": text for section, texts in _SECTIONS.items() for key, text in texts.items()}
"""Every text under its key, such as 'risk.first_hour'. One that counts is a mapping of plural forms."""

THEME = _SECTIONS["theme"]
"""What the theme says. mkdocs.yml hands it to the theme, because Zensical gives a theme no functions."""


def say(key: str, count: int = 0, **values: object) -> str:
    """The text of a key, filled in. count: the number that chooses the plural form, and `{count}`.

    Raises KeyError that names the key when there is no such text, or a value that was not given.
    """
    if key not in TEXTS:
        raise KeyError(f"{FILE.name} has no text '{key}'")
    text = TEXTS[key]
    if isinstance(text, dict):
        text = text[LOCALE.plural_form(count)]
    return text.format(count=count, **values)
