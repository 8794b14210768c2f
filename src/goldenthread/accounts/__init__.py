"""People who sign in, the roles they hold, where and when, and what each role may do."""
