from django.urls import path

from cases.routing import views

app_name = "routing"
urlpatterns = [
    path("", views.help_list, name="list"),
    path("nieuw/<uuid:dossier>/", views.create, name="create"),
    path("nieuw/<uuid:dossier>/nodig/", views.ask_needed, name="ask_needed"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/intrekken/", views.withdraw, name="withdraw"),
    path("verzoeken/", views.inbox, name="inbox"),
    path("verzoeken/<uuid:pk>/", views.reply, name="reply"),
    path("verzoeken/<uuid:pk>/antwoord/", views.answer, name="answer"),
    path("verzoeken/<uuid:pk>/intrekken/", views.withdraw_request, name="withdraw_request"),
    path("verzoeken/<uuid:pk>/opnieuw/", views.repeat_request, name="repeat_request"),
    path("aanbieders/", views.provider_list, name="providers"),
    path("aanbieders/nieuw/", views.propose_provider, name="propose_provider"),
    path("aanbieders/<uuid:pk>/goedkeuren/", views.approve_provider, name="approve_provider"),
    path("aanbieders/<uuid:pk>/beeindigen/", views.end_provider, name="end_provider"),
    path("aanbieders/<uuid:provider>/aanbod/nieuw/", views.add_service, name="add_service"),
    path("aanbod/<uuid:pk>/", views.change_service, name="change_service"),
]
