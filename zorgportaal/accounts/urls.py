from django.urls import path

from zorgportaal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account_list, name="list"),
    path("nieuw/", views.create, name="create"),
    path("organisatie/nieuw/", views.add_organisation, name="add_organisation"),
    path("<uuid:pk>/", views.change, name="change"),
    path("<uuid:pk>/beeindigen/", views.end, name="end"),
    path("<uuid:pk>/goedkeuren/", views.approve, name="approve"),
    path("<uuid:pk>/heropenen/", views.reopen, name="reopen"),
    path("<uuid:pk>/uitnodigen/", views.reinvite, name="reinvite"),
]
