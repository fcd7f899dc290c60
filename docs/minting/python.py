"""Mints the token that tells SeggWat who is signed in.

Runs on your server, never in the browser: whoever has the secret can be anybody. Needs Python 3.8 or newer and no packages.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def mint_token(sub: str, email: str, name: str, project_key: str, secret: str) -> str:
    """`secret` is used as it was shown, `sws_` included: the text itself is the key."""
    now = int(time.time())
    header = {"alg": "HS256", "typ": "JWT"}
    claims = {"sub": sub, "email": email, "name": name, "project_key": project_key, "iat": now, "exp": now + 3600}
    unsigned = ".".join(_encode(json.dumps(part).encode()) for part in (header, claims))
    signature = hmac.new(secret.encode(), unsigned.encode(), hashlib.sha256).digest()
    return f"{unsigned}.{_encode(signature)}"


# python3 python.py USER_ID EMAIL NAME
if __name__ == "__main__":
    print(mint_token(*sys.argv[1:4], os.environ["SEGGWAT_PROJECT_KEY"], os.environ["SEGGWAT_SIGNING_SECRET"]))
