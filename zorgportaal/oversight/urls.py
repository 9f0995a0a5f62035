from django.urls import path

from zorgportaal.oversight import views

app_name = "oversight"
urlpatterns = [path("", views.trail_list, name="trail")]
