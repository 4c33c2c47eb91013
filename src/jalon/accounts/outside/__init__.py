"""Entering by the State: ProConnect for professionals, FranceConnect for persons, by settings.

Both are OpenID Connect with rules of their own: no parameter that they do not know, a long state
and nonce, a userinfo that is a signed token, a way to leave.
"""
