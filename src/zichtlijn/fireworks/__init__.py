"""Bangs: from arrival times at receivers to a place with an honest ellipse.

Receivers send times and levels, never sound (guard rail G22). A bang is never tied to a person.

Path: picks -> sources -> analysis -> (operations -> models -> queries) -> reports -> views.
"""
