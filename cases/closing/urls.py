from django.urls import path

from cases.closing import views

app_name = "closing"
urlpatterns = [
    path("<uuid:pk>/nazorg/", views.closing, name="closing"),
    path("<uuid:pk>/nazorg/plan/", views.plan, name="plan"),
    path("nazorg/<uuid:pk>/", views.tick, name="tick"),
    path("<uuid:pk>/afsluiten/", views.close, name="close"),
    path("<uuid:pk>/afsluiten/meekijken/", views.judge, name="judge"),
    path("<uuid:pk>/heropenen/", views.reopen, name="reopen"),
]
