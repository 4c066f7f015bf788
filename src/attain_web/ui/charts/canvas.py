"""One SVG being drawn: shapes by class, text of estimated size, labels that keep clear of everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

WIDE_WIDTH = 720
MEDIUM_WIDTH = 500
NARROW_WIDTH = 320
_WIDE_TEXT = 13.0
_NARROW_TEXT = 12.5
# Advance widths of Inter relative to the font size; an estimate is enough to keep labels apart.
_NARROW_LETTERS = frozenset("iljtfr.,:;'|!()I ·")
_WIDE_LETTERS = frozenset("mwMW%@")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The shared area."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


@dataclass(slots=True)
class Canvas:
    """Collects the parts of one drawing and remembers which places are taken."""

    width: int
    height: int
    text_size: float
    is_wide: bool
    parts: list[str] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)

    def text_width(self, text: str) -> float:
        """How wide ``text`` will be, a little generously."""
        ems = sum(0.32 if c in _NARROW_LETTERS else 0.9 if c in _WIDE_LETTERS else 0.62 for c in text)
        return ems * self.text_size

    def shorten(self, text: str, room: float) -> str:
        """``text``, cut with an ellipsis where it would not fit."""
        if self.text_width(text) <= room:
            return text
        while text and self.text_width(text + "…") > room:
            text = text[:-1]
        return text.rstrip() + "…"

    def line(self, css_class: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self.parts.append(
            f'<line class="{css_class}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>'
        )

    def rect(
        self,
        css_class: str,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float = 0,
        title: str = "",
    ) -> None:
        """A filled rectangle; ``title`` is shown by the browser on hover."""
        rounded = f' rx="{_n(radius)}"' if radius else ""
        size = f'width="{_n(max(0, width))}" height="{_n(max(0, height))}"'
        head = f'<rect class="{css_class}" x="{_n(x)}" y="{_n(y)}" {size}'
        self.parts.append(f"{head}{rounded}>{_title(title)}</rect>" if title else f"{head}{rounded}/>")

    def circle(self, css_class: str, x: float, y: float, radius: float) -> None:
        """A dot; its place is taken."""
        self.parts.append(f'<circle class="{css_class}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')
        self.taken.append(Box(x - radius, y - radius, x + radius, y + radius))

    def polyline(self, css_class: str, points: Sequence[tuple[float, float]], *, blocks: bool = True) -> None:
        """A line through points; labels keep clear of it if it ``blocks``."""
        path = "".join(f"{'L' if at else 'M'}{_n(x)} {_n(y)}" for at, (x, y) in enumerate(points))
        self.parts.append(f'<path class="{css_class}" d="{path}"/>')
        if blocks:
            self.taken.extend(_boxes_along(points))

    def area(self, css_class: str, points: Sequence[tuple[float, float]], base: float) -> None:
        """The surface between points and a horizontal base."""
        path = f"M{_n(points[0][0])} {_n(base)}" + "".join(f"L{_n(x)} {_n(y)}" for x, y in points)
        self.parts.append(f'<path class="{css_class}" d="{path}L{_n(points[-1][0])} {_n(base)}Z"/>')

    def text(
        self, text: str, x: float, y: float, css_class: str = "", anchor: str = "start", title: str = ""
    ) -> None:
        """Text with its baseline at ``y``, moved inside where it would be cut; its place is taken."""
        width = self.text_width(text)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        shift = max(0.0, -left) - max(0.0, left + width - self.width)
        named = f' class="{css_class}"' if css_class else ""
        anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
        inner = escape(text) + _title(title)
        self.parts.append(f'<text{named} x="{_n(x + shift)}" y="{_n(y)}"{anchored}>{inner}</text>')
        self.taken.append(self._text_box(left + shift, y, width))

    def label(
        self, text: str, candidates: Iterable[tuple[float, float, str]], css_class: str = "label"
    ) -> None:
        """Text at the candidate (x, baseline, anchor) that overlaps least; the first free one wins."""
        width = self.text_width(text)
        best: tuple[float, float, float, str] | None = None
        for x, y, anchor in candidates:
            left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
            box = self._text_box(left, y, width)
            outside = (
                max(0.0, -box.left)
                + max(0.0, box.right - self.width)
                + max(0.0, -box.top)
                + max(0.0, box.bottom - self.height)
            )
            cost = sum(box.overlap(other) for other in self.taken) + outside * 1_000
            if best is None or cost < best[0]:
                best = (cost, x, y, anchor)
            if cost == 0:
                break
        if best is not None:
            self.text(text, best[1], best[2], css_class, best[3])

    def _text_box(self, left: float, baseline: float, width: float) -> Box:
        return Box(
            left - 2, baseline - self.text_size * 0.82, left + width + 2, baseline + self.text_size * 0.28
        )


def _title(text: str) -> str:
    return f"<title>{escape(text)}</title>" if text else ""


def _boxes_along(points: Sequence[tuple[float, float]]) -> list[Box]:
    boxes = []
    for (x1, y1), (x2, y2) in pairwise(points):
        pieces = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // 6))
        for piece in range(pieces + 1):
            x, y = x1 + (x2 - x1) * piece / pieces, y1 + (y2 - y1) * piece / pieces
            boxes.append(Box(x - 2, y - 2, x + 2, y + 2))
    return boxes


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A name and the class of the mark that it explains."""

    label: str
    css_class: str


def figure(
    title: str,
    description: str,
    draw: Callable[[Canvas], None],
    heights: tuple[int, int],
    legend: Sequence[LegendItem] = (),
) -> SafeString:
    """The drawings of a chart for wide, middling and narrow places, with its legend.

    ``heights`` are those of the wide one and of the two others.
    """
    drawings = []
    for name, width, height, size in (
        ("wide", WIDE_WIDTH, heights[0], _WIDE_TEXT),
        ("medium", MEDIUM_WIDTH, heights[1], _NARROW_TEXT),
        ("narrow", NARROW_WIDTH, heights[1], _NARROW_TEXT),
    ):
        canvas = Canvas(width, height, size, is_wide=name == "wide")
        draw(canvas)
        identity = f"chart-{slugify(title)}-{name}"
        drawings.append(
            format_html(
                '<svg class="chart-{0}" viewBox="0 0 {1} {2}" role="img"'
                ' aria-labelledby="{3}-title {3}-text">'
                '<title id="{3}-title">{4}</title><desc id="{3}-text">{5}</desc>{6}</svg>',
                name,
                canvas.width,
                canvas.height,
                identity,
                title,
                description,
                SafeString("".join(canvas.parts)),
            )
        )
    marks = format_html_join(
        "",
        '<li><i class="key {}" aria-hidden="true"></i>{}</li>',
        ((item.css_class, item.label) for item in legend),
    )
    return format_html(
        '<figure class="chart">{}<div class="chart-fit">{}</div></figure>',
        format_html('<ul class="legend">{}</ul>', marks) if legend else SafeString(""),
        SafeString("".join(drawings)),
    )
