"""The second thing that one shows: an application's code, a passkey, or a code kept on paper.

What is known of them is django-allauth's (`allauth.mfa`): its table, its passkeys, its codes. Its
pages are not used: ours have one rule each, and are told apart by door.
"""
