"""What a server such as uvicorn runs: `zichtlijn.desk.asgi:application`."""

import os
import warnings

from django.core.asgi import get_asgi_application

from zichtlijn.desk.environment import read_most_bytes
from zichtlijn.desk.starting.size_limit import limit_size

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zichtlijn.desk.settings")
# whitenoise reads its small files at once; under ASGI that is what we want
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")
application = limit_size(get_asgi_application(), most_bytes=read_most_bytes())
