"""The months of the example company: plans approved, history calculated, months closed and paid, questions
asked.
"""

from __future__ import annotations

from attain.example import ExampleCompany
from attain.kernel.problem import Problem, ProblemError
from attain_web.core import clock
from attain_web.demo.report import Progress
from attain_web.identity.models import RoleGrant, User
from attain_web.incentives import plan_records
from attain_web.incentives.jobs import perform_here
from attain_web.incentives.models import Run
from attain_web.incentives.runs import request_run
from attain_web.inquiries import services as inquiries
from attain_web.payouts.models import PayPeriod
from attain_web.payouts.services import close_period, pay_period


def approve_plans(company: ExampleCompany) -> None:
    """Keeps and approves the company's plans: the first compensation admin writes, the second approves."""
    author, approver = _users_with("compensation_admin")[:2]
    for plan in company.plans:
        version, problems = plan_records.save_draft(plan.text, cases_text=plan.cases_text, actor=author)
        if version is None:
            raise ProblemError(problems)
        refused = plan_records.approve_version(version, actor=approver)
        if refused:
            raise ProblemError(refused)


def calculate(note: str) -> Run:
    """An official run through this month, worked on here and now; the one of that note if there is one."""
    run = Run.objects.filter(note=note).exclude(state__in=(Run.State.FAILED, Run.State.CANCELLED)).first()
    if run is None:
        requested = request_run(actor=_users_with("compensation_admin")[0], note=note)
        if isinstance(requested, Problem):
            raise ProblemError([requested])
        run = requested
    if not run.is_finished:
        run = perform_here(run)
    if run.state != Run.State.SUCCEEDED:
        message = f"The calculation “{note}” did not finish: {run.job.error if run.job else run.state}"
        raise ProblemError([Problem("demo-calculation", message, hint="Start the demo again.")])
    return run


def close_months(progress: Progress) -> None:
    """Closes and pays every month but the running one and the one in review."""
    actor = _users_with("finance")[0]
    ended = PayPeriod.objects.filter(end__lte=clock.today()).order_by("start")
    months = list(ended)[:-1]  # the last month that has ended is in review
    if not months:
        return
    with progress.step(f"Closing and paying {months[0].name} to {months[-1].name}"):
        for period in months:
            if period.state == PayPeriod.State.OPEN:
                _raise_any(close_period(period, actor, confirmation=period.name))
            period.refresh_from_db()
            if period.paid_at is None and period.pay_on <= clock.today():
                _raise_any(pay_period(period, actor, confirmation=period.name))


def ask_inquiries(company: ExampleCompany) -> None:
    """Asks what the company's sellers ask about their pay."""
    for question in company.inquiries:
        user = User.objects.filter(person_id=question.person_id).first()
        if user is not None:
            inquiries.ensure_inquiry(user, question)


def _users_with(role: str) -> list[User]:
    grants = RoleGrant.objects.filter(role=role).select_related("user").order_by("user_id")
    return [grant.user for grant in grants]


def _raise_any(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise ProblemError(problems)
