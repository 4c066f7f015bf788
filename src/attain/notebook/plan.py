"""Plans in a notebook: load one, or see all that can be said about a text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from attain.cases import Outcome, cases_beside, read_cases, run_cases
from attain.kernel.problem import Problem, ProblemError, has_errors
from attain.plans import Plan
from attain.plans import load_plan as load_text
from attain.plans.lint import lint_plan

PlanSource = str | Path


@dataclass(frozen=True)
class PlanCheck:
    """What can be said about a plan text: errors, lint, and how its cases went."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    lint: tuple[Problem, ...]
    cases: tuple[Outcome, ...]

    @property
    def ok(self) -> bool:
        """Whether the text can be kept: it loads, and every case passes."""
        return (
            self.plan is not None
            and not has_errors(self.problems)
            and all(case.passed for case in self.cases)
        )

    def __repr__(self) -> str:
        title = f"{self.plan.title} {self.plan.version}" if self.plan else "Not a plan"
        passed = sum(case.passed for case in self.cases)
        lines = [f"{title}: {'ok' if self.ok else 'not ok'}, {passed} of {len(self.cases)} cases pass"]
        lines += [f"  {problem}" for problem in (*self.problems, *self.lint)]
        lines += [f"  {case.case.sentence}: {failure}" for case in self.cases for failure in case.failures]
        return "\n".join(lines)


def load_plan(source: PlanSource) -> Plan:
    """The checked plan in a file (``"plans/ae.yaml"``) or in a text.

    Raises ProblemError with everything that is wrong, each with line, column and hint.
    """
    plan, problems = load_text(*_text_of(source))
    if plan is None or has_errors(problems):
        raise ProblemError(problems)
    return plan


def check_plan(source: PlanSource, cases: PlanSource | None = None) -> PlanCheck:
    """Everything that can be said about a plan: problems, lint, and its cases on both executors.

    ``cases`` is a file or a text; for a plan in a file the cases beside it are taken unless given
    (``ae.yaml`` has ``ae.cases.yaml``). Never raises for what the texts say.
    """
    text, file = _text_of(source)
    plan, problems = load_text(text, file)
    if plan is None:
        return PlanCheck(None, problems, (), ())
    if cases is None and file and cases_beside(Path(file)).is_file():
        cases = cases_beside(Path(file))
    outcomes: tuple[Outcome, ...] = ()
    if cases is not None:
        cases_text, cases_file = _text_of(cases)
        found, more = read_cases(cases_text, lambda names: ((plan,), ()), cases_file)
        problems = (*problems, *more)
        outcomes = run_cases(found) if found else ()
    return PlanCheck(plan, problems, lint_plan(plan), outcomes)


def _text_of(source: PlanSource) -> tuple[str, str]:
    """The text, and the file it is from; a text of one line that ends in .yaml is a file's name."""
    if isinstance(source, str) and ("\n" in source or not source.endswith((".yaml", ".yml"))):
        return source, ""
    path = Path(source)
    try:
        return path.read_text(encoding="utf-8"), str(path)
    except (OSError, UnicodeDecodeError) as error:
        text = f"The file {path} cannot be read: {error}"
        raise ProblemError([Problem("file-unreadable", text, hint="Check its name and folder.")]) from error
