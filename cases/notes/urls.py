from django.urls import path

from cases.notes import views

app_name = "notes"
urlpatterns = [
    path("tekst/", views.search_team, name="search_team"),
    path("tekst/<uuid:pk>/", views.found, name="found"),
    path("notities/<uuid:pk>/", views.note, name="note"),
    path("notities/<uuid:pk>/corrigeren/", views.correct, name="correct"),
    path("notities/<uuid:pk>/verplaatsen/", views.move, name="move"),
    path("notities/<uuid:pk>/intrekken/", views.withdraw, name="withdraw"),
    path("<uuid:pk>/tijdlijn/", views.timeline, name="timeline"),
    path("<uuid:pk>/tijdlijn/notitie/", views.write, name="write"),
    path("<uuid:pk>/tijdlijn/zoeken/", views.search, name="search"),
]
