from django.urls import path

from cases.finding import views

app_name = "finding"
urlpatterns = [
    path("zoeken/", views.search, name="search"),
    path("zoeken/bekend/", views.known, name="known"),
    path("zoeken/bekend/<uuid:pk>/klaar/", views.finish_call, name="finish_call"),
    path("zoeken/<uuid:pk>/", views.result, name="result"),
    path("zoeken/<uuid:pk>/nieuw/", views.begin_intake, name="begin_intake"),
    path("zoeken/<uuid:pk>/bekend/", views.ask_known, name="ask_known"),
    path("verwant/<uuid:pk>/losmaken/", views.undo, name="undo"),
    path("kenmerken/<uuid:pk>/verwijderen/", views.remove_reference, name="remove_reference"),
    path("dossiers/<uuid:pk>/verwant/", views.related, name="related"),
    path("dossiers/<uuid:pk>/verwant/koppelen/", views.link, name="link"),
    path("dossiers/<uuid:pk>/verwant/kenmerk/", views.add_reference, name="add_reference"),
]
