"""The error pages: what happened, what it means, what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from zhenjiang_qts.incidents import incident_of, log


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request was not understood."""
    return _page(request, 400, _("请求无法识别，请返回上一页重试。"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, but not for this person."""
    return _page(request, 403, _("您没有办理此事的权限。"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing is there; also the answer for what belongs to others."""
    return _page(request, 404, _("页面不存在，或者不属于您。"))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, with the incident number to quote."""
    number = incident_of(request)
    return _page(
        request, 500, _("系统出错，编号 {number}。请稍后再试或致电窗口。").format(number=number), number
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form had no valid token; typed text is still in the browser."""
    return _page(request, 403, _("表单已过期，请返回上一页，刷新后重新提交。"))


def _page(request: HttpRequest, status: int, message: str, incident: str = "") -> HttpResponse:
    """The page of that status, or one bare line where even its template fails (database down)."""
    try:
        return render(request, f"{status}.html", {"message": message, "incident": incident}, status=status)
    except Exception as error:
        log.error("error page %s could not be rendered: %s", status, error)
        return HttpResponse(
            format_html("<!doctype html><title>{0}</title><p>{1}", status, message), status=status
        )
