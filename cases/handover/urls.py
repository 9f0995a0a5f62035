from django.urls import path

from cases.handover import views

app_name = "handover"
urlpatterns = [
    path("dossiers/<uuid:pk>/overdragen/", views.propose, name="propose"),
    path("overdrachten/", views.handover_list, name="list"),
    path("overdrachten/<uuid:pk>/", views.detail, name="detail"),
    path("overdrachten/<uuid:pk>/blad/", views.sheet, name="sheet"),
    path("overdrachten/<uuid:pk>/bevestigen/", views.accept, name="accept"),
    path("overdrachten/<uuid:pk>/teruggeven/", views.refuse, name="refuse"),
    path("overdrachten/<uuid:pk>/intrekken/", views.withdraw, name="withdraw"),
]
