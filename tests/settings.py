"""Settings for tests: the real ones in a data folder of their own, with a quick password hash."""

import atexit
import os
import shutil
import tempfile

_HOME = tempfile.mkdtemp(prefix="goldenthread-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["GOLDENTHREAD_HOME"] = _HOME
os.mkdir(os.path.join(_HOME, "static"))
# The person-level side is on unless the suite is run to see the house without it.
os.environ.setdefault("DATASET", "on")

from goldenthread.config.settings import *

# As in the demonstration; that it is asked otherwise is tried in tests/accounts/test_second_step.
SECOND_STEP = "nobody"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
