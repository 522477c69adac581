"""The addresses of the way in by the organisation."""

from django.urls import path

from zichtlijn.desk.accounts.oidc import views

urlpatterns = [
    path("organisatie/", views.ask_provider, name="provider"),
    path("organisatie/terug/", views.take_answer, name="provider_answer"),
    path("organisatie/koppelen/", views.bind, name="provider_bind"),
]
