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
from attain.example.delivery import DeliveredFile, write_company, write_truth
from attain.example.generate import generate
from attain.example.resource import mapping_text
from attain.example.scaled import ScaledFiles, write_scaled

__all__ = [
    "DeliveredFile",
    "DemoUser",
    "ExampleCompany",
    "ExampleInquiry",
    "ExampleScale",
    "LaterImport",
    "PlanText",
    "ScaledFiles",
    "generate",
    "mapping_text",
    "write_company",
    "write_scaled",
    "write_truth",
]
