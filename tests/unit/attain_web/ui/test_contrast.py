from __future__ import annotations

import re
from pathlib import Path

import pytest

import attain_web.ui

TOKENS = (Path(attain_web.ui.__file__).parent / "static" / "attain" / "css" / "tokens.css").read_text(
    encoding="utf-8"
)
PAIRS = dict(re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)", TOKENS))

TEXT = [
    (ink, ground)
    for ink in ("ink", "ink-soft", "ink-muted")
    for ground in ("page", "surface", "sunken", "hover")
]
TEXT += [("accent", ground) for ground in ("page", "surface", "sunken")]
TEXT += [
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("accent-soft-ink", "accent-soft"),
    ("ink", "accent-soft"),
]
TONES = ("positive", "warning", "negative", "info", "neutral")
TEXT += [(tone, f"{tone}-soft") for tone in TONES] + [("ink", f"{tone}-soft") for tone in TONES]
TEXT += [
    (tone, ground) for tone in ("positive", "warning", "negative") for ground in ("surface", "sunken", "page")
]
TEXT += [
    ("ink-muted", "positive-soft"),
    ("ink-muted", "negative-soft"),
    ("ink-muted", "chart-area"),
    ("ink", "chart-area"),
]
GRAPHIC = [(f"series-{number}", "surface") for number in range(1, 7)]
GRAPHIC += [("line-control", ground) for ground in ("surface", "page")]
GRAPHIC += [
    ("accent", "neutral-soft"),
    ("chart-mark", "surface"),
    ("accent", "page"),
    ("ink-muted", "neutral-soft"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str, theme: int) -> float:
    first, second = (luminance(PAIRS[name].split(", ")[theme]) for name in (one, other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def test_the_measure_is_that_of_the_guidelines() -> None:
    assert luminance("#ffffff") == pytest.approx(1)
    assert (luminance("#ffffff") + 0.05) / (luminance("#767676") + 0.05) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink: str, ground: str, theme: int) -> None:
    assert ratio(ink, ground, theme) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), GRAPHIC)
def test_marks_and_borders_of_controls_can_be_seen(mark: str, ground: str, theme: int) -> None:
    assert ratio(mark, ground, theme) >= 3
