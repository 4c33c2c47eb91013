"""Django's settings, for the demo, the tests and production alike.

What a service chooses is in the environment (docs/reglages.md lists it all); the rest is decided
here, each time with its reason.
"""

from __future__ import annotations

import os

from jalon.runtime.env import Env
from jalon.runtime.home import default_home
from jalon.runtime.logs import LOG_FORMATS, logging_settings
from jalon.runtime.mail_url import mail_settings
from jalon.runtime.postgres.config import database_settings, owner_settings
from jalon.runtime.provider_url import provider_settings
from jalon.runtime.secret import secret_key

env = Env(os.environ)

# --- What a service chooses -----------------------------------------------------------------

# Everything that Jalon writes is under one folder: it can be saved, moved or thrown away whole.
HOME = env.path("JALON_HOME", default_home(os.environ))

# Where the worker notes the audit's last event each hour, outside the database.
JALON_AUDIT_MARKS = env.path("JALON_AUDIT_MARKS", HOME / "audit.marks")

# The compiled timetable that answers; one per territory, replaced whole.
JALON_NETWORK_DIR = env.path("JALON_NETWORK", HOME / "network")

# The zone of the school holidays: A, B or C. Buses run otherwise then.
JALON_SCHOOL_ZONE = env.one_of("JALON_SCHOOL_ZONE", ("A", "B", "C"), "C")

# A scheduler of Dask whose machines compute the days of everybody: none for this machine alone.
JALON_SCHEDULER = env.text("JALON_SCHEDULER")

# Opens the fictional accounts to anybody, without a password: the demo alone sets it.
JALON_DEMO = env.flag("JALON_DEMO")

# Pages of errors show values: never on by default.
DEBUG = env.flag("JALON_DEBUG")

# Made once and kept beside the data, so that nobody has to invent one for a first try.
SECRET_KEY = env.text("JALON_SECRET_KEY") or secret_key(HOME / "secret_key")

# This machine alone, until the service says its names.
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
# Who watches the service asks it here, whatever its public names.
ALLOWED_HOSTS = [*dict.fromkeys([*env.names_list("JALON_HOSTS"), *LOOPBACK])]

# Who has it reads /metrics; without one nobody does.
JALON_METRICS_TOKEN = env.text("JALON_METRICS_TOKEN")

# How letters and mails name the site: never what a visitor's request says of it.
SITE_ADDRESS = env.text("JALON_ADDRESS", "http://localhost:8000").rstrip("/")

# The server by which mails leave, and whom they are from.
_MAILS = mail_settings(env.text("JALON_MAIL_URL"))
EMAIL_BACKEND = _MAILS.backend
EMAIL_FILE_PATH = _MAILS.folder
EMAIL_HOST, EMAIL_PORT = _MAILS.host, _MAILS.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAILS.user, _MAILS.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAILS.begins_tls, _MAILS.in_tls
EMAIL_TIMEOUT = 20  # seconds; a worker waits, and no page
DEFAULT_FROM_EMAIL = env.text("JALON_MAIL_FROM", "jalon@localhost")

# Where one writes to those who run the site: on the first page.
CONTACT = env.text("JALON_CONTACT")

# The function by which text messages leave (jalon.accounts.sending.sms); empty for none.
SMS_PORT = env.text("JALON_SMS")

# ProConnect and FranceConnect: the address of the provider, who we are there, and our secret.
PROCONNECT = provider_settings(
    "JALON_PROCONNECT",
    env.text("JALON_PROCONNECT_URL"),
    env.text("JALON_PROCONNECT_ID"),
    env.text("JALON_PROCONNECT_SECRET"),
)
FRANCECONNECT = provider_settings(
    "JALON_FRANCECONNECT",
    env.text("JALON_FRANCECONNECT_URL"),
    env.text("JALON_FRANCECONNECT_ID"),
    env.text("JALON_FRANCECONNECT_SECRET"),
)

# The function that knows establishments by their SIRET (jalon.partners.siret); empty for none.
FIRM_DIRECTORY = env.text("JALON_DIRECTORY")

# Set where the site is behind TLS: cookies, redirection and HSTS follow.
BEHIND_TLS = env.flag("JALON_TLS")

# Embedded when empty. The tests run on the same kind of server as production.
DATABASES = {"default": database_settings(HOME, env.text("DATABASE_URL"))}

# Whose the tables are, for migrations and backups; pages and workers own nothing.
DATABASE_OWNER = owner_settings(DATABASES["default"], env.text("DATABASE_OWNER_URL"))
# Who pages and workers are: migrations give it its rights.
DATABASE_ACCOUNT = str(DATABASES["default"].get("USER") or "")

# A process that dies leaves others; each holds a quarter of a gigabyte, half of it shared.
PROCESSES = env.count("JALON_PROCESSES", 2, most=64)

# Computations leave Python's lock: the threads of a process share its network and use the cores.
THREADS = env.count("JALON_THREADS", 16, most=256)

# A process that holds more is replaced, its requests ended.
PROCESS_BYTES = env.count("JALON_PROCESS_MB", 600, least=200) << 20

LOGGING = logging_settings(
    env.one_of("JALON_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
    env.one_of("JALON_LOG_FORMAT", LOG_FORMATS, "TEXT"),
)

# --- The house ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    # Its tables and its cryptography; none of its pages (docs/decisions/0023-everybody-enters.md).
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "jalon.audit",
    "jalon.worker",
    "jalon.accounts",
    "jalon.partners",
    "jalon.people",
    "jalon.matching",
    "jalon.jobs.company",
    "jalon.jobs.person",
    "jalon.web",
    "jalon.demo.kept",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Old phones and little data. Django pads compressed pages against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "jalon.runtime.headers.HeadersMiddleware",
    "jalon.web.guards.measures.MeasureMiddleware",
    "jalon.web.guards.crowd.CrowdMiddleware",
    "jalon.web.guards.readiness.ReadyMiddleware",
    # Before anything of a request is looked for in the database.
    "jalon.web.guards.null_characters.NullCharacterMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jalon.web.guards.visit_end.VisitEndMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "jalon.web.urls"
WSGI_APPLICATION = "jalon.runtime.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            # Components that know no audience are the language of all pages: none has to load them.
            "builtins": ["django.templatetags.static", "jalon.web.templatetags.jalon"],
            # An audience's own components are loaded by its own pages, and by no others.
            "libraries": {"anybody": "jalon.web.anybody.tags", "person": "jalon.web.person.tags"},
        },
    }
]

# The rooms' tasks are read by `jalon.worker`, which checks their rules; the library reads none.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None

# --- Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "fr"
TIME_ZONE = env.text("JALON_TIME_ZONE", "Europe/Paris")
USE_TZ = True

# --- Static files: named after their content, so that a phone fetches them once --------------

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Safety ---------------------------------------------------------------------------------

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# The session is the person's file: no script reads it, no other site sends it.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
# A day's work; a phone may be shared. Sooner without a page: jalon.accounts.visits.
SESSION_COOKIE_AGE = 12 * 3600
# A visit without an account leaves no row in the database: what it is told is in its browser.
MESSAGE_STORAGE = "jalon.web.guards.own_messages.OwnMessages"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = BEHIND_TLS
# What was typed is not lost with the visit.
CSRF_FAILURE_VIEW = "jalon.web.guards.stale_form.receive_stale_form"

# Length alone is asked of a password, and that nobody else has it: rules of signs make poor ones.
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
MFA_ADAPTER = "jalon.accounts.second_factor.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Mails of accounts are ours: allauth sends none, and keeps no address.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS: list[str] = ["username*", "password1*"]

SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^(health|metrics)"]  # asked beside the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
# Asking browsers to ship a domain in their lists binds the whole département: theirs to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# The proxy that ends TLS says so; without one, a visitor could say it too.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
