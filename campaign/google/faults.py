"""What can go wrong at Google, said in Vietnamese with what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError
from gspread.exceptions import APIError, GSpreadException
from urllib3.exceptions import MaxRetryError

from campaign.records import WorkbookUnreadable

RATE_REASONS = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})


class Refused(Exception):
    """Google says no to one request; the message says why and what to do, in Vietnamese."""

    def __init__(self, meant: "Said") -> None:
        super().__init__(meant.words)
        self.status = meant.status
        """Of HTTP; 0 where there was no answer."""
        self.reasons = meant.reasons
        """Google's words for machines: `storageQuotaExceeded`."""
        self.detail = meant.detail
        """Google's own message, in English."""


class Unanswered(Exception):
    """Google gave no usable answer to one request; whether all is down, others will show."""


class RangeLost(Exception):
    """A tab that was asked for is no longer there under that name."""


class OddAnswer(Exception):
    """An answer without the shape that Google documents."""


class Missing(WorkbookUnreadable):
    """There is no such workbook: never was, or not any more."""


FAMILIES = (
    GSpreadException,
    PermissionError,
    requests.RequestException,
    GoogleAuthError,
    OddAnswer,
    TypeError,
    KeyError,
    ValueError,
)
"""All that gspread, requests and google-auth raise, and what odd bodies make of them."""


@dataclass(frozen=True)
class Said:
    """What a fault means for us."""

    words: str
    status: int = 0
    detail: str = ""
    whole: bool = False
    """Every workbook is concerned, not only the one that was asked for."""
    passing: bool = False
    """It may pass by itself."""
    reasons: frozenset[str] = frozenset()


CLOSING = "Đang dừng chương trình."
NO_NETWORK = "Không kết nối được tới Google. Hãy kiểm tra mạng; chương trình tự thử lại."
NO_ANSWER = "Google chưa trả lời được; chương trình tự thử lại."
ODD = (
    "Google trả lời không đúng dạng, có thể do máy chủ trung gian (proxy, cổng Wi-Fi); "
    "chương trình tự thử lại."
)
TOO_MANY = (
    "Google đang giới hạn số lần đọc của tài khoản dịch vụ; chương trình tự đọc lại sau khoảng một phút."
)
KEY_REFUSED = (
    "Google không nhận khóa của tài khoản dịch vụ {email}: khóa đã bị xóa, hết hạn hoặc đồng hồ máy sai giờ. "
    "Hãy chỉnh giờ của máy; nếu vẫn lỗi, tạo khóa mới trong Google Cloud và thay tệp khóa."
)
API_OFF = (
    "Dự án Google Cloud chưa bật {api}. Hãy mở console.cloud.google.com › API và dịch vụ › Thư viện, "
    "tìm {api} và bấm Bật, rồi đợi vài phút."
)
SCOPES = (
    "Khóa của tài khoản dịch vụ không được phép đọc Trang tính và Drive. Hãy tạo khóa mới theo hướng dẫn."
)
NOT_SHARED = (
    "Bảng tính chưa được chia sẻ với {email}, hoặc đã thôi chia sẻ. Hãy mở bảng tính, bấm Chia sẻ, "
    "dán địa chỉ này với quyền Người xem."
)
NOT_FOUND = (
    "Không tìm thấy bảng tính: đã bị xóa, đường dẫn sai, hoặc chưa chia sẻ với {email}. "
    "Hãy mở lại đường dẫn, khôi phục từ Thùng rác nếu cần, rồi chia sẻ với địa chỉ này."
)
NOT_A_SHEET = (
    "Tệp là bảng tính Excel (.xlsx) trên Drive, chưa phải Google Trang tính. "
    "Hãy mở tệp, chọn Tệp › Lưu dưới dạng Google Trang tính."
)
BINNED = (
    "đã bị cho vào Thùng rác. Nếu nhầm, chủ sở hữu mở drive.google.com › Thùng rác, bấm chuột phải vào "
    "tệp và chọn Khôi phục trong vòng 30 ngày."
)
MOVED = (
    "đã được chuyển sang thư mục khác. Hãy kéo tệp về thư mục cũ, hoặc ghi đường dẫn của tệp vào trang "
    "“Bảng tính” của tỉnh."
)
TAKEN_AWAY = (
    "đã được chuyển đi nơi khác và không còn chia sẻ với {email}. Hãy kéo tệp về thư mục cũ, hoặc bấm "
    "Chia sẻ và dán địa chỉ này với quyền Người xem."
)
DELETED = (
    "đã bị xóa vĩnh viễn, không khôi phục được từ Thùng rác. Hãy tạo lại bằng lệnh sheets create rồi nhập "
    "lại, hoặc ghi đường dẫn của bảng tính thay thế vào trang “Bảng tính” của tỉnh."
)
NO_FOLDER = (
    "Không mở được thư mục trên Google Drive: mã thư mục sai, thư mục đã bị xóa hoặc chưa chia sẻ "
    "với {email}. "
    "Hãy mở thư mục, bấm Chia sẻ và dán địa chỉ này với quyền Người xem."
)


def said(fault: Exception, email: str) -> Said:
    """Tell what a fault means, for the account of that address."""
    if isinstance(fault, PermissionError) and isinstance(fault.__cause__, APIError):
        fault = fault.__cause__
    if isinstance(fault, RefreshError) and not fault.retryable:
        return Said(KEY_REFUSED.format(email=email), whole=True)
    if isinstance(fault, GoogleAuthError):
        return Said(NO_ANSWER if isinstance(fault, RefreshError) else NO_NETWORK, whole=True)
    if isinstance(fault, APIError):
        return replace(_said_by_google(fault, email), reasons=frozenset(reasons_of(fault.error)))
    if isinstance(fault, requests.JSONDecodeError):
        return Said(ODD, passing=True)
    if isinstance(fault, requests.ConnectionError) and isinstance(fault.args[0], MaxRetryError):
        return Said(NO_NETWORK, whole=True)
    if isinstance(fault, requests.RequestException):
        return Said(NO_ANSWER, passing=True)
    return Said(ODD, passing=True)


def _said_by_google(fault: APIError, email: str) -> Said:
    status, error = fault.response.status_code, fault.error
    detail, reasons = str(error.get("message", "")), reasons_of(error)
    if status == 429 or reasons & RATE_REASONS:
        return Said(TOO_MANY, whole=True)
    if status == 401:
        return Said(KEY_REFUSED.format(email=email), whole=True)
    if "SERVICE_DISABLED" in reasons or "accessNotConfigured" in reasons or "has not been used" in detail:
        api = "Google Drive API" if "Drive" in detail else "Google Sheets API"
        return Said(API_OFF.format(api=api), whole=True)
    if status == 403 and ("insufficientPermissions" in reasons or "authentication scopes" in detail):
        return Said(SCOPES, whole=True)
    if status == 400 and "not supported for this document" in detail:
        return Said(NOT_A_SHEET, status, detail)
    words = {403: NOT_SHARED, 404: NOT_FOUND}.get(status)
    if words is None or error.get("code") == -1:
        # An HTML page says nothing about the workbook; it may come from a proxy.
        return Said(NO_ANSWER if status >= 500 else ODD, detail=detail, status=status, passing=True)
    return Said(words.format(email=email), status, detail)


def reasons_of(error: Mapping[str, Any]) -> set[str]:
    """Return the machine-readable reasons of an error body, old shape and new."""
    listed = [*(error.get("details") or ()), *(error.get("errors") or ())]
    return {str(each.get("reason")) for each in listed if isinstance(each, dict)}


def refused(answer: requests.Response) -> Exception:
    """Return gspread's error for an answer, or OddAnswer where it has none of Google's shapes."""
    try:
        fault = APIError(answer)
    except (TypeError, KeyError):
        return OddAnswer(f"status {answer.status_code}")
    return fault if isinstance(fault.error, dict) else OddAnswer(f"status {answer.status_code}")
