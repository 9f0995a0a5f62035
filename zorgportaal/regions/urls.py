from django.urls import path

from zorgportaal.regions import views

app_name = "regions"
urlpatterns = [
    path("", views.population, name="population"),
    path("inlezen/", views.import_population, name="import_population"),
    path("inlezen/<uuid:pk>/", views.confirm_import, name="confirm_import"),
    path("inlezen/<uuid:pk>/weggooien/", views.discard_import, name="discard_import"),
]
