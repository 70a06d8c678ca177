"""Who calls: people and service accounts, their keys, and the token endpoint."""

import base64
import datetime
import json
import re
import secrets
import time
import uuid
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.emulator.clock import Clock

PROJECT = "thi-dua-loopback"
AUDIENCE = "https://oauth2.googleapis.com/token"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME = datetime.timedelta(seconds=3599)
ALL_SCOPES = ("https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive")


@dataclass(frozen=True)
class Account:
    """One Google account."""

    email: str
    name: str
    is_service: bool
    has_storage: bool
    """Whether it can own files; service accounts cannot any more."""
    key: rsa.RSAPrivateKey | None = field(default=None, repr=False, compare=False)
    key_id: str = ""
    refresh_token: str = ""

    @property
    def number(self) -> str:
        """The account's id, which is also the id of its permissions."""
        return str(uuid.uuid5(uuid.NAMESPACE_DNS, self.email.casefold()).int)[:20]


@dataclass(frozen=True)
class Token:
    """An access token: whose, for what, how long."""

    account: Account
    scopes: tuple[str, ...]
    until: datetime.datetime


class TokenRefused(Exception):
    """The token endpoint's refusal; args are error and error_description."""


@cache  # a twentieth of a second each, and nothing depends on which one it is
def _key(email: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Accounts:
    """All accounts that this Google knows."""

    def __init__(self, clock: Clock, *, any_service: bool = False) -> None:
        self.clock = clock
        self.any_service = any_service
        """Whether a service account that nobody made here gets a token too, and owns files."""
        self.all: dict[str, Account] = {}
        self.tokens: dict[str, Token] = {}
        self.codes: dict[str, tuple[Account, tuple[str, ...]]] = {}

    def person(self, email: str, name: str = "") -> Account:
        """Return the person with that address, made at the first call."""
        email = email.casefold()
        if email not in self.all:
            account = Account(
                email, name or email.partition("@")[0], False, True, refresh_token=secrets.token_hex(16)
            )
            self.all[email] = account
        return self.all[email]

    def service(self, name: str, *, has_storage: bool = False) -> Account:
        """Return the service account of that name with a key of its own."""
        email = f"{name}@{PROJECT}.iam.gserviceaccount.com"
        if email not in self.all:
            self.all[email] = Account(email, name, True, has_storage, _key(email), secrets.token_hex(20))
        return self.all[email]

    def key_file(self, account: Account, url: str) -> dict[str, str]:
        """Return what Google's console gives out as the key file of a service account."""
        if account.key is None:
            raise ValueError(f"{account.email} has no key")
        pem = account.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": account.key_id,
            "private_key": pem.decode(),
            "client_email": account.email,
            "client_id": account.number,
            "auth_uri": f"{url}/o/oauth2/auth",
            "token_uri": f"{url}/token",
            "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
            "client_x509_cert_url": f"https://www.googleapis.com/robot/v1/metadata/x509/{account.email}",
            "universe_domain": "googleapis.com",
        }

    def user_file(self, account: Account, url: str) -> dict[str, str]:
        """Return a person's stored login (authorized_user), as an installed app keeps it."""
        return {
            "type": "authorized_user",
            "client_id": f"{PROJECT}.apps.googleusercontent.com",
            "client_secret": "secret-of-an-installed-app",
            "refresh_token": account.refresh_token,
            "token_uri": f"{url}/token",
        }

    def caller(self, authorization: str) -> Token | None:
        """Return the token of an Authorization header while it is valid."""
        token = self.tokens.get(authorization.removeprefix("Bearer ").strip())
        return token if token and self.clock.now() < token.until else None

    def answer(self, form: dict[str, str]) -> dict[str, Any]:
        """Answer the token endpoint; raises TokenRefused."""
        if form.get("grant_type") == GRANT:
            account, scopes = self._signed(form.get("assertion", ""))
        elif form.get("grant_type") == "authorization_code":
            return self._signed_in(form)
        elif form.get("grant_type") == "refresh_token":
            account = self._refreshing(form.get("refresh_token", ""))
            scopes = tuple(form.get("scope", "").split()) or ALL_SCOPES
        else:
            raise TokenRefused("unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type', '')}")
        return self._issued(account, scopes)

    def _issued(self, account: Account, scopes: tuple[str, ...]) -> dict[str, Any]:
        token = f"ya29.{secrets.token_urlsafe(48)}"
        self.tokens[token] = Token(account, scopes, self.clock.now() + LIFETIME)
        return {"access_token": token, "expires_in": 3599, "token_type": "Bearer"}

    def _refreshing(self, refresh_token: str) -> Account:
        for account in self.all.values():
            if refresh_token and account.refresh_token == refresh_token:
                return account
        raise TokenRefused("invalid_grant", "Token has been expired or revoked.")

    def consent(self, email: str, scopes: tuple[str, ...]) -> str:
        """Return the code that a person's browser carries back after consenting; it is good for once."""
        code = f"4/{secrets.token_urlsafe(32)}"
        self.codes[code] = (self.person(email), scopes)
        return code

    def _signed_in(self, form: dict[str, str]) -> dict[str, Any]:
        if form.get("code") not in self.codes:
            raise TokenRefused("invalid_grant", "Malformed auth code.")
        account, scopes = self.codes.pop(form["code"])
        issued = self._issued(account, scopes)
        return issued | {"refresh_token": account.refresh_token, "scope": " ".join(scopes)}

    def _signed(self, assertion: str) -> tuple[Account, tuple[str, ...]]:
        try:
            head, claims, signature = assertion.split(".")
            header, said = json.loads(_decoded(head)), json.loads(_decoded(claims))
            issuer = said["iss"]
        except (ValueError, KeyError):
            raise TokenRefused("invalid_request", "Bad Request") from None
        account = self.all.get(issuer)
        if account is None and self.any_service:
            account = self.all.setdefault(issuer, Account(issuer, issuer.partition("@")[0], True, True))
        if account is None or not account.is_service:
            raise TokenRefused("invalid_grant", "Invalid grant: account not found")
        if account.key is not None:
            self._check_signature(account, header, f"{head}.{claims}", signature)
        self._check_claims(said)
        return account, tuple(said["scope"].split())

    def _check_signature(self, account: Account, header: dict[str, str], text: str, signature: str) -> None:
        if header.get("alg") != "RS256" or header.get("kid") not in (None, account.key_id):
            raise TokenRefused("invalid_grant", "Invalid JWT Signature.")
        try:
            assert account.key is not None
            public = account.key.public_key()
            public.verify(_decoded(signature), text.encode(), padding.PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, ValueError):
            raise TokenRefused("invalid_grant", "Invalid JWT Signature.") from None

    def _check_claims(self, said: dict[str, Any]) -> None:
        # The caller signs by the machine's clock, which no test moves.
        now, since, until = time.time(), said.get("iat", 0), said.get("exp", 0)
        if not since - 300 <= now <= until + 300 or until - since > 3600:
            raise TokenRefused(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                "Check your iat and exp values in the JWT claim.",
            )
        if said.get("aud") != AUDIENCE and not re.fullmatch(
            r"http://(127\.0\.0\.1|localhost):\d+/token", said.get("aud", "")
        ):
            raise TokenRefused("invalid_grant", "Invalid JWT: Failed audience check.")
        if not said.get("scope"):
            raise TokenRefused("invalid_scope", "Empty or missing scope not allowed.")


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
