from django.urls import path

from cases.household import views

app_name = "household"
urlpatterns = [
    path("<uuid:pk>/persoon/", views.person, name="person"),
    path("<uuid:pk>/persoon/wijzigen/", views.change, name="change"),
    path("<uuid:pk>/persoon/kind/", views.add_child, name="add_child"),
    path("<uuid:pk>/persoon/kind/weg/", views.remove_child, name="remove_child"),
]
