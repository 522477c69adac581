"""The screens of persons: each decides nothing, and asks by the access on the request."""
