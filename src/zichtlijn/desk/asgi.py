"""What a server such as uvicorn runs: `zichtlijn.desk.asgi:application`."""

import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zichtlijn.desk.settings")
# whitenoise reads its small files at once; under ASGI that is what we want
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")
application = get_asgi_application()
