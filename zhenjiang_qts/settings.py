"""Settings: a first-run column under DEMO=1, a production column otherwise (docs/architecture.md)."""

import os
import tempfile
from pathlib import Path

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured

from zhenjiang_qts.conf import databases, keys, logs, queues, security
from zhenjiang_qts.schedule import SCHEDULE

django_stubs_ext.monkeypatch()
env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)
DEMO = env.bool("DEMO", default=False)
DEBUG = False

KEYS = keys.first_run_keys(VAR_DIR / "keys") if DEMO else keys.production_keys(os.environ)
SECRET_KEY = KEYS.secret_key
FIELD_ENCRYPTION_KEY = KEYS.field_encryption
QUERY_CODE_KEY = KEYS.query_code
SIGNING_KEY = KEYS.signing

PORT = env.int("PORT", default=8000)
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = list(LOOPBACK) if DEMO else env.list("ALLOWED_HOSTS", default=[])
DATABASE_URL = env.str("DATABASE_URL", default="")
REDIS_URL = env.str("REDIS_URL", default="")
if not DEMO and not (ALLOWED_HOSTS and REDIS_URL):
    raise ImproperlyConfigured("Production needs ALLOWED_HOSTS and REDIS_URL; for a first run set DEMO=1.")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS names the hosts it answers to; * would answer to any.")
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}" if DEMO else f"https://{ALLOWED_HOSTS[0]}")
if DEMO:
    DATABASES = {"default": databases.database(DATABASE_URL or f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
    CACHES = queues.first_run_caches()
    CELERY = queues.folder_broker(VAR_DIR / "broker")
else:
    DATABASES = {"default": databases.production_database(DATABASE_URL)}
    CACHES = queues.redis_caches(REDIS_URL)
    CELERY = queues.redis_broker(REDIS_URL, VAR_DIR)
    globals().update(security.production_security(ALLOWED_HOSTS))

INSTALLED_APPS = [
    "zhenjiang_qts",
    "zhenjiang_qts.apps.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "zhenjiang_qts.apps.CollectedFilesConfig",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "records",
    "workdays",
    "organization",
    "notices",
    "parties",
    "documents",
    "workflow",
    "licensing",
    "oversight",
]
MIDDLEWARE = [
    "zhenjiang_qts.incidents.IncidentMiddleware",
    "zhenjiang_qts.guards.LoopbackMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "zhenjiang_qts.plaintext.PlainTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organization.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "zhenjiang_qts.urls"
WSGI_APPLICATION = "zhenjiang_qts.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhenjiang_qts.frame.frame",
                "organization.context_processors.navigation",
                "notices.context_processors.bell",
            ],
            "builtins": ["django.templatetags.static"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

AUTH_USER_MODEL = "organization.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "organization.password_rules.LengthRule"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "organization.adapters.AccountAdapter"
ACCOUNT_USER_DISPLAY = "organization.adapters.display_name"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "organization.forms.accounts.LoginForm",
    "change_password": "organization.forms.accounts.PasswordForm",
    "reauthenticate": "organization.forms.accounts.ProofForm",
}
MFA_FORMS = {
    "authenticate": "organization.forms.accounts.CodeForm",
    "reauthenticate": "organization.forms.accounts.CodeAgainForm",
    "activate_totp": "organization.forms.accounts.FirstCodeForm",
}
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "organization.adapters.SecondFactorAdapter"
# allauth makes an unverified address of every e-mail at sign-in, and would then refuse a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "镇江质监一窗通办"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "zhenjiang_qts.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": security.POLICY}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Without collected files (a developer's `rm -r staticfiles`) sources are served as they stand on disk.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEMO and not (STATIC_ROOT / "staticfiles.json").exists()
# Nobody reads source maps over a slow line; compressing them took most of the set-up.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    "map",
    "gz",
    "br",
    "zip",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "webp",
    "woff",
    "woff2",
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "attachments"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "zhenjiang_qts.statics.StaticFiles"},
}
FILE_UPLOAD_TEMP_DIR = str(VAR_DIR) if DEMO else tempfile.gettempdir()
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    globals().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
LOGGING = logs.logging_settings(env.str("LOG_LEVEL", default="WARNING" if DEMO else "INFO"))

CELERY |= {
    "timezone": TIME_ZONE,
    "beat_schedule": SCHEDULE,
    "task_ignore_result": True,
    "worker_enable_remote_control": False,
    "worker_hijack_root_logger": False,
    "broker_connection_retry_on_startup": True,
}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_VERSIONING_CLASS": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "镇江质监一窗通办 API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
