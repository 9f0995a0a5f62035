from django.urls import path

from zorgportaal.covering import views

app_name = "covering"
urlpatterns = [
    path("", views.cover_list, name="list"),
    path("afwezig/", views.absence, name="absence"),
    path("nacht/", views.night, name="night"),
    path("<uuid:pk>/beeindigen/", views.end, name="end"),
]
