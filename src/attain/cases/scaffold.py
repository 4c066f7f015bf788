"""Writes a first case for a plan: it runs at once, and shows where to change what."""

from __future__ import annotations

import datetime as dt

from attain.plans import Credit, Parameter, Plan

_HEAD = """\
# Cases of the plan “{title}”. Run them with: attain test {file}
# A case is a sentence, what is given, and what must come out; what is not mentioned is not compared.
cases:
  - case: One deal in the first month pays what the plan says
    given:
"""


def scaffold(plan: Plan, file: str = "") -> str:
    """A document with one case. Its expectation is wrong on purpose: the first run shows what the plan
    pays.
    """
    day = plan.effective.start if plan.effective.start > dt.date.min else dt.date(2026, 1, 1)
    day = day + dt.timedelta(days=14)
    lines = [_HEAD.format(title=plan.title, file=file or "this-file.cases.yaml").rstrip()]
    names = sorted({measure.quota for measure in plan.measures if measure.quota})
    quotas = "quotas: {" + ", ".join(f"{name}: 100000" for name in names) + "}" if names else ""
    is_team = any(rule.to.is_roll_up for rule in plan.credits)
    if is_team:
        lines.append("      people:          # the plan pays the lead for what the seller below sells")
        lines.append(f"        lead: {{role: manager{quotas and ', ' + quotas}}}")
        lines.append("        seller: {manager: lead, plan: none}")
    elif quotas:
        lines.append(f"      {quotas}")
    missing = [one for one in plan.parameters if one.default is None]
    if missing:
        lines.append("      parameters: {" + ", ".join(_parameter(one) for one in missing) + "}")
    lines.append("      transactions:")
    for number, rule in enumerate(plan.credits, start=1):
        person = ("seller" if rule.to.is_roll_up else "lead") if is_team else "rep"
        lines.append(f"        - {_transaction(rule, day, number, person)}")
    lines.append("    expect:")
    lines.append("      earnings:        # run it, read what came out and why, and write what is right")
    lines += [f"        - {{component: {component.name}, amount: 0}}" for component in plan.components]
    return "\n".join(lines) + "\n"


def _parameter(parameter: Parameter) -> str:
    example = {"rate": "10%", "text": "x", "date": "2026-01-01"}.get(parameter.type.value, "1000")
    return f"{parameter.name}: {example}"


def _transaction(rule: Credit, day: dt.date, number: int, person: str) -> str:
    fields = [f"id: deal-{number}", f"on: {day}", f"kind: {rule.kinds[0]}", "amount: 10000"]
    if rule.unit.value == "quantity":
        fields[-1:] = ["quantity: 1"]
    if rule.when is not None and "deal_type" in rule.when.text:
        fields.append("deal_type: new")
    if rule.on == "starts_on":
        fields.append(f"starts_on: {day}")
    role = next(iter(rule.to.roles), "owner")
    fields.append(f"{role}: {person}")
    return "{" + ", ".join(fields) + "}"
