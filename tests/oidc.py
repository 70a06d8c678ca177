"""An OpenID Connect provider on loopback, in Google's place: it signs in whoever the test says is there."""

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "thi-dua"


@dataclass
class Provider:
    """A running provider."""

    url: str = ""
    address: str = ""
    """Who is signed in there."""
    verified: bool = True
    nonces: dict[str, str] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def secrets(self, app: str) -> str:
        """Return what .streamlit/secrets.toml of an app holds for this provider."""
        return (
            f'[auth]\nredirect_uri = "{app}/oauth2callback"\ncookie_secret = "{secrets.token_urlsafe(48)}"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "x"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n'
        )

    def answer(self, path: str, asked: dict[str, str]) -> dict[str, Any]:
        """Return the JSON of an endpoint."""
        if path == "/jwks":
            numbers = self.key.public_key().public_numbers()
            return {"keys": [{"kty": "RSA", "kid": "1", "alg": "RS256", "use": "sig",
                              "n": _number(numbers.n), "e": _number(numbers.e)}]}  # fmt: skip
        if path == "/token":
            now = int(time.time())
            claims = {
                "iss": self.url, "aud": CLIENT, "sub": self.address, "iat": now, "exp": now + 600,
                "nonce": self.nonces[asked["code"]], "email": self.address, "email_verified": self.verified,
            }  # fmt: skip
            token = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
            return {"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": token}
        return {
            "issuer": self.url, "jwks_uri": f"{self.url}/jwks", "token_endpoint": f"{self.url}/token",
            "authorization_endpoint": f"{self.url}/authorize", "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"], "subject_types_supported": ["public"],
        }  # fmt: skip


@contextmanager
def provider() -> Iterator[Provider]:
    """Start a provider and stop it afterwards."""
    here = Provider()

    class Endpoints(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            if address.path != "/authorize":
                return self._say(here.answer(address.path, asked))
            code = secrets.token_hex(8)
            here.nonces[code] = asked.get("nonce", "")
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_response(302)
            self.send_header("location", f"{asked['redirect_uri']}?{back}")
            return self.end_headers()

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["content-length"])).decode()
            self._say(here.answer(self.path, {name: values[0] for name, values in parse_qs(sent).items()}))

        def _say(self, value: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoints)
    here.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()


def _number(value: int) -> str:
    return base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8)).rstrip(b"=").decode()
