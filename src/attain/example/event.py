"""What happened to the organisation in eighteen months: each change is named, applied and told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from attain.example.geography import Patch, Region
from attain.example.organisation import Builder, new_seat
from attain.example.seat import Holding, Person, Seat

D = dt.date
Event = dict[str, object]


@dataclass(frozen=True, slots=True)
class QuotaChange:
    """From a month on, a seat's quota is this many percent of what it was."""

    position_id: str
    measure: str
    since: dt.date
    percent: int


QUOTA_CHANGE = QuotaChange("DACH-AE-02", "bookings", D(2026, 7, 1), 85)
HANDOVER_ON = D(2026, 5, 11)
HANDOVER = ("NAE-AE-02", "NAE-AE-04")


class Changes:
    """Applies the changes to a built organisation and keeps what is told about them."""

    def __init__(self, builder: Builder, regions: tuple[Region, ...]) -> None:
        self._builder = builder
        self._regions = {region.code: region for region in regions}
        self.events: list[Event] = []

    def apply(self) -> list[Event]:
        """All changes in the order of their days; returns the events."""
        self._leaves("NAE-AE-05", D(2025, 10, 20), closes_seat=True)
        self._hired_seat("NAE-AE-10", "NAE", "NAE-T05", "NAE-NB1-MGR", D(2025, 12, 1))
        self._leaves("UKI-SDR-02", D(2026, 1, 31))
        self._promoted("NAW-SDR-01", "NAW-AE-09", "NAW", "NAW-T09", "NAW-NB2-MGR", D(2026, 2, 1))
        self._backfill("NAW-SDR-01", D(2026, 2, 16))
        self._transfer("NAE-AE-03", "NAE-NB2-MGR", D(2026, 2, 16))
        self._backfill("UKI-SDR-02", D(2026, 3, 2))
        self._leaves("DACH-AE-04", D(2026, 4, 1), closes_seat=True)
        self._maternity_leave("UKI-AM-02", D(2026, 4, 1), D(2026, 10, 1))
        self._hired_seat("DACH-AE-07", "DACH", "DACH-T04", "DACH-NB2-MGR", D(2026, 6, 1))
        self._leaves("NAE-AM-03", D(2026, 7, 1))
        self._backfill("NAE-AM-03", D(2026, 7, 1))
        self._leaves("NAW-NB2-MGR", D(2026, 7, 1))
        self._backfill("NAW-NB2-MGR", D(2026, 7, 1))
        self._hired_seat("UKI-AE-07", "UKI", "UKI-T07", "UKI-NB2-MGR", D(2026, 9, 1))
        return self.events

    def _seat(self, position_id: str) -> Seat:
        return self._builder.roster.seats[position_id]

    def _tell(self, kind: str, day: dt.date, words: str, **facts: object) -> None:
        self.events.append({"kind": kind, "on": day.isoformat(), "words": words, **facts})

    def _leaves(self, position_id: str, day: dt.date, *, closes_seat: bool = False) -> None:
        seat = self._seat(position_id)
        holding = seat.holdings[-1]
        holding.valid_to = holding.person.left_on = day
        seat.valid_to = day if closes_seat else None
        name = holding.person.name
        self._tell(
            "leaver", day, f"{name} left.", person_id=holding.person.person_id, position_id=position_id,
            seat_closed=closes_seat,
        )  # fmt: skip

    def _backfill(self, position_id: str, day: dt.date) -> None:
        seat = self._seat(position_id)
        person = self._builder.person(seat.holdings[0].person.country, day, seat.currency)
        seat.holdings.append(Holding(person, day))
        self._tell(
            "hire", day, f"{person.name} took the vacant seat {position_id}.",
            person_id=person.person_id, position_id=position_id,
        )  # fmt: skip

    def _patch_seat(
        self, position_id: str, region_code: str, territory_id: str, manager: str, day: dt.date
    ) -> tuple[Seat, Patch]:
        region = self._regions[region_code]
        patch = next(patch for patch in region.patches if patch.territory_id == territory_id)
        seat = new_seat("account-executive", int(position_id[-2:]), region, manager, patch)
        seat.valid_from = day
        seat.managers = [(day, manager)]
        return seat, patch

    def _hired_seat(
        self, position_id: str, region: str, territory_id: str, manager: str, day: dt.date
    ) -> None:
        seat, patch = self._patch_seat(position_id, region, territory_id, manager, day)
        person = self._builder.person(patch.places[0][0], day, seat.currency)
        self._builder.seat(seat, person)
        self._tell(
            "hire", day, f"{person.name} joined on the new seat {position_id} for {patch.name}.",
            person_id=person.person_id, position_id=position_id, territory_id=territory_id,
        )  # fmt: skip

    def _promoted(
        self, from_id: str, position_id: str, region: str, territory_id: str, manager: str, day: dt.date
    ) -> None:
        holding = self._seat(from_id).holdings[-1]
        holding.valid_to = day
        seat, patch = self._patch_seat(position_id, region, territory_id, manager, day)
        self._builder.seat(seat, holding.person, day)
        self._tell(
            "promotion", day, f"{holding.person.name} became account executive for {patch.name}.",
            person_id=holding.person.person_id, from_position_id=from_id, position_id=position_id,
        )  # fmt: skip

    def _transfer(self, position_id: str, manager: str, day: dt.date) -> None:
        seat = self._seat(position_id)
        before = seat.manager_on(day)
        seat.managers.append((day, manager))
        person = seat.holdings[-1].person
        self._tell(
            "transfer", day, f"{person.name} moved from {before} to {manager} in mid-quarter.",
            person_id=person.person_id, position_id=position_id,
            from_manager_position_id=before, to_manager_position_id=manager,
        )  # fmt: skip

    def _maternity_leave(self, position_id: str, start: dt.date, end: dt.date) -> None:
        seat = self._seat(position_id)
        holding = seat.holdings[-1]
        holding.valid_to = start
        cover: Person = self._builder.person(holding.person.country, start, seat.currency)
        cover.left_on = end
        seat.holdings += [Holding(cover, start, end), Holding(holding.person, end)]
        self._tell(
            "maternity-leave", start, f"{holding.person.name} was on maternity leave; {cover.name} covered.",
            person_id=holding.person.person_id, position_id=position_id, until=end.isoformat(),
            cover_person_id=cover.person_id,
        )  # fmt: skip
