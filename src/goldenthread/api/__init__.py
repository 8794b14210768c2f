"""The door for programs: what may be read and changed with a token."""
