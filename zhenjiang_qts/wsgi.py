"""The WSGI door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenjiang_qts.settings")
application = get_wsgi_application()

from zhenjiang_qts.world import check_world  # noqa: E402  models load only once Django stands

check_world()
