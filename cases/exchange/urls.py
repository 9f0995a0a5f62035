from django.urls import path

from cases.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.exports, name="exports"),
    path("<uuid:pk>/beslissen/", views.decide, name="decide"),
    path("<uuid:pk>/ophalen/", views.take, name="take"),
]
