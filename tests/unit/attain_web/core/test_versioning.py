from __future__ import annotations

import datetime as dt

import pytest

from attain_web.core.clock import now
from attain_web.people.models import Person, Position
from tests.support.organisation import position_row

pytestmark = pytest.mark.django_db
JANUARY, JULY = dt.date(2026, 1, 1), dt.date(2026, 7, 1)


def test_the_same_rows_again_write_nothing(save):
    row = {"person_id": "p", "name": "Ann"}
    assert save("people", [row]).inserted == 1
    again = save("people", [row])
    assert (again.inserted, again.updated, again.unchanged, again.changed) == (0, 0, 1, 0)
    assert Person.objects.count() == 1


def test_what_was_known_at_a_moment_stays_readable(save):
    save("people", [{"person_id": "p", "name": "Ann"}])
    before = now()
    save("people", [{"person_id": "p", "name": "Anna"}])
    assert Person.objects.current().get().name == "Anna"
    assert Person.objects.as_known_at(before).get().name == "Ann"


def test_a_day_has_the_row_that_holds_on_it_and_the_end_is_the_first_day_without(save):
    save("positions", [position_row("s", title="Old", valid_from=JANUARY, valid_to=JULY)])
    save("positions", [position_row("s", title="New", valid_from=JULY)])
    title_on = lambda day: [row.title for row in Position.objects.as_of(day)]  # noqa: E731
    assert title_on(JULY - dt.timedelta(days=1)) == ["Old"]
    assert title_on(JULY) == ["New"]
    assert title_on(JANUARY - dt.timedelta(days=1)) == []


def test_a_removed_row_is_gone_today_and_still_there_for_yesterdays_knowledge(save):
    save("positions", [position_row("s", valid_from=JANUARY)])
    before = now()
    assert save("positions", [], remove=[("s", JANUARY)]).removed == 1
    assert not Position.objects.as_of(JULY).exists()
    assert Position.objects.as_of(JULY, known_at=before).exists()


def test_of_two_rows_with_one_key_the_last_counts(save):
    saved = save("people", [{"person_id": "p", "name": "Ann"}, {"person_id": "p", "name": "Anna"}])
    assert saved.inserted == 1
    assert Person.objects.get().name == "Anna"
