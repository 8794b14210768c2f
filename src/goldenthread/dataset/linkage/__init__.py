"""Who is who: the identity spine, links with their evidence, and doubts for people."""
