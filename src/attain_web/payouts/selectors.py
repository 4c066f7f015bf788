"""What a user may see of statements, periods and the ledger. Who is out of scope does not exist here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from attain.kernel.money import format_money
from attain.ledger import Account, Movement
from attain.statements import Certainty, Statement, StatementLine, StatementPeriod, build_statement
from attain_web.core import clock
from attain_web.incentives import selectors as incentives
from attain_web.incentives.models import Run
from attain_web.payouts import movement, source
from attain_web.payouts.models import LedgerEntry, LedgerPosting, PayPeriod
from attain_web.people import selectors as people
from attain_web.people.models import Person, Position


@dataclass(frozen=True, slots=True)
class Progress:
    """A payee's progress on a measure; ``attainment`` is a rate at scale 8, None without a quota."""

    title: str
    period: str
    units: int
    quota_units: int | None
    attainment: int | None
    currency: str

    @property
    def hint(self) -> str:
        """How far it is, of what, in which period."""
        if not self.currency or self.quota_units is None:
            return self.period
        done = format_money(self.units, self.currency, places=0)
        return f"{done} of {format_money(self.quota_units, self.currency, places=0)}, {self.period}"


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with all that its page shows around it."""

    statement: Statement
    period: PayPeriod
    name: str
    position: str
    plans: tuple[str, ...]
    progress: tuple[Progress, ...]
    run: Run | None
    before: Run | None
    causes: tuple[LedgerEntry, ...]
    previous: PayPeriod | None
    following: PayPeriod | None


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A payee's movement in a period, in one currency, and how sure it is."""

    person_id: str
    name: str
    period: PayPeriod
    movement: Movement

    @property
    def certainty(self) -> Certainty:
        """How sure the amounts are."""
        return certainty_of(self.period)


def certainty_of(period: PayPeriod) -> Certainty:
    """Provisional while open, approved once closed, paid once paid."""
    if period.is_open:
        return Certainty.PROVISIONAL
    return Certainty.PAID if period.paid_at else Certainty.APPROVED


def visible(user: Any) -> movement.PersonIds:
    """Whose statements the user may see, as the organisation is today."""
    return people.visible_person_ids(user, clock.today())


def may_see(user: Any, person_id: str) -> bool:
    """Whether there are statements of this person as far as the user is concerned."""
    return person_id in visible(user) and (
        Person.objects.current().filter(person_id=person_id).exists()
        or LedgerEntry.objects.filter(person_id=person_id).exists()
    )


def periods() -> QuerySet[PayPeriod]:
    """All pay periods, the latest first."""
    return PayPeriod.objects.select_related("run", "closed_by", "paid_by").order_by("-start")


def period_to_show(name: str = "") -> PayPeriod | None:
    """The named period; without a name the one of today, or else the latest that has begun."""
    if name:
        return periods().filter(name=name).first()
    begun = periods().filter(start__lte=clock.today()).first()
    return begun or periods().last()


def lines_of_period(user: Any, period: PayPeriod, query: str = "") -> list[PeriodLine]:
    """The movement of each visible payee in a period, by name; ``query`` is part of a name or identifier."""
    names = people.person_names()
    wanted = query.casefold().strip()
    found = [
        PeriodLine(one.person_id, names.get(one.person_id, one.person_id), period, one)
        for one in movement.movements_in(period, visible(user))
    ]
    kept = (line for line in found if wanted in f"{line.name} {line.person_id}".casefold())
    return sorted(kept, key=lambda line: (line.name.casefold(), line.person_id, line.movement.currency))


def lines_of_payee(user: Any, person_id: str) -> list[PeriodLine]:
    """A payee's movement in each period, the latest first; empty for someone out of scope."""
    if not may_see(user, person_id):
        return []
    by_name = {period.name: period for period in periods()}
    name = person_name(person_id)
    found = movement.movements_of_payee(person_id)
    begun = [one for one in found if by_name[one.period].start <= clock.today() or _moves(one)]
    lines = (PeriodLine(person_id, name, by_name[one.period], one) for one in begun)
    return sorted(lines, key=lambda line: line.period.start, reverse=True)


def statement(user: Any, person_id: str, name: str) -> StatementView | None:
    """A payee's statement for a period; None where there is none that the user may see."""
    period = periods().filter(name=name).first()
    if period is None or not may_see(user, person_id):
        return None
    runs = source.standing_runs(period)
    now = source.lines_of_payee(runs.now, person_id)
    same = runs.now is not None and runs.before is not None and runs.now.pk == runs.before.pk
    before = now if same else source.lines_of_payee(runs.before, person_id)
    built = build_statement(
        person_id=person_id,
        period=StatementPeriod(period.name, period.start, period.end),
        certainty=certainty_of(period),
        lines=now,
        before=before,
        movements=movement.movements_in(period, [person_id]),
        quota_changed=source.quota_changed(runs, person_id),
    )
    return _around(built, period, runs)


def _around(built: Statement, period: PayPeriod, runs: source.StandingRuns) -> StatementView:
    last_day = period.end - dt.timedelta(days=1)
    positions = {line.position_id for line in built.lines}
    progress = source.attainment_rows(runs.now, built.person_id, period.name)
    positions |= {row["position_id"] for row in progress}
    seats = Position.objects.as_of(last_day).filter(position_id__in=positions)
    plans = {(line.plan_id, line.plan_version) for line in built.lines}
    plans |= {(row["plan_id"], row["plan_version"]) for row in progress}
    titles = source.plan_titles(runs.now) if runs.now and plans else {}
    earlier = periods().filter(start__lt=period.start).first()
    later = PayPeriod.objects.filter(start__gt=period.start).order_by("start").first()
    adjusting = LedgerEntry.objects.filter(period=period, person_id=built.person_id, kind="adjustment")
    return StatementView(
        statement=built,
        period=period,
        name=person_name(built.person_id),
        position=", ".join(sorted({seat.title for seat in seats})),
        plans=tuple(f"{titles.get(plan, plan)} {version}" for plan, version in sorted(plans)),
        progress=_progress(runs.now, progress),
        run=runs.now,
        before=runs.before,
        causes=tuple(adjusting),
        previous=earlier,
        following=later,
    )


def _progress(run: Run | None, rows: Sequence[dict[str, Any]]) -> tuple[Progress, ...]:
    titles = source.measure_titles(run) if run and rows else {}
    return tuple(
        Progress(
            titles.get((row["plan_id"], row["measure"]), row["measure"].capitalize()),
            row["period"],
            row["units"],
            row["quota_units"],
            row["attainment"],
            row["currency"],
        )
        for row in rows
    )


def find_line(view: StatementView, anchor: str) -> tuple[StatementLine, Run | None] | None:
    """A line of a statement, or of its adjustments, by its name in links; and the run that computed it."""
    line = view.statement.find(anchor)
    if line is not None:
        return line, view.run
    for adjustment in view.statement.adjustments:
        for change in adjustment.changes:
            if change.line.anchor == anchor:
                return change.line, view.run if change.after else view.before
    return None


def ledger_entries(
    user: Any, *, person_id: str = "", period: str = "", kind: str = "", cause: str = ""
) -> QuerySet[LedgerEntry]:
    """Entries of visible payees, the latest first, with what they moved and how many postings they have."""
    rows = LedgerEntry.objects.select_related("period").order_by("-sequence")
    persons = visible(user)
    if persons is not people.ALL:
        rows = rows.filter(person_id__in=persons)
    wanted = {"person_id": person_id, "period__name": period, "kind": kind, "cause": cause}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.annotate(posting_count=Count("postings"))


def ledger_postings(user: Any, entries: QuerySet[LedgerEntry]) -> QuerySet[LedgerPosting]:
    """The postings of these entries, in their order."""
    rows = LedgerPosting.objects.filter(entry__in=entries.values("pk"))
    return rows.select_related("entry", "entry__period").order_by("entry_id", "line")


def entry_amounts(entries: Sequence[LedgerEntry]) -> dict[int, list[tuple[str, int]]]:
    """What each entry moved towards the payee: the sum of its positive side, by currency.

    An entry that takes something back is negative.
    """
    rows = LedgerPosting.objects.filter(entry__in=[entry.pk for entry in entries]).exclude(
        account=Account.EXPENSE
    )
    found: dict[int, dict[str, dict[str, int]]] = {}
    for sequence, account, currency, total in (
        rows.order_by().values_list("entry_id", "account", "currency").annotate(total=Sum("amount_minor"))
    ):
        found.setdefault(sequence, {}).setdefault(currency, {})[account] = int(total)
    return {
        sequence: [(currency, _moved(accounts)) for currency, accounts in sorted(by_currency.items())]
        for sequence, by_currency in found.items()
    }


def person_name(person_id: str) -> str:
    """The current name of a person, or the identifier of one who is not on record."""
    names = Person.objects.current().filter(person_id=person_id).values_list("name", flat=True)
    return names.first() or person_id


def component_title(person_id: str, component: str) -> str:
    """How the payee's plan calls a component; its identifier in words once no line of theirs names it."""
    lines = source.lines_of_payee(incentives.current_run(), person_id) if component else ()
    titles = (line.title for line in lines if line.component == component)
    return next(titles, component.replace("_", " ").capitalize())


def is_calculated() -> bool:
    """Whether any official run has been posted."""
    return incentives.current_run() is not None


_ORDER = (Account.EARNED, Account.HELD, Account.PAYABLE, Account.PAID, Account.DRAW, Account.CLAWBACK)


def _moved(accounts: dict[str, int]) -> int:
    """The amount that arrived on the account furthest along from earned to paid."""
    return accounts[max(accounts, key=lambda name: _ORDER.index(Account(name)))]


def _moves(one: Movement) -> bool:
    return any((one.earned_minor, one.adjusted_minor, one.paid_minor, one.other_minor))


@dataclass(frozen=True, slots=True)
class NextPayout:
    """What a payee is paid next, and how sure that is, in words."""

    label: str
    amount_minor: int
    currency: str
    hint: str


def next_payout(person_id: str) -> NextPayout | None:
    """The earliest unpaid period's amount in the payee's main currency; None where nothing is owed.

    For an open period it is what stands to be paid if nothing changes. Not scoped: for the payee's own page.
    """
    unpaid = PayPeriod.objects.filter(paid_at__isnull=True, start__lte=clock.today()).order_by("start")
    for period in unpaid:
        owed = [one for one in movement.movements_in(period, [person_id]) if one.closing_minor]
        if owed:
            main = max(owed, key=lambda one: one.closing_minor)
            sure = "approved" if not period.is_open else "provisional until it is closed"
            label = f"Next payout, {period.pay_on.day} {period.pay_on:%b}"
            return NextPayout(label, main.closing_minor, main.currency, f"for {period.title}, {sure}")
    return None
