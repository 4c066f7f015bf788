"""Addresses of imports and data."""

from __future__ import annotations

from django.urls import path

from attain.tables import IMPORTABLE_TABLES
from attain_web.datahub.views import imports, mapping, tables

app_name = "datahub"
urlpatterns = [
    path("imports/", imports.import_list, name="imports"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/<int:import_id>/", imports.import_detail, name="import_detail"),
    path("imports/<int:import_id>/map/", mapping.import_map, name="import_map"),
    path("imports/<int:import_id>/use/", mapping.import_use, name="import_use"),
    path("imports/<int:import_id>/text/", mapping.import_text, name="import_text"),
    path("imports/<int:import_id>/start/", imports.import_start, name="import_start"),
    path("imports/<int:import_id>/keep/", imports.mapping_keep, name="mapping_keep"),
    path("imports/<int:import_id>/rejected/", imports.rejected, name="rejected"),
    path("data/", tables.index, name="tables"),
    path("data/problems/", tables.problems, name="problems"),
    *(path(f"data/{name}/", tables.table, {"name": name}, name=name) for name in IMPORTABLE_TABLES),
    path("data/<str:name>/row/", tables.row, name="row"),
]
