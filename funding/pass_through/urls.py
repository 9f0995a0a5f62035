from django.urls import path

from funding.pass_through import views

app_name = "pass_through"
urlpatterns = [
    path("", views.pass_throughs, name="list"),
    path("nieuw/", views.propose, name="propose"),
    path("<uuid:pk>/", views.pass_through, name="pass_through"),
    path("<uuid:pk>/goedkeuren/", views.approve, name="approve"),
    path("<uuid:pk>/intrekken/", views.withdraw, name="withdraw"),
    path("<uuid:pk>/xlsx/", views.export, {"kind": "xlsx"}, name="xlsx"),
    path("<uuid:pk>/ods/", views.export, {"kind": "ods"}, name="ods"),
    path("gemeente/<uuid:pk>/", views.statement_of, name="statement_of"),
    # the municipality's own
    path("eigen/<uuid:pk>/", views.statement, name="statement"),
]
