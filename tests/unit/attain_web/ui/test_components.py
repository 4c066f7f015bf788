from __future__ import annotations

from collections.abc import Callable

import pytest

from attain_web.ui.components.mark import STATUS_TONES, TONES, tone_of

Rendered = Callable[..., str]


def test_text_from_data_is_escaped_everywhere(rendered: Rendered) -> None:
    text = rendered(
        "{% card title=bad note=bad %}{{ bad }}{% endcard %}{% stat bad bad hint=bad %}{% badge bad %}"
        "{% empty_state 'no-data' bad text=bad action_url='/' action_label=bad %}"
        "{% notice title=bad %}x{% endnotice %}"
        "{% row_toggle 'x' bad bad %}{% definition bad %}{{ bad }}{% enddefinition %}{% diff bad '' %}",
        bad="<script>\"'",
    )
    assert "<script" not in text
    assert 'hx-get="&lt;script&gt;&quot;' in text


def test_a_card_shows_its_title_note_and_action(rendered: Rendered) -> None:
    text = rendered(
        '{% card title="Lines" note="Newest" action_url="/all" action_label="All" %}body{% endcard %}'
    )
    assert '<h2 class="card-title">Lines</h2>' in text
    assert '<a class="link" href="/all">All</a>' in text
    assert '<div class="card-body">body</div>' in text


def test_a_card_without_title_has_no_header(rendered: Rendered) -> None:
    assert "<header" not in rendered("{% card %}body{% endcard %}")


def test_a_stat_with_an_address_is_a_link_and_its_meter_says_the_share(rendered: Rendered) -> None:
    text = rendered('{% stat "Attainment" "92%" url="/a" meter_value=92000000 meter_pace=50000000 %}')
    assert text.startswith('<a class="stat" href="/a">')
    assert 'aria-label="92.0% of 100%"' in text
    assert 'width="76.66%"' in text  # of an axis that ends at 120%
    assert 'x="83.33%"' in text


def test_a_meter_beyond_its_end_and_below_nothing_stays_inside(rendered: Rendered) -> None:
    assert 'width="100.00%"' in rendered("{% meter 250000000 %}")
    assert 'width="0.00%"' in rendered("{% meter bad %}", bad=-5)


@pytest.mark.parametrize(
    ("status", "tone"),
    [
        ("Provisional", "warning"),
        ("approved", "positive"),
        ("Waiting on comp", "warning"),
        ("Failed", "negative"),
        ("Open", "info"),
        ("Closed", "neutral"),
        ("Something new", "neutral"),
        ("", "neutral"),
    ],
)
def test_the_tone_of_a_status_follows_from_its_first_word(status: str, tone: str) -> None:
    assert tone_of(status) == tone


def test_every_status_has_one_tone_that_exists() -> None:
    assert set(STATUS_TONES.values()) == set(TONES)


def test_a_badge_starts_with_a_capital(rendered: Rendered) -> None:
    assert rendered("{% badge 'approved' %}") == '<span class="badge tone-positive">Approved</span>'


def test_an_unknown_kind_of_empty_state_is_refused(rendered: Rendered) -> None:
    with pytest.raises(ValueError, match="no-data, no-match, no-permission"):
        rendered("{% empty_state 'nothing' 'x' %}")


def test_an_icon_is_hidden_unless_it_has_a_label(rendered: Rendered) -> None:
    assert 'aria-hidden="true"' in rendered("{% icon 'lock' %}")
    assert 'role="img" aria-label="Held"' in rendered("{% icon 'lock' label='Held' %}")


def test_an_unknown_amount_is_a_dash_not_a_zero(rendered: Rendered) -> None:
    text = rendered(
        "{{ x|money:'USD' }}{{ x|money_whole:'USD' }}{{ x|percent }}{{ x|rate }}{{ x|day }}{{ x|count }}",
        x=None,
    )
    assert text == "–" * 6


def test_initials_are_of_the_first_and_last_name(rendered: Rendered) -> None:
    names = ("Maya Chen", "Konstantinos Papadopoulos Weber", "Cher", "")
    assert [rendered("{{ name|initials }}", name=name) for name in names] == ["MC", "KW", "C", ""]
