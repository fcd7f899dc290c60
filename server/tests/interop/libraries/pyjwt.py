import os
import sys
import time

import jwt

sub, email, name = sys.argv[1:4]
now = int(time.time())
claims = {"sub": sub, "email": email, "name": name, "project_key": os.environ["SEGGWAT_PROJECT_KEY"], "iat": now, "exp": now + 3600}
print(jwt.encode(claims, os.environ["SEGGWAT_SIGNING_SECRET"], algorithm=os.environ.get("ALGORITHM", "HS256")))
