from django.urls import path

from cases.conferences import views

app_name = "conferences"
urlpatterns = [
    path("", views.conference_list, name="list"),
    path("nieuw/", views.create, name="create"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/wijzigen/", views.change, name="change"),
    path("<uuid:pk>/aanwezigheid/", views.attendance, name="attendance"),
    path("<uuid:pk>/agendapunt/", views.add_item, name="add_item"),
    path("<uuid:pk>/sluiten/", views.close, name="close"),
    path("punten/<uuid:pk>/", views.item, name="item"),
    path("punten/<uuid:pk>/regel/", views.add_entry, name="add_entry"),
    path("punten/<uuid:pk>/wie/", views.audience, name="audience"),
    path("regels/<uuid:pk>/", views.change_line, name="change_line"),
    path("acties/<uuid:pk>/", views.action, name="action"),
]
