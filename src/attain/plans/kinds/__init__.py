"""The component kinds: a file each, found by being here.

A file of this package defines ``KIND``, a value that fulfils ``attain.plans.component_kind.ComponentKind``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from attain.plans.component_kind import ComponentKind


@cache
def component_kinds() -> MappingProxyType[str, ComponentKind]:
    """All component kinds by the name that plans write, in order of their names."""
    found: list[ComponentKind] = [
        importlib.import_module(f"{__name__}.{module.name}").KIND for module in pkgutil.iter_modules(__path__)
    ]
    return MappingProxyType({kind.name: kind for kind in sorted(found, key=lambda kind: kind.name)})
