"""Django's settings: what is fixed for everyone, and what the environment may set.

No setting here names another host: the browser gets everything from this server.
"""

from datetime import timedelta

from csp.constants import NONE, SELF

from zichtlijn.desk import environment

HOME = environment.locate_home()
ORGANISATION = environment.read_text(environment.ORGANISATION)
DEBUG = environment.read_switch(environment.DEBUG)
SECRET_KEY = environment.read_or_make_secret_key(HOME)
ALLOWED_HOSTS = environment.read_names(environment.HOSTS)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "allauth.account",  # asked for by allauth.mfa; none of its pages is served
    "allauth.mfa",
    "django_htmx",
    "zichtlijn.audit",
    "zichtlijn.privacy",
    "zichtlijn.areas",
    "zichtlijn.persons",
    "zichtlijn.networks",
    "zichtlijn.fireworks",
    "zichtlijn.desk.accounts",
    "zichtlijn.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "zichtlijn.desk.middleware.CarefulHeadersMiddleware",
    "zichtlijn.desk.middleware.FetchOriginMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zichtlijn.desk.middleware.PreferencesMiddleware",
    "zichtlijn.desk.middleware.SizeLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zichtlijn.desk.middleware.LogFirstMiddleware",
    "zichtlijn.desk.accounts.gate.GateMiddleware",
    "zichtlijn.desk.retaining.shut.ShutMiddleware",
    "zichtlijn.desk.middleware.DoorMiddleware",
    "zichtlijn.desk.ruling.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "zichtlijn.desk.urls"
ASGI_APPLICATION = "zichtlijn.desk.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "zichtlijn.desk.frame.context.describe_desk",
                "zichtlijn.desk.frame.purpose.describe_purpose",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "zichtlijn.desk.templatetags.drawing",
            ],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "zichtlijn.sqlite3",
        "OPTIONS": {
            # FULL: a line of the log is on the disk before the page that it is about is shown
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            ),
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
}
_KEYS = environment.locate_keys(HOME)
KEY_STORE = _KEYS / "keys.sqlite3"  # apart from the database: its backup lives shorter
MASTER_KEY = _KEYS / "master_key"
TOMBSTONES = _KEYS / "destroyed"  # random ids of what is gone: no database backup loses them
CHECKPOINTS = environment.locate_checkpoints(HOME)
CHECKPOINT_KEY = environment.locate_checkpoint_key(HOME)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "zichtlijn_taal"
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

IS_HTTPS = environment.read_switch(environment.HTTPS)
OIDC_ISSUER = environment.read_text(environment.OIDC_ISSUER).rstrip("/")
OIDC_TIMEOUT = 10  # seconds to wait for the provider

# sessions stand at the server, so that they can be ended there
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-zichtlijn_zitting" if IS_HTTPS else "zichtlijn_zitting"
# the sign-in of an organisation comes back from another site: Strict would lose the session there
SESSION_COOKIE_SAMESITE = "Lax" if OIDC_ISSUER else "Strict"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-zichtlijn_csrf" if IS_HTTPS else "zichtlijn_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "zichtlijn.desk.errors.show_csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "accounts.Account"
# one way in: where the organisation has its own sign-in, ours is closed (ASVS 6.3.4)
AUTHENTICATION_BACKENDS = (
    ["zichtlijn.desk.accounts.oidc.backend.ProviderBackend"]
    if OIDC_ISSUER
    else [
        "axes.backends.AxesStandaloneBackend",
        "django.contrib.auth.backends.ModelBackend",
    ]
)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name",)},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
MFA_ADAPTER = "zichtlijn.desk.accounts.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_DIGITS = 10

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken", "next"]
AXES_LOCKOUT_CALLABLE = "zichtlijn.desk.accounts.views.refusals.show_locked"
AXES_DISABLE_ACCESS_LOG = True  # our own log says who came and went
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

if IS_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = None  # the system's own; files of a broken-off upload go with it

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "zichtlijn.desk.starting.faults.FaultFormatter",
            "format": "%(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        # a host that is not ours is the caller's mistake: the answer is 400, without a traceback
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        # a failed sign-in stands in our own log, with the account and without the address
        "axes": {"handlers": ["nowhere"], "propagate": False},
        "django.request": {"level": "ERROR"},  # an address that does not exist is no news
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
