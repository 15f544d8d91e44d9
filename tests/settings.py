"""Settings of the suite: a first run in a folder of its own, on the database and Redis of the environment."""

import os
import tempfile

os.environ["DEMO"] = "1"
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="qts-tests-")

from zhenjiang_qts.conf import queues
from zhenjiang_qts.settings import *  # noqa: F403
from zhenjiang_qts.settings import CELERY, DATABASE_URL, REDIS_URL, VAR_DIR
from zhenjiang_qts.settings import DATABASES as FIRST_RUN_DATABASES

DATABASES = dict(FIRST_RUN_DATABASES)
if not DATABASE_URL:
    DATABASES["default"] = DATABASES["default"] | {"NAME": ":memory:"}
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # No test pulls the plug: a commit need not wait for the disk.
    OPTIONS = DATABASES["default"]["OPTIONS"]
    DATABASES["default"]["OPTIONS"] = OPTIONS | {"options": f"{OPTIONS['options']} -c synchronous_commit=off"}
if REDIS_URL:
    CACHES = queues.redis_caches(REDIS_URL, prefix=f"qts-tests-{os.getpid()}")
    CELERY = CELERY | queues.redis_broker(REDIS_URL, VAR_DIR)
# Argon2 takes 50 ms a password, and every journey signs in several people.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "attachments"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
