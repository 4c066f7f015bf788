"""Content of the style guide: one rep's November, with names and figures of a likely length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django import forms

from attain.kernel.problem import Location, Problem, Severity
from attain_web.ui.components.flow import JobView, Tab, TimelineItem

NAVIGATION = [
    {
        "title": "My work",
        "items": [
            {"label": "Home", "url": "#home", "icon": "house", "current": True},
            {"label": "Statements", "url": "#statements", "icon": "file-text"},
            {"label": "Inquiries", "url": "#inquiries", "icon": "message-square", "badge": 2},
        ],
    },
    {
        "title": "Incentives",
        "items": [
            {"label": "Plans", "url": "#plans", "icon": "scroll-text"},
            {"label": "Calculation runs", "url": "#runs", "icon": "clock"},
            {"label": "Periods", "url": "#periods", "icon": "calendar"},
        ],
    },
    {
        "title": "Company",
        "items": [
            {"label": "People", "url": "#people", "icon": "users"},
            {"label": "Imports", "url": "#imports", "icon": "upload", "badge": 14},
            {"label": "Audit log", "url": "#audit", "icon": "shield"},
        ],
    },
]


@dataclass(frozen=True, slots=True)
class Line:
    """A statement line."""

    id: str
    account: str
    deal: str
    kind: str
    closed_on: date
    credited_minor: int
    rate: int
    amount_minor: int
    status: str
    currency: str = "USD"


_ROWS = [
    ("Adatum Energy", "D-10593", "Renewal", 19, 1_838_100, 10_000_000, "Approved"),
    ("Fabrikam Motors", "D-10586", "Expansion", 17, 1_710_500, 10_000_000, "Approved"),
    ("Contoso Health", "D-10579", "New business", 15, 2_557_300, 10_000_000, "Approved"),
    ("Northwind Traders", "D-10572", "Renewal · 50% split", 13, 4_012_000, 5_000_000, "Provisional"),
    (
        "Wide World Importers Holding GmbH & Co. KG",
        "D-10565",
        "Expansion",
        11,
        3_214_700,
        12_250_000,
        "Approved",
    ),
    ("Woodgrove Bank", "D-10558", "New business", 9, 1_429_600, 10_000_000, "Held"),
    ("Trey Research", "D-10544", "Cancellation", 5, -2_004_700, 10_000_000, "Failed"),
    ("Relecloud", "D-10537", "New business · 50% split", 3, 3_105_000, 5_000_000, "Paid"),
]
LINES = [
    Line(
        deal.lower(),
        account,
        deal,
        kind,
        date(2026, 11, day),
        credited,
        rate,
        credited * rate // 10**8,
        status,
    )
    for account, deal, kind, day, credited, rate, status in _ROWS
]

OPEN_DEALS = [
    ("Woodgrove Bank", "Commit, closes 28 Nov", 735_000, 6_400_000),
    ("Relecloud", "Best case, closes 9 Dec", 727_500, 4_850_000),
    ("Trey Research", "Commit, closes 12 Dec", 558_000, 3_720_000),
    ("VanArsdel", "Pipeline, closes 18 Dec", 465_000, 3_100_000),
]

STATUSES = [
    "Provisional",
    "Approved",
    "Paid",
    "Held",
    "Open",
    "Closed",
    "Failed",
    "Running",
    "Draft",
    "Waiting on comp",
]

TABS = [
    Tab("Lines", "#lines", current=True, count=42),
    Tab("Adjustments", "#adjustments", count=3),
    Tab("History", "#history"),
]

TIMELINE = [
    TimelineItem(
        datetime(2026, 11, 21, 9, 12, tzinfo=UTC),
        "Run 412 posted +$1,284.00",
        "cause: D-10572 corrected",
        tone="positive",
    ),
    TimelineItem(
        datetime(2026, 11, 20, 16, 40, tzinfo=UTC),
        "Dana Ruiz asked for a check",
        "reply due 24 Nov",
        icon="message-square",
        tone="info",
    ),
    TimelineItem(
        datetime(2026, 11, 18, 8, 3, tzinfo=UTC),
        "Two lines held",
        "invoice not paid",
        icon="lock",
        tone="warning",
    ),
]

PROBLEMS = [
    Problem(
        "fx-rate-missing",
        "There is no plan rate from SEK to EUR on 3 Nov 2026, so 4 transactions earned no credit.",
        Location("fx_rates.csv", 118),
        "Import the rate for that day, then calculate again.",
        subject="AE-EU-07",
    ),
    Problem(
        "split-below-whole",
        "The shares of D-10572 sum to 50%.",
        Location("splits.csv", 41),
        "Half of its credit belongs to nobody.",
        Severity.WARNING,
    ),
]

PLAN_BEFORE = """component: accelerator
kind: tiered-commission
table:
  by: attainment
  mode: marginal
  tiers:
    - {up_to: 100%, rate: 10%}
    - {rate: 15%}
cap: {amount: 60000, per: year}
"""
PLAN_AFTER = PLAN_BEFORE.replace("    - {rate: 15%}", "    - {up_to: 120%, rate: 15%}\n    - {rate: 18%}")


def job_view(done: int, url: str) -> JobView:
    """The progress of a run of 4,200 payees."""
    total = 4_200
    over = done >= total
    return JobView(
        id="412",
        title="Run 412, November 2026",
        state="succeeded" if over else "running",
        url=url,
        phase="4,200 payees calculated in 7 s" if over else "Calculating earnings",
        done=0 if over else done,
        total=total,
        unit="payees",
        remaining_seconds=max(0, (total - done) // 600),
        cancel_url="" if over else "#cancel",
        result_url="#results",
        result_label="See what changed",
    )


class SampleForm(forms.Form):
    """Each kind of control, one of them wrong."""

    name = forms.CharField(label="Plan title", help_text="As payees read it on their statement.")
    target = forms.DecimalField(
        label="Target incentive",
        widget=forms.TextInput(attrs={"class": "input--num", "inputmode": "decimal"}),
    )
    effective = forms.DateField(label="In force from", widget=forms.DateInput(attrs={"type": "date"}))
    role = forms.ChoiceField(
        label="Role", choices=[("ae", "Account executive"), ("am", "Account manager"), ("sdr", "SDR")]
    )
    note = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    notify = forms.BooleanField(
        label="Tell the people concerned", required=False, help_text="They get a message once it is approved."
    )
    rounding = forms.ChoiceField(
        label="Rounding",
        choices=[("half-even", "Half to even"), ("half-up", "Half up")],
        widget=forms.RadioSelect,
    )
