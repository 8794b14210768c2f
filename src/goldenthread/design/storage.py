"""How static files are named when served: by what is in them, so that they can be kept for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

OUR_SCRIPTS = ("design/*.js", "intake/*.js", "thread/*.js")
IMPORTED = r"""(?P<matched>from\s*["'](?P<url>\.{1,2}/[^"']+)["'])"""


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names each file by its content and follows the imports of our own script modules.

    Django's switch for following imports reads every script, and stumbles over comments in HTMX.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((scripts, ((IMPORTED, 'from "%(url)s"'),)) for scripts in OUR_SCRIPTS),
    )
