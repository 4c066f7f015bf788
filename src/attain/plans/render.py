"""A plan as a document that people read and sign: sections of clauses in plain words, with tables and an
example.

The document is data; the command line writes it as text and the product as pages. Nothing in it comes from
anywhere but the plan, so what is signed is what is calculated.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from attain.expressions import Name
from attain.kernel.day import day_words
from attain.plans.definition import (
    PAYEE_CURRENCY,
    CapPeriod,
    Component,
    Credit,
    FxDay,
    Measure,
    Plan,
)
from attain.plans.kinds import component_kinds
from attain.plans.sample import QUOTA, Sample
from attain.plans.value_words import amount_words, parameter_words, rate_words, said


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: column titles, and rows of as many texts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DocumentClause:
    """One thing that the plan says. ``name`` is its identifier in the plan, for links; empty for general
    clauses.
    """

    title: str
    sentences: tuple[str, ...]
    name: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Clauses under a heading; ``key`` is stable for links."""

    key: str
    title: str
    clauses: tuple[DocumentClause, ...]


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """The whole document."""

    title: str
    subtitle: str
    intro: str
    sections: tuple[Section, ...]


def render_document(plan: Plan) -> PlanDocument:
    """The document of a plan."""
    sections = (
        Section("credits", "What counts", tuple(_credit(one, plan) for one in plan.credits)),
        Section("measures", "How progress is measured", tuple(_measure(one, plan) for one in plan.measures)),
        Section("components", "What is paid", tuple(_component(one, plan) for one in plan.components)),
        Section("parameters", "Values that can differ from person to person", _parameters(plan)),
        Section("currency", "Currency", (_currency(plan),)),
        Section("example", "An example", _example(plan)),
    )
    return PlanDocument(
        plan.title, _subtitle(plan), plan.summary, tuple(section for section in sections if section.clauses)
    )


def _subtitle(plan: Plan) -> str:
    parts = [f"Version {plan.version}"]
    if plan.effective.start > dt.date.min:
        parts.append(f"from {day_words(plan.effective.start)}")
    if plan.effective.end is not None:
        parts.append(f"until {day_words(plan.effective.end - dt.timedelta(days=1))}")
    return ", ".join(parts)


def _credit(credit: Credit, plan: Plan) -> DocumentClause:
    kinds = _listed([kind.replace("-", " ") for kind in credit.kinds], "or")
    day = "on the day it happens" if credit.on == "occurred_on" else "on the first day of service"
    condition = f", if {said(credit.when, plan)}" if credit.when is not None else ""
    article = "An" if kinds[0] in "aeio" else "A"
    sentences = [
        f"{article} {kinds} earns credit {day}{condition}.",
        _credited(credit, plan),
        _recipients(credit),
    ]
    if credit.pay is not None and credit.pay.text.strip() != "100%":
        sentences.append(
            f"{rate_words(credit.pay, plan)} of the credit earns pay; all of it counts towards quota."
        )
    return DocumentClause(credit.title, tuple(sentences), credit.name)


def _credited(credit: Credit, plan: Plan) -> str:
    """How much is credited: a field of the transaction, or what is worked out from its fields."""
    amount = said(credit.amount, plan)
    if isinstance(credit.amount.expression.root, Name):
        return f"The credit is the {amount} of the transaction."
    return f"For each transaction the credit is: {amount}."


def _recipients(credit: Credit) -> str:
    people = _listed([_ROLES[role] for role in credit.to.roles], "and")
    if credit.to.is_roll_up:
        return f"Every manager above its {people} on that day is credited in full."
    if credit.to.roles == ("owner",):
        return "Its owners are credited by their shares, which add up to the whole."
    return f"Its {people} are credited, each by their share."


_ROLES = {"owner": "owners", "sdr": "SDRs", "overlay": "overlay specialists"}


def _measure(measure: Measure, plan: Plan) -> DocumentClause:
    rule = plan.credit(measure.sum).title
    against = f", against the quota “{measure.quota}”" if measure.quota else ""
    return DocumentClause(
        measure.title,
        (f"Credit of “{rule}” is added up over each fiscal {measure.over.value}{against}.",),
        measure.name,
    )


def _component(component: Component, plan: Plan) -> DocumentClause:
    clause = component_kinds()[component.kind].clause(component, plan)
    sentences = list(clause.sentences)
    if component.cap is not None:
        per = "line" if component.cap.per is CapPeriod.LINE else f"fiscal {component.cap.per.value}"
        if component.cap.per is CapPeriod.MONTH:
            per = "month"
        sentences.append(f"It never pays more than {amount_words(component.cap.amount, plan)} per {per}.")
    table = Table(clause.columns, clause.rows) if clause.columns else None
    return DocumentClause(component.title, tuple(sentences), component.name, table)


def _parameters(plan: Plan) -> tuple[DocumentClause, ...]:
    if not plan.parameters:
        return ()
    rows = tuple((one.name, one.description or "—", parameter_words(one, plan)) for one in plan.parameters)
    said = (
        "The value of a person goes before that of their position, then their role, this plan, and the "
        "company; where none is set, the default holds."
    )
    return (DocumentClause("Parameters", (said,), table=Table(("Name", "Meaning", "Default"), rows)),)


def _currency(plan: Plan) -> DocumentClause:
    paid = "each payee's own currency" if plan.currency == PAYEE_CURRENCY else plan.currency
    day = "the day of the credit" if plan.fx.on is FxDay.CREDITED else "the last day of the month"
    return DocumentClause(
        "Currency",
        (
            f"Everything is counted and paid in {paid}.",
            f"Credit in another currency is converted at the stored {plan.fx.type} rate of {day}; without a "
            "rate it is reported and left out until there is one.",
        ),
    )


def _example(plan: Plan) -> tuple[DocumentClause, ...]:
    """What each component pays at a few points, as far as that follows from the plan alone."""
    samples = [
        (component, Sample(plan, component))
        for component in plan.components
        if Sample(plan, component).is_complete and Sample(plan, component).is_money
    ]
    if not samples:
        return ()
    quota = samples[0][1].quota_units
    credits = [quota * part // 4 for part in (1, 2, 4, 5, 6)]
    rows = tuple(
        (
            samples[0][1].money_words(units),
            f"{units * 100 // quota}%",
            *(sample.money_words(sample.pay(units)) for _, sample in samples),
        )
        for units in credits
    )
    said = f"With a quota of {QUOTA:,} and the default values, credit in one period pays, before any cap:"
    columns = ("Credit", "Of quota", *(component.title for component, _ in samples))
    return (DocumentClause("An example", (said,), table=Table(columns, rows)),)


def _listed(items: list[str], last: str) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"
