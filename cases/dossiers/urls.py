from django.urls import path

from cases.dossiers import views

app_name = "dossiers"
urlpatterns = [
    path("", views.dossier_list, name="list"),
    path("nieuw/", views.register, name="register"),
    path("nieuw/regels/", views.rules, name="rules"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/wijzigen/", views.change, name="change"),
    path("<uuid:pk>/naam/", views.identity, name="identity"),
    path("<uuid:pk>/naam/wijzigen/", views.change_identity, name="change_identity"),
    path("<uuid:pk>/team/", views.team, name="team"),
    path("<uuid:pk>/team/wijzigen/", views.change_member, name="change_member"),
    path("<uuid:pk>/team/eraf/", views.leave_team, name="leave_team"),
]
