"""Django's settings: what is fixed for everyone, and what the environment may set.

No setting here names another host: the browser gets everything from this server.
"""

from csp.constants import NONE, SELF

from zichtlijn.desk import environment

HOME = environment.locate_home()
ORGANISATION = environment.read_text(environment.ORGANISATION)
DEBUG = environment.read_switch(environment.DEBUG)
SECRET_KEY = environment.read_or_make_secret_key(HOME)
ALLOWED_HOSTS = environment.read_names(environment.HOSTS)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "zichtlijn.audit",
    "zichtlijn.privacy",
    "zichtlijn.areas",
    "zichtlijn.persons",
    "zichtlijn.networks",
    "zichtlijn.fireworks",
    "zichtlijn.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "zichtlijn.desk.middleware.CarefulHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zichtlijn.desk.middleware.PreferencesMiddleware",
    "zichtlijn.desk.middleware.SizeLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zichtlijn.desk.middleware.DoorMiddleware",
    "zichtlijn.desk.middleware.LogFirstMiddleware",
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

# signed cookies: who reads what stands in the log, not in a second table
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "zichtlijn_zitting"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_NAME = "zichtlijn_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zichtlijn.desk.errors.show_csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

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

if environment.read_switch(environment.HTTPS):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = None  # the system's own; files of a broken-off upload go with it

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        # a host that is not ours is the caller's mistake: the answer is 400, without a traceback
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django.request": {"level": "ERROR"},  # an address that does not exist is no news
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
