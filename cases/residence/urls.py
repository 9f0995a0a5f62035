from django.urls import path

from cases.residence import views

app_name = "residence"
urlpatterns = [
    path("<uuid:pk>/verblijf/", views.residence, name="residence"),
    path("<uuid:pk>/verblijf/status/", views.status, name="status"),
    path("<uuid:pk>/verblijf/bedenktijd/", views.reflection, name="reflection"),
    path("<uuid:pk>/verblijf/bedenktijd/einde/", views.end, name="end"),
    path("<uuid:pk>/verblijf/meldplicht/", views.report, name="report"),
    path("<uuid:pk>/verblijf/vergunning/", views.add_permit, name="add_permit"),
    path("verblijf/vergunning/<uuid:pk>/", views.permit, name="permit"),
    path("<uuid:pk>/verblijf/procedure/", views.procedure, name="procedure"),
]
