from django.urls import path

from funding.invoices import views

app_name = "invoices"
urlpatterns = [
    path("", views.municipality, name="municipality"),
    path("<uuid:pk>/pdf/", views.download, name="download"),
    path("<uuid:pk>/ronde-pdf/", views.of_round_download, name="of_round_download"),
]
