"""Addresses of statements, pay periods and the ledger."""

from __future__ import annotations

from django.urls import path

from attain_web.payouts.views import ledger, period, statement, statement_list

app_name = "payouts"
urlpatterns = [
    path("statements/", statement_list.statements, name="statements"),
    path("statements/<str:person_id>/", statement_list.payee, name="payee"),
    path("statements/<str:person_id>/<str:period>/", statement.statement, name="statement"),
    path("statements/<str:person_id>/<str:period>/lines/<str:anchor>/", statement.line, name="line"),
    path("periods/", period.period_list, name="periods"),
    path("periods/<str:name>/", period.period_detail, name="period"),
    path("periods/<str:name>/close/", period.period_close, name="period_close"),
    path("periods/<str:name>/pay/", period.period_pay, name="period_pay"),
    path("ledger/", ledger.entry_list, name="ledger"),
    path("ledger/<int:sequence>/", ledger.entry_detail, name="entry"),
]
