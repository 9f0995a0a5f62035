from django.urls import path

from cases.contact import views

app_name = "contact"
urlpatterns = [
    path("<uuid:pk>/veiligheid/", views.safety, name="safety"),
    path("<uuid:pk>/veiligheid/wijzigen/", views.change, name="change"),
    path("<uuid:pk>/veiligheid/dekverhaal/", views.cover, name="cover"),
    path("<uuid:pk>/veiligheid/dekverhaal/wijzigen/", views.change_cover, name="change_cover"),
]
