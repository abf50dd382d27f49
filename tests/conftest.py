"""Settings of the whole suite."""

from hypothesis import settings

# On a busy machine an example may take long without anything being wrong.
settings.register_profile("tocsin", deadline=None)
settings.load_profile("tocsin")
