from django.urls import path

from zorgportaal.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("<uuid:pk>/opnieuw/", views.retry, name="retry"),
]
