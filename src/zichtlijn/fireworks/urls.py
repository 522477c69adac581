"""The addresses of this room; `app_name` is what templates and other rooms call them by."""

from django.urls import URLPattern

app_name = "fireworks"

urlpatterns: list[URLPattern] = []
