"""What the container's health check asks: exit status 0 when /healthz answers 200 or no health page is wanted.

Standard library only, and http.client because urllib would take a proxy of the environment for its own machine.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 – nothing listens here, names only


def main() -> int:
    """Ask once. Prints the answer, which `docker inspect` keeps."""
    port, host = os.environ.get("HEALTH_PORT", ""), os.environ.get("HEALTH_HOST") or "127.0.0.1"
    if not port:
        return 0
    connection = HTTPConnection(_EVERYWHERE.get(host, host), int(port), timeout=8)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        print(answer.read(4096).decode("utf-8", "replace"))  # noqa: T201 – the answer is what this is for
    except (OSError, HTTPException) as fault:
        print(f"no answer: {fault}")  # noqa: T201 – as above
        return 1
    finally:
        connection.close()
    return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
