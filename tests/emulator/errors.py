"""The bodies with which Google refuses a request, as they were recorded."""

import json
from typing import Any

PROJECT = 417236458213
PROTECTED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)
NO_CREDENTIALS = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other "
    "valid authentication credential. "
    "See https://developers.google.com/identity/sign-in/web/devconsole-project."
)
DISABLED = (
    f"Google Sheets API has not been used in project {PROJECT} before or it is disabled. Enable it by "
    "visiting https://console.developers.google.com/apis/api/sheets.googleapis.com/overview"
    f"?project={PROJECT} then retry. If you enabled this API recently, wait a few minutes for the action "
    "to propagate to our systems and retry."
)


class ApiError(Exception):
    """A refusal: the status and the body that go out."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(json.dumps(body, ensure_ascii=False))
        self.status = status
        self.body = body


def sheets_error(code: int, message: str, status: str, details: list[Any] | None = None) -> ApiError:
    """Return an error of the newer kind: Sheets, and what stands before every API."""
    error: dict[str, Any] = {"code": code, "message": message, "status": status}
    return ApiError(code, {"error": error | ({"details": details} if details else {})})


def drive_error(
    code: int, reason: str, message: str, *, domain: str = "global", location: str | None = None
) -> ApiError:
    """Return an error of Drive's kind, with its list `errors`."""
    first = {"message": message, "domain": domain, "reason": reason}
    if location:
        first |= {"location": location, "locationType": "parameter"}
    return ApiError(code, {"error": {"code": code, "message": message, "errors": [first]}})


def invalid(message: str, *violations: tuple[str, str]) -> ApiError:
    """Return 400 INVALID_ARGUMENT; violations are pairs of field and description."""
    details = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [
            ({"field": field} if field else {}) | {"description": description}
            for field, description in violations
        ],
    }
    return sheets_error(400, message, "INVALID_ARGUMENT", [details] if violations else None)


def unauthenticated() -> ApiError:
    """Return 401: no token, or one that is not (or no longer) valid."""
    return sheets_error(401, NO_CREDENTIALS, "UNAUTHENTICATED")


def not_shared() -> ApiError:
    """Return what Sheets says about a spreadsheet that the caller may not see."""
    return sheets_error(403, "The caller does not have permission", "PERMISSION_DENIED")


def not_found() -> ApiError:
    """Return what Sheets says about a spreadsheet that is not there."""
    return sheets_error(404, "Requested entity was not found.", "NOT_FOUND")


def disabled() -> ApiError:
    """Return what a project hears that has not switched the API on."""
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "SERVICE_DISABLED",
        "domain": "googleapis.com",
        "metadata": {"consumer": f"projects/{PROJECT}", "service": "sheets.googleapis.com"},
    }
    return sheets_error(403, DISABLED, "PERMISSION_DENIED", [info])


def scopes() -> ApiError:
    """Return what a token hears that was asked for with too few scopes."""
    message = "Request had insufficient authentication scopes."
    body = sheets_error(403, message, "PERMISSION_DENIED").body
    body["error"]["errors"] = [
        {"message": "Insufficient Permission", "domain": "global", "reason": "insufficientPermissions"}
    ]
    return ApiError(403, body)


def quota(kind: str, per: str, limit: int) -> ApiError:
    """Return the recorded 429; kind is Read or Write, per is `user` or `project`."""
    name = f"{kind} requests per minute" + (" per user" if per == "user" else "")
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{name}' of service "
        f"'sheets.googleapis.com' for consumer 'project_number:{PROJECT}'."
    )
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "quota_limit_value": str(limit),
            "service": "sheets.googleapis.com",
            "consumer": f"projects/{PROJECT}",
            "quota_unit": "1/min/{project}/{user}" if per == "user" else "1/min/{project}",
            "quota_location": "global",
            "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
            "quota_limit": f"{kind}RequestsPerMinutePer{'User' if per == 'user' else 'Project'}",
        },
    }
    link = {
        "description": "Request a higher quota limit.",
        "url": "https://cloud.google.com/docs/quotas/help/request_increase",
    }
    links = {"@type": "type.googleapis.com/google.rpc.Help", "links": [link]}
    return sheets_error(429, message, "RESOURCE_EXHAUSTED", [info, links])


def internal() -> ApiError:
    """Return 500."""
    return sheets_error(500, "Internal error encountered.", "INTERNAL")


def unavailable() -> ApiError:
    """Return 503."""
    return sheets_error(503, "The service is currently unavailable.", "UNAVAILABLE")


def file_not_found(file_id: str) -> ApiError:
    """Return Drive's 404, the same for files that are not there and files that are not shared."""
    return drive_error(404, "notFound", f"File not found: {file_id}.", location="fileId")


def storage() -> ApiError:
    """Return what an account without storage hears when it would own a file."""
    return drive_error(
        403,
        "storageQuotaExceeded",
        "Service Accounts do not have storage quota. Leverage shared drives "
        "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), "
        "or use OAuth delegation (http://support.google.com/a/answer/7281227) instead.",
        domain="usageLimits",
    )


def drive_rate() -> ApiError:
    """Return Drive's word for too many requests of one user."""
    return drive_error(403, "userRateLimitExceeded", "User Rate Limit Exceeded", domain="usageLimits")


def not_allowed(file_id: str) -> ApiError:
    """Return what Drive says to someone who may see a file and not do that with it."""
    message = f"The user does not have sufficient permissions for file {file_id}."
    return drive_error(403, "insufficientFilePermissions", message)


NAMED = {
    "not_shared": not_shared,
    "not_found": not_found,
    "disabled": disabled,
    "scopes": scopes,
    "internal": internal,
    "unavailable": unavailable,
    "quota_reads": lambda: quota("Read", "user", 60),
    "quota_writes": lambda: quota("Write", "user", 60),
    "drive_rate": drive_rate,
    "storage": storage,
    "unauthenticated": unauthenticated,
}
"""Refusals that a fault rule can name."""
