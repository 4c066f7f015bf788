"""The home page of each kind of user, the team page, and the payee's what-if."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from attain.kernel.money import Currency
from attain.kernel.period import Grain
from attain.kernel.rounding import divide_rounded, power_of_ten
from attain.kernel.scaled import ONE
from attain_web.core import clock
from attain_web.core.access import capabilities, requires, signed_in
from attain_web.core.exports import ExportColumn, table_response
from attain_web.home import team
from attain_web.home.office import office_home
from attain_web.home.open_deal import open_deals
from attain_web.home.rep import payee_home
from attain_web.home.standing import day_of_figures
from attain_web.home.what_if import one_more_deal
from attain_web.home.wording import payee_words
from attain_web.incentives import selectors
from attain_web.incentives.models import Run
from attain_web.inquiries import selectors as inquiries
from attain_web.payouts import selectors as payouts
from attain_web.people import selectors as people
from attain_web.people.organisation import Organisation, read_organisation

MEMBERS_ON_HOME = 12
DEALS_SHOWN = 6
LINES_SHOWN = 8
WHAT_IF_LIMIT_MAJOR = 10_000_000
TEAM_COLUMNS = [
    ExportColumn("Person", "person_id"),
    ExportColumn("Name", "name"),
    ExportColumn("Title", "title"),
    ExportColumn("Manager", "manager"),
    ExportColumn("Measure", lambda member: member.standing and member.standing.measure.title),
    ExportColumn("Period", lambda member: member.standing and member.standing.period.name),
    ExportColumn("Attainment", "attainment", "rate"),
    ExportColumn(
        "Earned this year", lambda m: m.earned and m.earned.amount_minor, "money", lambda m: m.earned.currency
    ),
    ExportColumn("Currency", lambda member: member.earned and member.earned.currency),
]


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What this user wants to know first."""
    able = capabilities(request.user)
    person_id = _person_id(request)
    if "statement.read_team" in able or ("statement.read_all" in able and person_id):
        return _manager_home(request)
    if person_id and "statement.read_own" in able:
        return _payee_home(request, person_id)
    return render(request, "home/office.html", {"home": office_home(request.user)})


@requires("statement.read_team", "statement.read_all")
@require_GET
def team_page(request: HttpRequest) -> HttpResponse:
    """Everyone whose pay the user may see, with attainment and earnings."""
    run, on = selectors.current_run(), clock.today()
    organisation = read_organisation(on)
    members = team.team_members(run, organisation, _team_ids(request, organisation)) if run else []
    query = request.GET.get("q", "").strip()
    if query:
        wanted = query.casefold()
        members = [one for one in members if wanted in f"{one.name} {one.title} {one.manager}".casefold()]
    export = table_response(request, "team", TEAM_COLUMNS, members)
    if export is not None:
        return export
    page = Paginator(members, 50).get_page(request.GET.get("page"))
    context = {"page": page, "query": query, "run": run, "month_name": _month_name(run)}
    return render(request, "home/team.html", context)


@requires("statement.read_own")
@require_GET
def deals(request: HttpRequest) -> HttpResponse:
    """What the user's open deals would pay: a fragment, because each is calculated."""
    run, person_id = selectors.current_run(), _person_id(request)
    if run is None or not person_id:
        raise Http404
    found = open_deals(run, person_id, clock.today(), DEALS_SHOWN)
    return render(request, "home/_deals.html", {"deals": found})


@requires("statement.read_own")
@require_GET
def what_if(request: HttpRequest) -> HttpResponse:
    """What another deal of an amount would pay the user today."""
    person_id = _person_id(request)
    home_of = payee_home(person_id) if person_id else None
    if home_of is None or not home_of.main.currency:
        raise Http404
    text = request.GET.get("amount", "0")
    major = min(int(text), WHAT_IF_LIMIT_MAJOR) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    currency = home_of.main.currency
    amount_minor = major * power_of_ten(Currency(currency).exponent)
    more = one_more_deal(home_of.run, home_of.main, amount_minor, home_of.on)
    is_one_currency = more is not None and more.pay.currency == currency and amount_minor > 0
    context = {
        "amount_minor": amount_minor,
        "currency": currency,
        "more": more,
        "measure": home_of.main.measure.title,
        "effective_rate": divide_rounded(more.pay.amount_minor * ONE, amount_minor)
        if more and is_one_currency
        else None,
    }
    return render(request, "home/_what_if.html", context)


def _payee_home(request: HttpRequest, person_id: str) -> HttpResponse:
    found = payee_home(person_id)
    context: dict[str, object] = {
        "home": found,
        "next_payout": payouts.next_payout(person_id) if found else None,
        "inquiries": inquiries.visible_inquiries(request.user)[:4],
        "inquiries_url": reverse("inquiries:list"),
        "plan": found.main.plan if found else None,
    }
    if found:
        view = payouts.statement(request.user, person_id, found.month.name)
        lines = [line for group in view.statement.groups for line in group.lines] if view else []
        context |= payee_words(found)
        context["lines"] = sorted(lines, key=lambda line: line.credited_on, reverse=True)[:LINES_SHOWN]
        context["certainty"] = view.statement.certainty.value if view else ""
    return render(request, "home/rep.html", context)


def _manager_home(request: HttpRequest) -> HttpResponse:
    run, on = selectors.current_run(), clock.today()
    organisation = read_organisation(on)
    members = team.team_members(run, organisation, _team_ids(request, organisation)) if run else []
    with_quota = [one for one in members if one.attainment is not None]
    person_id = _person_id(request)
    own = payee_home(person_id) if person_id else None
    context = {
        "run": run,
        "own": own,
        "members": members[:MEMBERS_ON_HOME],
        "count": len(members),
        "at_quota": sum(one.attainment >= ONE for one in with_quota),
        "behind": [one for one in reversed(with_quota) if one.standing and not one.standing.is_ahead][:5],
        "quota_hint": f"of {len(with_quota)} with a quota",
        "month_name": _month_name(run),
        "bars": team.attainment_bars(members[:MEMBERS_ON_HOME]),
        "team_earned": team.earned_by_currency(members),
        "home": office_home(request.user),
    }
    return render(request, "home/manager.html", context)


def _team_ids(request: HttpRequest, organisation: Organisation) -> set[str]:
    visible = people.visible_person_ids(request.user, organisation.day)
    if visible is people.ALL:
        visible = frozenset(organisation.held)
    return set(visible) - {_person_id(request)}


def _month_name(run: Run | None) -> str:
    """The month whose statements the page leads to."""
    return run.calendar.period_of(day_of_figures(run), Grain.MONTH).name if run else ""


def _person_id(request: HttpRequest) -> str:
    """The person whom the user is, empty for someone of the office."""
    return getattr(request.user, "person_id", None) or ""
