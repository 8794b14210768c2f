"""How static files are named when served: by what is in them, so that they can be kept for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names each file by its content and follows the imports between script modules."""

    support_js_module_import_aggregation = True
