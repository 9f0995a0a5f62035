from django.urls import path

from zorgportaal.drafts import views

app_name = "drafts"
urlpatterns = [
    path("", views.own, name="list"),
    path("bewaren/", views.keep, name="keep"),
    path("hier/", views.here, name="here"),
]
