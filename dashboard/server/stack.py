"""What every request passes on its way in and every answer on its way out."""

from starlette.middleware import Middleware

from dashboard.server.gate import Gate
from dashboard.server.shell import PageShell

middleware = [Middleware(PageShell), Middleware(Gate)]
