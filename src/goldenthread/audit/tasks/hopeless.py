"""The end of trying."""


class Hopeless(Exception):
    """No further attempt can succeed; the words say why, for an administrator."""
