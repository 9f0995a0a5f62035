from django.urls import path

from cases.vocabulary import views

app_name = "vocabulary"
urlpatterns = [
    path("", views.lists, name="lists"),
    path("woord/<uuid:pk>/", views.change, name="change"),
    path("voorstel/<uuid:pk>/goedkeuren/", views.approve, name="approve"),
    path("voorstel/<uuid:pk>/afwijzen/", views.reject, name="reject"),
    path("<slug:name>/", views.words, name="words"),
    path("<slug:name>/nieuw/", views.new, name="new"),
]
