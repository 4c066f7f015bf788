"""Things with an order: tabs, steps, timeline, progress of a job, difference of two texts, problems."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from attain.kernel.problem import Problem
from attain_web.ui.components.mark import NOTHING, icon
from attain_web.ui.formats import format_count, format_duration, format_moment, format_quantity


@dataclass(frozen=True, slots=True)
class Tab:
    """A page among sibling pages."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something that happened to an object: who and what in ``text``, more in ``detail``."""

    at: datetime
    text: str
    detail: str = ""
    icon: str = "check"
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class JobView:
    """What a page shows of a job. ``url`` answers with the same component, so that it can poll itself."""

    id: str
    title: str
    state: str  # queued | running | succeeded | failed | cancelled
    url: str
    phase: str = ""
    done: int = 0
    total: int = 0
    unit: str = "rows"
    remaining_seconds: int | None = None
    cancel_url: str = ""
    result_url: str = ""
    result_label: str = "Open the result"
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Whether polling may stop."""
        return self.state in {"succeeded", "failed", "cancelled"}


def tabs(items: Iterable[Tab], label: str = "Sections") -> SafeString:
    """Links to sibling pages."""
    links = format_html_join(
        "",
        '<a class="tab" href="{}"{}>{}{}</a>',
        (
            (
                item.url,
                SafeString(' aria-current="page"') if item.current else NOTHING,
                item.label,
                format_html('<span class="tab-count">{}</span>', format_count(item.count))
                if item.count is not None
                else NOTHING,
            )
            for item in items
        ),
    )
    return format_html('<nav class="tabs" aria-label="{}">{}</nav>', label, links)


def stepper(labels: Sequence[str], current: int) -> SafeString:
    """Where one is in a sequence; ``current`` counts from 1."""
    steps = [
        format_html(
            '<li class="step{}"{}><span class="step-mark">{}</span>{}{}</li>',
            " step--done" if number < current else "",
            SafeString(' aria-current="step"') if number == current else NOTHING,
            icon("check") if number < current else number,
            label,
            SafeString('<span class="visually-hidden"> (done)</span>') if number < current else NOTHING,
        )
        for number, label in enumerate(labels, 1)
    ]
    return format_html('<ol class="stepper">{}</ol>', SafeString("".join(steps)))


def timeline(items: Iterable[TimelineItem]) -> SafeString:
    """What happened, in the order given."""
    entries = format_html_join(
        "",
        '<li class="tone-{}"><span class="timeline-mark">{}</span><div>{}</div>'
        '<div class="timeline-when"><time datetime="{}">{}</time>{}</div></li>',
        (
            (
                item.tone,
                icon(item.icon),
                item.text,
                item.at.isoformat(),
                format_moment(item.at),
                format_html(" · {}", item.detail) if item.detail else NOTHING,
            )
            for item in items
        ),
    )
    return format_html('<ol class="timeline">{}</ol>', entries)


def job_progress(context: dict[str, Any], job: JobView) -> SafeString:
    """The tag of ``render_job``."""
    return render_job(context.get("request"), job)


def render_job(request: HttpRequest | None, job: JobView) -> SafeString:
    """Phase, count, share, remaining time and cancel; asks again every second until the job is over."""
    counts = []
    if job.total and not job.is_over:
        counts.append(f"{format_count(job.done)} of {format_quantity(job.total, job.unit)}")
        counts.append(f"{job.done * 100 // job.total}%")
    elif job.done:
        counts.append(format_quantity(job.done, job.unit))
    if job.remaining_seconds is not None and not job.is_over:
        counts.append(f"{format_duration(job.remaining_seconds)} left")
    return render_to_string(
        "ui/components/job.html", {"job": job, "counts": " · ".join(counts)}, request=request
    )


def problems(items: Sequence[Problem], empty: str = "") -> SafeString:
    """Problems with place, message and hint; nothing, or ``empty``, where there are none."""
    if not items:
        return format_html('<p class="muted">{}</p>', empty) if empty else NOTHING
    tones = {"error": "negative", "warning": "warning", "note": "info"}
    return render_to_string(
        "ui/components/problems.html",
        {"items": [{"problem": item, "tone": tones[item.severity.value]} for item in items]},
    )


def diff(before: str, after: str, context_lines: int = 3, label: str = "Changes") -> SafeString:
    """Two texts line by line: removed, added, and some unchanged lines around."""
    old, new = before.splitlines(), after.splitlines()
    rows: list[SafeString] = []
    for group in difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(context_lines):
        if rows:
            rows.append(SafeString('<tr class="gap"><td colspan="4">⋯</td></tr>'))
        for kind, from_old, to_old, from_new, to_new in group:
            if kind == "equal":
                rows += [
                    _diff_row("", n + 1, from_new + n - from_old + 1, old[n]) for n in range(from_old, to_old)
                ]
                continue
            rows += [_diff_row("removed", n + 1, None, old[n]) for n in range(from_old, to_old)]
            rows += [_diff_row("added", None, n + 1, new[n]) for n in range(from_new, to_new)]
    if not rows:
        return SafeString('<p class="muted">No difference.</p>')
    return format_html(
        '<div class="diff" role="region" aria-label="{}" tabindex="0"><table><tbody>{}</tbody></table></div>',
        label,
        SafeString("".join(rows)),
    )


def _diff_row(kind: str, old_number: int | None, new_number: int | None, text: str) -> SafeString:
    sign, spoken = {"added": ("+", "added"), "removed": ("\u2212", "removed")}.get(kind, ("", ""))
    return format_html(
        '<tr class="{}"><td class="number">{}</td><td class="number">{}</td>'
        '<td class="mark"><span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></td>'
        "<td>{}</td></tr>",
        kind,
        old_number or "",
        new_number or "",
        sign,
        spoken,
        text,
    )
