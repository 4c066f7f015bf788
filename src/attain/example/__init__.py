"""The example company: a fictional firm, generated, with the truth of its behaviour stated."""

from __future__ import annotations

from attain.example.company import (
    DemoUser,
    ExampleCompany,
    ExampleInquiry,
    ExampleScale,
    LaterImport,
    PlanText,
)
from attain.example.generate import generate

__all__ = [
    "DemoUser",
    "ExampleCompany",
    "ExampleInquiry",
    "ExampleScale",
    "LaterImport",
    "PlanText",
    "generate",
]
