from django.urls import path

from cases.papers import letter_views, views

app_name = "papers"
urlpatterns = [
    path("dossiers/<uuid:pk>/documenten/", views.paper_list, name="list"),
    path("dossiers/<uuid:pk>/documenten/voortgang/", views.progress, name="progress"),
    path("dossiers/<uuid:pk>/documenten/toevoegen/", views.add, name="add"),
    path("dossiers/<uuid:pk>/documenten/brief/<uuid:text>/", letter_views.write, name="write"),
    path("documenten/<uuid:pk>/", views.download, name="download"),
    path("documenten/<uuid:pk>/ander-bestand/", views.replace, name="replace"),
    path("documenten/<uuid:pk>/intrekken/", views.withdraw, name="withdraw"),
    path("documenten/<uuid:pk>/terugzetten/", views.restore, name="restore"),
    path("teksten/", letter_views.text_list, name="texts"),
    path("teksten/nieuwe-brief/", letter_views.add_letter_text, name="add_text"),
    path("teksten/<uuid:pk>/", letter_views.change_text, name="change_text"),
    path("teksten/<uuid:pk>/op-papier/", letter_views.text_on_paper, name="text_on_paper"),
]
