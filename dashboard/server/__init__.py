"""What the server does around the script: routes, page shell, gate, start and stop."""

from dashboard.server.life import apology, check_start, lifespan
from dashboard.server.routes import routes
from dashboard.server.stack import middleware

__all__ = ["apology", "check_start", "lifespan", "middleware", "routes"]
