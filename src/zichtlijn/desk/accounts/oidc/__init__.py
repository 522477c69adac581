"""The sign-in of the organisation (OpenID Connect): code flow with PKCE, and no other way in.

Who somebody is comes from the provider: the pair of issuer and subject, never an e-mail address.
What they may do does not: groups and roles in a token count for nothing here.

Path: views -> backend -> provider. Needs the extra `oidc`.
"""
