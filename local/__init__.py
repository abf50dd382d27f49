"""The embedded AWS: starts the emulator, deploys into it, runs a live fire drill."""
