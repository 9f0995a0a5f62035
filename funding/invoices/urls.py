from django.urls import path

from funding.invoices import agreements, views

app_name = "invoices"
urlpatterns = [
    path("", views.municipality, name="municipality"),
    path("<uuid:pk>/pdf/", views.download, name="download"),
    path("<uuid:pk>/ronde-pdf/", views.of_round_download, name="of_round_download"),
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
