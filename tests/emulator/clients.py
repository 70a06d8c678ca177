"""Real clients, unpatched, whose requests to googleapis.com arrive at the server on loopback."""

from typing import Any
from urllib.parse import urlsplit

import gspread
import requests
from google.auth.credentials import Credentials
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.credentials import Credentials as UserCredentials
from google.oauth2.service_account import Credentials as ServiceCredentials
from requests.adapters import HTTPAdapter


class LoopbackAdapter(HTTPAdapter):
    """Sends what is meant for https://….googleapis.com to the server; refuses every other host."""

    def __init__(self, url: str, **options: Any) -> None:
        super().__init__(**options)
        self.url = url

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Send the request with its path and query untouched."""
        asked = urlsplit(request.url or "")
        if not str(asked.hostname).endswith("googleapis.com"):
            raise requests.ConnectionError(f"{asked.hostname} is not Google and not on loopback")
        request.url = self.url + str(request.url)[len(f"{asked.scheme}://{asked.netloc}") :]
        return super().send(request, *args, **options)


class _Quiet(ServiceCredentials):
    """A service account's credentials that don't ask iamcredentials.googleapis.com in the background."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


def credentials(key: dict[str, str], scopes: tuple[str, ...]) -> Credentials:
    """Return google-auth's credentials of a key file or a stored login."""
    if key["type"] == "service_account":
        return _Quiet.from_service_account_info(key, scopes=scopes)
    return UserCredentials.from_authorized_user_info(key, scopes=scopes)


def session(key: dict[str, str], url: str, scopes: tuple[str, ...]) -> AuthorizedSession:
    """Return a session that fetches its own tokens."""
    tokens = requests.Session()
    tokens.mount("https://", LoopbackAdapter(url))
    made = AuthorizedSession(credentials(key, scopes), auth_request=Request(tokens))
    made.mount("https://", LoopbackAdapter(url))
    return made


def gspread_client(key: dict[str, str], url: str, scopes: tuple[str, ...]) -> gspread.Client:
    """Return gspread's own client on such a session."""
    client = gspread.Client(auth=None, session=session(key, url, scopes))
    client.set_timeout((5, 30))
    return client
