"""Accounts: who may come in, how that is proven, and when a sitting ends.

As long as no account exists the desk is an example for this machine alone. From the first account
on every page asks for sign-in with two factors, or for the sign-in of the organisation (OpenID
Connect). What an account may do is not kept here: its roles stand in privacy and are read anew
at each request.

Path: administering -> keeping -> models;
      page -> views -> signing_in, enrolling -> factors -> models.
Every request passes gate: example, sitting, sign-in. factors alone knows the package
that checks codes and passkeys.
"""
