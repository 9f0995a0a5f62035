"""Settings of zorgportaal: production is what you get when you set nothing odd."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF, STRICT_DYNAMIC

from zorgportaal import environment
from zorgportaal.environment import env

BASE_DIR = Path(__file__).resolve().parent.parent

PORTAL_MODE = environment.mode()
FICTITIOUS = PORTAL_MODE != "production"
DEBUG = False

KEYS_DIR = environment.folder("KEYS_DIR")
TRAIL_HEAD_FILE = Path(env.str("TRAIL_HEAD_FILE", default=str(KEYS_DIR / "trail-head.json")))
SECRET_KEY = environment.secret(KEYS_DIR / "django.key")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=[] if not FICTITIOUS else ["127.0.0.1", "localhost", "testserver"],
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "crispy_forms",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "zorgportaal.audit",
    "zorgportaal.vault",
    "zorgportaal.accounts",
    "zorgportaal.regions",
    "zorgportaal.documents",
    "zorgportaal.jobs",
    "zorgportaal.oversight",
    "zorgportaal.covering",
    "zorgportaal.drafts",
    "cases.names",
    "cases.dossiers",
    "cases.contact",
    "cases.exploitation",
    "cases.finding",
    "cases.household",
    "cases.notes",
    "cases.notification",
    "cases.papers",
    "cases.residence",
    "cases.vocabulary",
    "cases.consents",
    "cases.routing",
    "cases.handover",
    "cases.closing",
    "cases.conferences",
    "cases.exchange",
    "cases.takeover",
    "cases.worklist",
    "funding.contributions",
    "funding.invoices",
    "funding.pass_through",
    "reporting.comensha",
    "reporting.dashboards",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "zorgportaal.logs.RequestLogMiddleware",
    "zorgportaal.headers.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zorgportaal.accounts.middleware.SessionLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zorgportaal.audit.middleware.TrailMiddleware",
    "zorgportaal.drafts.middleware.KeepTypedMiddleware",
    # Deny by default: a view is public only when it says @login_not_required.
    "zorgportaal.accounts.middleware.SignInFirstMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zorgportaal.urls"
WSGI_APPLICATION = "zorgportaal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "zorgportaal.navigation.frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "portaal"
CRISPY_TEMPLATE_PACK = "portaal"
CRISPY_FAIL_SILENTLY = False

# --- data -----------------------------------------------------------------
# The portal's own login is neither superuser nor owner; the owner's is there for migrations only.
DATABASES = {"default": environment.database("DATABASE_URL")}
if env.str("DATABASE_OWNER_URL", default=""):
    DATABASES["owner"] = environment.database("DATABASE_OWNER_URL")
    DATABASES["owner"]["OPTIONS"]["options"] = "-c lock_timeout=1000"
    DATABASES["owner"]["TEST"] = {"DEPENDENCIES": []}
    DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ---------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "zorgportaal.accounts.backends.PortalBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "zorgportaal.accounts.validators.LengthValidator"},
    {"NAME": "zorgportaal.accounts.validators.NotGuessableValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "zorgportaal.accounts.adapter.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Nobody can make the portal write to an address of their choice.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Where a letter of the accounts room waits for the worker.
OUTBOX = "zorgportaal.jobs.outbox.put"
ACCOUNT_FORMS = {
    "login": "zorgportaal.accounts.forms.LoginForm",
    "change_password": "zorgportaal.accounts.forms.ChangePasswordForm",
    "reset_password": "zorgportaal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "zorgportaal.accounts.forms.ResetPasswordKeyForm",
}
# A combination, so that a stranger on another network can never shut out the owner (C055).
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "zorgportaal.accounts.backends.username_of_attempt"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_WHITELIST_CALLABLE = "zorgportaal.accounts.backends.known_device"
# Per address only: a limit per name would let a stranger shut out its owner.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip",
    "reset_password": "10/m/ip",
}
AXES_LOCKOUT_CALLABLE = "zorgportaal.accounts.views.locked_out"
AXES_VERBOSE = False
# The axes log line names the user and the address; the trail has both as ids.
AXES_DISABLE_ACCESS_LOG = True

SESSION_COOKIE_AGE = 8 * 3600
SESSION_IDLE_SECONDS = 15 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
# Not in a cookie: a message may name a colleague.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "zorgportaal.views.csrf_failure"

# --- transport ------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=not FICTITIOUS)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# Nothing leaves for another site; with "no-referrer" a browser hides the origin of our own forms
# too, and the check against forged requests refuses every one of them.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE, STRICT_DYNAMIC],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- words and looks ------------------------------------------------------
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "zorgportaal.formats"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["zorgportaal.documents.uploads.InMemoryOnly"]
# Production without a scanner keeps every upload in quarantine; "pretend" exists for made-up files only.
VIRUS_SCANNER = environment.virus_scanner(pretend=FICTITIOUS)

# --- mail: says only that something is ready ------------------------------
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.str("EMAIL_HOST", default="127.0.0.1")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", default="") or None
EMAIL_TIMEOUT = 10
# What the worker puts in a mail; it has no request to read it from.
PORTAL_URL = env.str(
    "PORTAL_URL",
    default="http://127.0.0.1:8000" if FICTITIOUS else f"https://{(ALLOWED_HOSTS or [''])[0].lstrip('.')}",
)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portaal@zorgportaal.invalid")

# --- work: Redis carries hints, the outbox table is what counts -----------
CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"socket_timeout": 2, "socket_connect_timeout": 2, "visibility_timeout": 3600}
    if CELERY_BROKER_URL.startswith(("redis", "unix"))
    else {
        "data_folder_in": CELERY_BROKER_URL.removeprefix("filesystem://"),
        "data_folder_out": CELERY_BROKER_URL.removeprefix("filesystem://"),
        "control_folder": CELERY_BROKER_URL.removeprefix("filesystem://") + "/control",
        "polling_interval": 0.1,
    }
)
if CELERY_BROKER_URL.startswith("filesystem://"):
    # The host says nothing, but without one kombu warns at every connection.
    CELERY_BROKER_URL = "filesystem://localhost/"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = env.str("BEAT_FILE", default=str(BASE_DIR / ".run" / "beat"))

# --- terms of our own: the law gives none ----------------------------------
COMENSHA_WORKING_DAYS = env.int("COMENSHA_WORKING_DAYS", default=5)

# --- the law, where its reading is not settled -----------------------------
# 0: the bedenktijd that starts on 16 October ends on 16 January; 1: on the day before.
REFLECTION_ENDS_DAYS_EARLIER = env.int("REFLECTION_ENDS_DAYS_EARLIER", default=0)

LOGGING_CONFIG = "zorgportaal.logs.configure"
# Django only calls it when this is not empty.
LOGGING: dict[str, object] = {"lines": "scrubbed"}

if PORTAL_MODE == "test":
    # Argon2 costs 50 ms by design; one test checks that production uses it.
    PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        *PASSWORD_HASHERS,
    ]
    # Straight from static/, so that no test depends on somebody having run collectstatic.
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = True
    # A test that draws a page must not wait for collectstatic.
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True

# The regional keys that `make_keys` makes: one per Zorg- en Veiligheidshuis, one for finance papers.
VAULT_REGIONS = [
    "noord-limburg",
    "midden-limburg",
    "westelijke-mijnstreek",
    "parkstad",
    "maastricht-heuvelland",
    "bijdragen",
    "rapportage",
]
