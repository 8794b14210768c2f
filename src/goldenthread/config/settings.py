"""Django settings, taken from the environment; each variable is described in docs/reference."""

import os
from pathlib import Path

from goldenthread.config.database import database
from goldenthread.config.dataset import dataset_on
from goldenthread.config.elsewhere import open_id_connect
from goldenthread.config.home import audit_key, data_home, dataset_key, secret_key
from goldenthread.config.mail import mail_server
from goldenthread.config.signing_in import idle_seconds, oldest_seconds, second_step

PACKAGE = Path(__file__).resolve().parent.parent
GOLDENTHREAD_HOME = data_home()


def _switch(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def _words(name: str, default: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


# Every variable that the configuration asks for; a backup says which were set, never to what.
ENVIRONMENT = (
    *("GOLDENTHREAD_HOME", "DATABASE_URL", "SECRET_KEY", "AUDIT_KEY", "ALLOWED_HOSTS"),
    *("BEHIND_HTTPS", "CSRF_TRUSTED_ORIGINS", "DEBUG", "LOG_LEVEL", "LOCALAPPDATA"),
    *("XDG_DATA_HOME", "EMAIL_URL", "EMAIL_FROM", "OUTBOX_LEASE", "WORKER_PROCESSES"),
    *("WEBHOOKS_INSIDE", "TRUSTED_PROXIES", "OIDC_SERVER_URL", "OIDC_CLIENT_ID"),
    *("OIDC_CLIENT_SECRET", "OIDC_NAME", "SECOND_STEP", "SESSION_IDLE_MINUTES"),
    *("SESSION_HOURS", "DATASET", "DATASET_KEY", "DATASET_ENGINE"),
)

DEBUG = _switch("DEBUG")
SECRET_KEY = secret_key(GOLDENTHREAD_HOME)
AUDIT_KEY = audit_key(GOLDENTHREAD_HOME)
ALLOWED_HOSTS = _words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
BEHIND_HTTPS = _switch("BEHIND_HTTPS")

# The person-level side is there only where it is switched on: no table, page or file otherwise.
DATASET = dataset_on(_switch("DATASET"))
DATASET_HOME = GOLDENTHREAD_HOME / "dataset"
DATASET_KEY = dataset_key(GOLDENTHREAD_HOME) if DATASET else ""
DATASET_ENGINE = os.environ.get("DATASET_ENGINE", "duckdb")

ROOMS = (
    "public",
    "api",
    "reports",
    "thread",
    "intake",
    "governance",
    "improvement",
    "inspections",
    *(("dataset",) if DATASET else ()),
    "documents",
    "accounts",
    "areas",
    "audit",
    "design",
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_q",
    *(f"goldenthread.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "goldenthread.design.headers.page_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "goldenthread.config.slashes.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "goldenthread.accounts.views.watching.WatchMiddleware",
    "goldenthread.accounts.views.ending.EndingMiddleware",
    "goldenthread.config.doors.DoorsMiddleware",
    "goldenthread.design.moment.MomentMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenthread.accounts.views.seen.SeenMiddleware",
    "goldenthread.accounts.views.second_step.SecondStepMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "goldenthread.design.failures.UserErrorMiddleware",
]

# Our own does it in both directions.
APPEND_SLASH = False
ROOT_URLCONF = "goldenthread.config.urls"
WSGI_APPLICATION = "goldenthread.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in ROOMS],
        "OPTIONS": {
            "environment": "goldenthread.design.jinja.environment",
            "context_processors": ["goldenthread.design.jinja.page"],
        },
    }
]

# The service navigation outside an area: words, then the name of the page's address.
NAVIGATION = [("Your areas", "thread:areas")]

DATABASES = {"default": database(GOLDENTHREAD_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who does the work of each kind that an outbox row may name; rooms add theirs.
OUTBOX_HANDLERS = {
    "mail": "goldenthread.audit.tasks.send_mail",
    "webhook": "goldenthread.audit.tasks.send_webhook",
    "render_report": "goldenthread.reports.tasks.render_report",
    "remind": "goldenthread.improvement.tasks.remind",
    "tell_chairs": "goldenthread.improvement.tasks.tell_chairs",
    "dataset_load": "goldenthread.dataset.tasks.loading.load_extract",
    "dataset_refresh": "goldenthread.dataset.tasks.refreshing.refresh",
    "dataset_retention": "goldenthread.dataset.tasks.retention.retain_area",
}
# Seconds a worker may be silent over work before another takes it; by kind where it is less.
OUTBOX_LEASE = int(os.environ.get("OUTBOX_LEASE", "600"))
OUTBOX_LEASES = {kind: min(90, OUTBOX_LEASE) for kind in ("mail", "webhook")}
WEBHOOKS_INSIDE = _switch("WEBHOOKS_INSIDE")

Q_CLUSTER = {
    "name": "goldenthread",
    "orm": "default",
    "cache": "worker",
    "workers": int(os.environ.get("WORKER_PROCESSES", "2")),
    "timeout": 4 * 60 * 60,
    "retry": 5 * 60 * 60,
    "ack_failures": True,
    "save_limit": -1,
    "scheduler": False,
    "poll": 0.5,
    "recycle": 200,
}

DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "golden-thread@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
_mail = mail_server(os.environ.get("EMAIL_URL", ""))
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starts_tls, _mail.begins_with_tls
EMAIL_TIMEOUT = 30
MAIL_FOLDER = None if _mail.host else GOLDENTHREAD_HOME / "mail"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "goldenthread.accounts.forms.NotTooLong"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "thread:areas"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

# Sign-in is django-allauth's, by invitation only: an e-mail address with a password, a passkey, or
# another organisation's OpenID Connect; then a code from an app where a person has set one up,
# without which those of whom SECOND_STEP asks one can open no area.
SECOND_STEP = second_step()
ACCOUNT_ADAPTER = "goldenthread.accounts.views.adapters.SignIn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
ACCOUNT_FORMS = {
    "login": "goldenthread.accounts.forms.SignInForm",
    "reauthenticate": "goldenthread.accounts.forms.AgainForm",
    "change_password": "goldenthread.accounts.forms.NewPasswordForm",
    "set_password": "goldenthread.accounts.forms.FirstPasswordForm",
    "reset_password": "goldenthread.accounts.forms.ForgottenForm",
    "reset_password_from_key": "goldenthread.accounts.forms.PasswordFromLetterForm",
}
# Counted in the database, so that every worker counts with the others. After five wrong passwords
# for one address nobody signs in with it by password for a quarter of an hour.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "30/m/ip,5/15m/key"}
MFA_ADAPTER = "goldenthread.accounts.views.adapters.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Golden Thread"
MFA_FORMS = {
    "authenticate": "goldenthread.accounts.forms.CodeForm",
    "reauthenticate": "goldenthread.accounts.forms.CodeAgainForm",
    "activate_totp": "goldenthread.accounts.forms.FirstCodeForm",
    "add_webauthn": "goldenthread.accounts.forms.PasskeyForm",
    "edit_webauthn": "goldenthread.accounts.forms.PasskeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "goldenthread.accounts.views.adapters.Elsewhere"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = open_id_connect()
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))
# Shared by all processes; the queue's own signs of life go to a cache of the process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "goldenthread_cache",
    },
    "worker": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
# What the files of reports and the pages that show them have in common, once.
STATICFILES_DIRS = [("writing", PACKAGE / "writing" / "static")]
STATIC_ROOT = GOLDENTHREAD_HOME / "static"
MEDIA_ROOT = GOLDENTHREAD_HOME / "documents"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "goldenthread.design.storage.HashedFiles"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# A browser sends a cookie of the name __Host- back to this very host only, and by HTTPS only.
_ours = "__Host-goldenthread" if BEHIND_HTTPS else "goldenthread"
SESSION_COOKIE_NAME = _ours
# A sign-in ends at this age whatever happens, and after so long without a page.
SESSION_COOKIE_AGE = oldest_seconds()
SESSION_IDLE = idle_seconds()
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_NAME = f"{_ours}_csrf"
CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_FAILURE_VIEW = "goldenthread.design.failures.csrf_failed"
CSRF_TRUSTED_ORIGINS = _words("CSRF_TRUSTED_ORIGINS", "")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # What a watch is kept on has a line of its own, as JSON, whatever else is said.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "goldenthread.security": {"level": "INFO"},
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
