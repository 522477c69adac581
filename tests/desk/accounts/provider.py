"""A real OpenID provider on this machine, which remembers what it was asked and can be bent."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

import werkzeug.serving
from oidc_provider_mock import User, app


@dataclass
class RunningProvider:
    """The provider, and every form posted to its token address."""

    url: str
    token_requests: list[dict[str, list[str]]] = field(default_factory=list)
    bend: Callable[[dict[str, Any]], dict[str, Any]] = lambda answer: answer


@contextmanager
def run_provider(users: Sequence[User]) -> Iterator[RunningProvider]:
    """Serve a provider on a free port of localhost."""
    made = app(user_claims=users)
    running = RunningProvider("")
    made.wsgi_app = _Listening(made.wsgi_app, running)  # type: ignore[method-assign]
    server = werkzeug.serving.make_server("localhost", 0, made, threaded=True)
    running.url = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield running
    server.shutdown()
    thread.join(5)


class _Listening:
    """Between the network and the provider: hear the token requests, bend the answers."""

    def __init__(self, provider: Any, running: RunningProvider) -> None:
        self.provider = provider
        self.running = running

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if not environ["PATH_INFO"].endswith("/token"):
            return self.provider(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        self.running.token_requests.append(parse_qs(body.decode()))
        kept: list[Any] = []
        answer = b"".join(self.provider(environ, lambda *told: kept.extend(told)))
        if kept[0].startswith("200"):
            answer = json.dumps(self.running.bend(json.loads(answer))).encode()
        headers = [(name, value) for name, value in kept[1] if name.lower() != "content-length"]
        start_response(kept[0], [*headers, ("Content-Length", str(len(answer)))])
        return [answer]
