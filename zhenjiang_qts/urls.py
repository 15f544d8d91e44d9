"""URL roots; each app brings its own full paths."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from zhenjiang_qts.health import healthz
from zhenjiang_qts.views.public import home

APPS = ("organization", "notices", "parties", "documents", "workflow", "licensing", "oversight")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("api/v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="api_schema"), name="api_docs"),
]
urlpatterns += [path("", include(f"{app}.urls")) for app in APPS]

handler400 = "zhenjiang_qts.errors.bad_request"
handler403 = "zhenjiang_qts.errors.forbidden"
handler404 = "zhenjiang_qts.errors.not_found"
handler500 = "zhenjiang_qts.errors.server_error"
