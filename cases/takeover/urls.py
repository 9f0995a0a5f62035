from django.urls import path

from cases.takeover import views

app_name = "takeover"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("sjabloon/", views.template, name="template"),
    path("<uuid:pk>/", views.rehearsal, name="rehearsal"),
    path("<uuid:pk>/weggooien/", views.discard, name="discard"),
]
