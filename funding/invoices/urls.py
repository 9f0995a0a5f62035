from django.urls import path

from funding.invoices import agreements, atlas, bookkeeping, requesting, views

app_name = "invoices"
urlpatterns = [
    # the municipality's own
    path("", views.municipality, name="municipality"),
    path("<uuid:pk>/pdf/", views.download, name="download"),
    path("<uuid:pk>/ubl/", views.ubl, name="ubl"),
    path("<uuid:pk>/besluit/", views.decision_file, name="decision_file"),
    path("<uuid:pk>/correctie-vragen/", requesting.ask, name="ask_correction"),
    path("<slug:gm_code>/adres/", views.receiver, name="receiver"),
    path("<slug:gm_code>/inkoopnummer/", views.order, name="order"),
    path("inkoopnummers/<uuid:pk>/weghalen/", views.remove_order, name="remove_order"),
    path("<slug:gm_code>/financiele-gevolgen/", views.consequences, name="consequences"),
    path(
        "<slug:gm_code>/financiele-gevolgen/<int:year>/pdf/", views.consequences_pdf, name="consequences_pdf"
    ),
    path("<slug:gm_code>/jaaroverzicht/<int:year>/", views.yearly_statement, name="statement"),
    # of all municipalities
    path("<uuid:pk>/", bookkeeping.invoice_page, name="invoice"),
    path("<uuid:pk>/betaling/", bookkeeping.pay, name="pay"),
    path("<uuid:pk>/terugbetaling/", bookkeeping.give_back, name="give_back"),
    path("<uuid:pk>/verrekenen/", bookkeeping.settle, name="settle"),
    path("<uuid:pk>/correctie/", bookkeeping.correct, name="correct"),
    path("<uuid:pk>/ronde-pdf/", bookkeeping.of_round_download, name="of_round_download"),
    path("<uuid:pk>/ronde-ubl/", bookkeeping.of_round_ubl, name="of_round_ubl"),
    path("betalingen/<uuid:pk>/terugnemen/", bookkeeping.withdraw_payment, name="withdraw_payment"),
    path("correcties/<uuid:pk>/goedkeuren/", bookkeeping.approve_correction, name="approve_correction"),
    path("correcties/<uuid:pk>/intrekken/", bookkeeping.withdraw_correction, name="withdraw_correction"),
    path("verzoeken/<uuid:pk>/afwijzen/", requesting.reject, name="reject_request"),
    path("inkoopnummers/", bookkeeping.orders, name="orders"),
    path("inkoopnummers/<uuid:pk>/vragen/", bookkeeping.ask_for_orders, name="ask_for_orders"),
    path("boekhouding/", bookkeeping.books, name="books"),
    path("boekhouding/xlsx/", bookkeeping.export, {"kind": "xlsx"}, name="books_xlsx"),
    path("boekhouding/ods/", bookkeeping.export, {"kind": "ods"}, name="books_ods"),
    path("boekhouding/journaal/", bookkeeping.export, {"kind": "csv"}, name="journal"),
    path("boekhouding/<slug:gm_code>/jaar/<int:year>/", bookkeeping.statement_of, name="statement_of"),
    path("boekhouding/<slug:gm_code>/gevolgen/", bookkeeping.consequences_of, name="consequences_of"),
    path(
        "boekhouding/<slug:gm_code>/gevolgen/<int:year>/pdf/",
        bookkeeping.consequences_of_pdf,
        name="consequences_of_pdf",
    ),
    path("kaart/", atlas.limburg, name="map"),
    path("proef/<uuid:pk>/", agreements.proof, name="proof"),
    path("partijen/", agreements.parties, name="parties"),
    path("partijen/nieuw/", agreements.new_party, name="new_party"),
    path("partijen/<uuid:pk>/", agreements.change_party, name="change_party"),
    path("partijen/<uuid:pk>/gewoon/", agreements.make_usual, name="make_usual"),
    path("partijen/voorstel/<uuid:pk>/goedkeuren/", agreements.approve_change, name="approve_change"),
    path("partijen/voorstel/<uuid:pk>/afwijzen/", agreements.reject_change, name="reject_change"),
    path("partijen/gemeente/", agreements.billing, name="billing"),
    path("partijen/gemeente/<uuid:pk>/weg/", agreements.end_billing, name="end_billing"),
]
