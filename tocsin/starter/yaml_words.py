"""Words that YAML may not mean as text."""

READ_AS_OTHER = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
"""What some readers of YAML take for a boolean or for nothing, in small letters."""
