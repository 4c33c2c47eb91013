"""Addresses by which one enters and leaves, and of one's own access."""

from __future__ import annotations

from django.urls import path

from jalon.web.sign_in import (
    code_views,
    door_views,
    passkey_views,
    person_views,
    views,
    welcome_views,
)
from jalon.web.sign_in.outside import views as outside
from jalon.web.sign_in.own import change_views, contact_views
from jalon.web.sign_in.own import views as own

urlpatterns = [
    path("entrer/", views.enter, name="enter"),
    path("entrer/professionnel/", views.enter_agent, name="enter_agent"),
    path("entrer/partenaire/", views.enter_partner, name="enter_partner"),
    path("sortir/", views.leave, name="leave"),
    path("connexion/", door_views.doors, name="doors"),
    path("connexion/verifier/", door_views.second_factor, name="second_factor"),
    path("connexion/cle/demande/", passkey_views.passkey_challenge, name="passkey_challenge"),
    path("connexion/cle/", passkey_views.enter_with_passkey, name="enter_with_passkey"),
    path("connexion/code/", code_views.ask_for_code, name="ask_for_code"),
    path("connexion/code/recu/", code_views.enter_code, name="enter_code"),
    path("connexion/avec/<slug:slug>/", outside.go_outside, name="go_outside"),
    path("connexion/avec/<slug:slug>/retour/", outside.come_back, name="come_back"),
    path("connexion/<slug:slug>/", door_views.door, name="door"),
    path("bienvenue/", welcome_views.welcome, name="welcome"),
    path("bienvenue/mot-de-passe/", welcome_views.welcome_password, name="welcome_password"),
    path("bienvenue/verifier/", welcome_views.welcome_factor, name="welcome_factor"),
    path("bienvenue/cle/demande/", welcome_views.welcome_challenge, name="welcome_challenge"),
    path("bienvenue/cle/", welcome_views.welcome_passkey, name="welcome_passkey"),
    path("bienvenue/naissance/", person_views.welcome_birth, name="welcome_birth"),
    path("bienvenue/choisir/", person_views.welcome_choice, name="welcome_choice"),
    path("bienvenue/code/", person_views.welcome_code, name="welcome_code"),
    path(
        "bienvenue/ma-cle/demande/", person_views.welcome_own_challenge, name="own_first_challenge"
    ),
    path("bienvenue/ma-cle/", person_views.welcome_own_passkey, name="own_first_passkey"),
    path("mon-acces/", own.own_access, name="own_access"),
    path("mon-acces/visites/", own.close_own_visits, name="close_own_visits"),
    path("mon-acces/mot-de-passe/", change_views.change_password, name="change_password"),
    path("mon-acces/application/", change_views.change_totp, name="change_totp"),
    path("mon-acces/cle/demande/", change_views.own_challenge, name="own_challenge"),
    path("mon-acces/cles/", change_views.change_passkeys, name="change_passkeys"),
    path("mon-acces/contact/", contact_views.change_contact, name="change_contact"),
    path("mon-acces/contact/code/", contact_views.prove_own_contact, name="prove_own_contact"),
    path("mon-acces/pas-le-mien/", contact_views.dispute, name="dispute"),
    path("mon-acces/relier/<slug:slug>/", outside.join_outside, name="join_outside"),
    path("mon-acces/codes/", change_views.renew_codes, name="renew_codes"),
]
