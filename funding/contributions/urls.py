from django.urls import path

from funding.contributions import views

app_name = "contributions"
urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("<uuid:pk>/", views.round_page, name="round"),
    path("<uuid:pk>/voortgang/", views.progress, name="progress"),
    path("<uuid:pk>/goedkeuren/", views.approve, name="approve"),
    path("<uuid:pk>/hervatten/", views.resume, name="resume"),
    path("<uuid:pk>/intrekken/", views.cancel, name="cancel"),
    path("<uuid:pk>/regels/xlsx/", views.export, {"kind": "xlsx"}, name="xlsx"),
    path("<uuid:pk>/regels/ods/", views.export, {"kind": "ods"}, name="ods"),
]
