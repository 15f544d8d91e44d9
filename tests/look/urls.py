"""The product's URLs with the living style page beside them."""

from django.urls import path

from tests.look.style import pages
from zhenjiang_qts.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("style/", pages.style, name="style"),
    path("style/options/", pages.options, name="style_options"),
    path("style/save/", pages.save, name="style_save"),
    path("style/send/", pages.send, name="style_send"),
    *urlpatterns,
]
