from django.urls import path

from cases.worklist import views

app_name = "worklist"
urlpatterns = [
    path("", views.worklist, name="list"),
    path("export/", views.export, name="export"),
    path("weergaven/", views.save_view, name="save_view"),
    path("weergaven/<uuid:pk>/delen/", views.share_view, name="share_view"),
    path("weergaven/<uuid:pk>/weggooien/", views.delete_view, name="delete_view"),
    path("alarmen/<uuid:pk>/gezien/", views.alarm_seen, name="alarm_seen"),
]
