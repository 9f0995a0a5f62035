from django.urls import path

from cases.consents import views

app_name = "consents"
urlpatterns = [
    path("dossiers/<uuid:pk>/toestemming/", views.consent_list, name="list"),
    path("dossiers/<uuid:pk>/toestemming/vastleggen/", views.record, name="record"),
    path("dossiers/<uuid:pk>/toestemming/printen/", views.print_form, name="print"),
    path("toestemmingen/<uuid:pk>/", views.withdraw, name="withdraw"),
]
