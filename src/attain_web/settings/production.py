"""The product as people use it: `attain serve` and `attain worker`."""

from __future__ import annotations

from attain_web.settings import environment
from attain_web.settings.base import *  # noqa: F403

DEBUG = environment.is_on("ATTAIN_DEBUG")
