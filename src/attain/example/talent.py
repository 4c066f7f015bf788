"""What is planted on people: skill, strengths, habits, training; written to the truth, never to a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from attain.example.behaviour import TRAINING_EFFECT, TRAINING_FROM
from attain.example.catalogue import CATEGORIES, SEGMENTS
from attain.example.seat import Person, Roster
from attain.example.stream import stream

SANDBAGGERS = ("NAE-AE-01", "DACH-AE-03")
HEAVY_DISCOUNTERS = ("NAW-AE-04", "UKI-AE-03")
OPTIMISTS = ("NAE-AE-08", "UKI-AE-05", "NAW-AE-06")
WEAK_STAGE = {
    "NAE-AE-07": "Negotiate",
    "NAW-AE-03": "Propose",
    "UKI-AE-04": "Discover",
    "DACH-AE-05": "Negotiate",
}
TRAINED = (
    "NAE-AE-06", "NAE-AE-09", "NAW-AE-02", "NAW-AE-05", "NAW-AE-08", "UKI-AE-02", "DACH-AE-01", "DACH-AE-06",
)  # fmt: skip


@dataclass(slots=True)
class Talent:
    """A seller's planted qualities. Skills are in logits of winning."""

    overall: float
    segments: dict[str, float]
    categories: dict[str, float]
    weak_stage: str = ""
    sandbags: bool = False
    discounts_heavily: bool = False
    optimist: bool = False
    trained_from: dt.date | None = None
    hunting: float = 1.0  # multiplies the number of deals the seller finds
    roles: list[str] = field(default_factory=list)

    def skill(self, segment: str, category: str) -> float:
        """Skill for a deal."""
        return self.overall + self.segments.get(segment, 0.0) + self.categories.get(category, 0.0)

    def training(self, created: dt.date) -> float:
        """What training adds to a deal created on the day."""
        return TRAINING_EFFECT if self.trained_from is not None and created >= self.trained_from else 0.0


def build_talents(seed: int, roster: Roster) -> dict[str, Talent]:
    """Each person's talent by identifier."""
    talents = {person.person_id: _talent(seed, person) for person in roster.people}
    for seat in roster.seats.values():
        for holding in seat.holdings:
            talents[holding.person.person_id].roles.append(seat.role)
    for position_ids, attribute in (
        (SANDBAGGERS, "sandbags"),
        (HEAVY_DISCOUNTERS, "discounts_heavily"),
        (OPTIMISTS, "optimist"),
    ):
        for position_id in position_ids:
            setattr(_of(roster, talents, position_id), attribute, True)
    for position_id, stage in WEAK_STAGE.items():
        _of(roster, talents, position_id).weak_stage = stage
    for position_id in TRAINED:
        _of(roster, talents, position_id).trained_from = TRAINING_FROM
    return talents


def _of(roster: Roster, talents: dict[str, Talent], position_id: str) -> Talent:
    return talents[roster.seats[position_id].holdings[0].person.person_id]


def _talent(seed: int, person: Person) -> Talent:
    rng = stream(seed, "talent", person.person_id)
    strong_segment = rng.choice(SEGMENTS)
    weak_segment = rng.choice([segment for segment in SEGMENTS if segment != strong_segment])
    strong_category = rng.choice(CATEGORIES[:3])
    return Talent(
        round(max(-0.6, min(0.6, rng.gauss(0.0, 0.2))), 3),
        {strong_segment: 0.5, weak_segment: -0.4},
        {strong_category: 0.4},
        hunting=round(max(0.7, min(1.35, rng.gauss(1.0, 0.14))), 3),
    )


def talent_truth(talents: dict[str, Talent]) -> dict[str, object]:
    """The sellers' talents, ready for JSON."""
    sellers = {"sdr", "account-executive", "account-manager", "overlay-specialist"}
    return {
        person_id: {
            "overall": talent.overall,
            "segments": talent.segments,
            "categories": talent.categories,
            "hunting": talent.hunting,
            "weak_stage": talent.weak_stage or None,
            "sandbags": talent.sandbags,
            "discounts_heavily": talent.discounts_heavily,
            "optimist": talent.optimist,
            "trained_from": talent.trained_from.isoformat() if talent.trained_from else None,
        }
        for person_id, talent in talents.items()
        if sellers & set(talent.roles)
    }
