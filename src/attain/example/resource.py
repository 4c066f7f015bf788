"""Where the example company's documents lie: in the checkout, or inside the installed package."""

from __future__ import annotations

from pathlib import Path

import yaml

from attain.example.company import PlanText


def company_folder() -> Path:
    """``examples/company`` with plans, cases and mappings."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_examples" / "company"
    return installed if installed.is_dir() else package.parents[1] / "examples" / "company"


def plan_texts() -> tuple[PlanText, ...]:
    """Every plan version of the company, by file name."""
    folder = company_folder() / "plans"
    return tuple(_plan_text(path) for path in sorted(folder.glob("*.yaml")) if ".cases." not in path.name)


def mapping_text(name: str) -> str:
    """The mapping document of that name. Raises FileNotFoundError where there is none."""
    return (company_folder() / "mappings" / f"{name}.yaml").read_text(encoding="utf-8")


def _plan_text(path: Path) -> PlanText:
    text = path.read_text(encoding="utf-8")
    head = yaml.safe_load(text)
    cases = path.with_suffix(".cases.yaml")
    return PlanText(
        str(head["plan"]),
        str(head["version"]),
        path.name,
        text,
        cases.name,
        cases.read_text(encoding="utf-8") if cases.exists() else "",
    )
