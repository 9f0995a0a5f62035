from django.urls import path

from funding.contributions import agreement_views, views

app_name = "contributions"
urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("<uuid:pk>/", views.round_page, name="round"),
    path("<uuid:pk>/voortgang/", views.progress, name="progress"),
    path("<uuid:pk>/goedkeuren/", views.approve, name="approve"),
    path("<uuid:pk>/opnieuw/", views.remake, name="remake"),
    path("<uuid:pk>/hervatten/", views.resume, name="resume"),
    path("<uuid:pk>/intrekken/", views.cancel, name="cancel"),
    path("<uuid:pk>/regels/xlsx/", views.export, {"kind": "xlsx"}, name="xlsx"),
    path("<uuid:pk>/regels/ods/", views.export, {"kind": "ods"}, name="ods"),
    path("regelingen/", agreement_views.schemes, name="schemes"),
    path("regelingen/nieuw/", agreement_views.new_scheme, name="new_scheme"),
    path("regelingen/<uuid:pk>/", agreement_views.scheme, name="scheme"),
    path("regelingen/<uuid:pk>/wijzigen/", agreement_views.change_scheme, name="change_scheme"),
    path("regelingen/<uuid:pk>/goedkeuren/", agreement_views.approve_scheme, name="approve_scheme"),
    path("regelingen/<uuid:pk>/weghalen/", agreement_views.withdraw_scheme, name="withdraw_scheme"),
    path("regelingen/<uuid:pk>/laatste-dag/", agreement_views.end_scheme, name="end_scheme"),
    path("regelingen/<uuid:pk>/btw/", agreement_views.confirm_vat, name="confirm_vat"),
    path("regelingen/<uuid:pk>/<uuid:municipality>/", agreement_views.decision, name="decision"),
    path(
        "regelingen/<uuid:pk>/<uuid:municipality>/stuk/", agreement_views.decision_file, name="decision_file"
    ),
    path("afspraken/", agreement_views.arrangements, name="arrangements"),
    path("afspraken/<int:year>/<uuid:municipality>/", agreement_views.arrangement, name="arrangement"),
]
