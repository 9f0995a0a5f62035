from django.urls import path

from cases.notification import views

app_name = "notification"
urlpatterns = [
    path("<uuid:pk>/comensha/", views.notification, name="notification"),
    path("<uuid:pk>/comensha/besluit/", views.decide, name="decide"),
    path("<uuid:pk>/comensha/dossiertype/", views.change_type, name="change_type"),
]
