"""The pages of signing in. They decide nothing: signing_in and enrolling do."""
