from django.urls import path

from reporting.comensha import views

app_name = "comensha"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/voortgang/", views.progress, name="progress"),
    path("<uuid:pk>/download/", views.download, name="download"),
]
