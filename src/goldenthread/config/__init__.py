"""Settings, addresses and the WSGI door; wires the rooms together and decides nothing."""
