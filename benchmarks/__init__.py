"""How fast pages and reading are on this machine, beside a yardstick in the same run."""
