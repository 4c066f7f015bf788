from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from attain_web.ui import sample
from attain_web.ui.components.flow import Tab

Rendered = Callable[..., str]


def test_a_running_job_asks_again_and_a_finished_one_does_not(rendered: Rendered) -> None:
    running = rendered("{% job_progress job %}", job=sample.job_view(2_240, "/job/"))
    assert 'hx-get="/job/" hx-trigger="every 1s" hx-swap="outerHTML"' in running
    assert "2,240 of 4,200 payees · 53%" in running
    assert 'value="2240" max="4200"' in running
    over = rendered("{% job_progress job %}", job=sample.job_view(4_200, "/job/"))
    assert "every 1s" not in over
    assert "Cancel" not in over
    assert "See what changed" in over


def test_a_failed_job_says_why(rendered: Rendered) -> None:
    failed = replace(sample.job_view(10, "/job/"), state="failed", error="The disk is full.")
    text = rendered("{% job_progress job %}", job=failed)
    assert "The disk is full." in text
    assert "every 1s" not in text


def test_a_job_of_unknown_size_has_a_bar_without_value(rendered: Rendered) -> None:
    text = rendered("{% job_progress job %}", job=replace(sample.job_view(0, "/job/"), total=0))
    assert '<progress aria-label="Run 412, November 2026"></progress>' in text


def test_a_diff_shows_removed_before_added_with_some_lines_around(rendered: Rendered) -> None:
    text = rendered("{% diff before after %}", before=sample.PLAN_BEFORE, after=sample.PLAN_AFTER)
    assert text.index('class="removed"') < text.index('class="added"')
    assert text.count('class="added"') == 2
    assert "component: accelerator" not in text


def test_equal_texts_have_no_difference(rendered: Rendered) -> None:
    assert "No difference." in rendered("{% diff 'a' 'a' %}")


def test_the_current_tab_and_step_are_announced(rendered: Rendered) -> None:
    tabs = rendered("{% tabs tabs %}", tabs=[Tab("A", "/a"), Tab("B", "/b", current=True, count=1_200)])
    assert '<a class="tab" href="/b" aria-current="page">B<span class="tab-count">1,200</span></a>' in tabs
    steps = rendered("{% stepper names 2 %}", names=["One", "Two", "Three"])
    assert steps.count('aria-current="step"') == 1
    assert "(done)" in steps


def test_problems_show_message_hint_place_and_code(rendered: Rendered) -> None:
    text = rendered("{% problems items %}", items=sample.PROBLEMS)
    for part in (
        "no plan rate from SEK",
        "Import the rate",
        "fx_rates.csv:118",
        "fx-rate-missing",
        "tone-warning",
    ):
        assert part in text
    assert rendered("{% problems items empty='None.' %}", items=[]) == '<p class="muted">None.</p>'


def test_a_timeline_has_times_for_machines_and_people(rendered: Rendered) -> None:
    text = rendered("{% timeline items %}", items=sample.TIMELINE)
    assert '<time datetime="2026-11-21T09:12:00+00:00">21 Nov 2026, 09:12</time>' in text
