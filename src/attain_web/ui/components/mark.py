"""Small marks: icon, badge, meter."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from attain.kernel.scaled import ONE
from attain_web.ui.formats import format_percent

SPRITE = "attain/vendor/lucide/sprite.svg"
NOTHING = SafeString("")

_TONE_OF_STATUS = {
    "positive": "approved paid posted resolved passed passing succeeded complete completed released active "
    "accepted done ok",
    "warning": "held provisional waiting pending review stale warning due late",
    "negative": "failed failing rejected error cancelled overdue disputed clawback reversed",
    "info": "open running queued answered calculating new info trial inserted updated",
    "accent": "current official",
    "neutral": "closed draft superseded archived ended inactive unchanged skipped duplicate",
}
STATUS_TONES = {status: tone for tone, statuses in _TONE_OF_STATUS.items() for status in statuses.split()}
TONES = tuple(_TONE_OF_STATUS)
TONE_ICONS = {
    "positive": "circle-check",
    "warning": "triangle-alert",
    "negative": "circle-alert",
    "info": "info",
    "accent": "info",
    "neutral": "info",
}


def tone_of(status: str) -> str:
    """The tone of a status by its first word: ``Waiting on comp`` is a warning; an unknown one is neutral."""
    words = status.lower().split()
    return STATUS_TONES.get(words[0], "neutral") if words else "neutral"


def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """An icon of the sprite. Without ``label`` it is decoration and hidden from assistive technology."""
    css_class = f"icon icon--{size}" if size else "icon"
    reference = f"{static(SPRITE)}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', css_class, label, reference
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', css_class, reference)


def badge(status: object, tone: str = "", icon_name: str = "", title: str = "") -> SafeString:
    """A status in a pill; its tone follows from the word unless given."""
    text = str(status)
    return format_html(
        '<span class="badge tone-{}"{}>{}{}</span>',
        tone or tone_of(text),
        format_html(' title="{}"', title) if title else NOTHING,
        icon(icon_name) if icon_name else NOTHING,
        text[:1].upper() + text[1:],
    )


def _position(units: int, end: int) -> str:
    """Where a value lies between 0 and ``end``, as an SVG percentage with two decimals."""
    hundredths = max(0, min(10_000, units * 10_000 // end)) if end else 0
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def meter(
    value: int,
    *,
    target: int = ONE,
    pace: int | None = None,
    end: int | None = None,
    label: str = "",
    tone: str = "",
) -> SafeString:
    """A bar from 0 to ``end``, a tick at ``target``, a soft one at ``pace``; all are rates at scale 8."""
    end = end or max(target * 6 // 5, value)
    fill = f"fill fill--{tone}" if tone else "fill"
    ticks = [
        format_html('<rect class="tick" x="{}" y="0" width="2" height="10" rx="1"/>', _position(target, end))
    ]
    if pace is not None:
        ticks.append(
            format_html(
                '<rect class="tick tick--soft" x="{}" y="0" width="2" height="10" rx="1"/>',
                _position(pace, end),
            )
        )
    return format_html(
        '<svg class="meter" role="img" aria-label="{}">'
        '<rect class="track" y="1" width="100%" height="8" rx="4"/>'
        '<rect class="{}" y="1" width="{}" height="8" rx="4"/>{}</svg>',
        label or f"{format_percent(value)} of {format_percent(target, places=None)}",
        fill,
        _position(value, end),
        SafeString("".join(ticks)),
    )
