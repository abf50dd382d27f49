"""Patterns of AWS X-Ray's sampling rules: which names two of them have in common."""

from tocsin.sampling.name_pattern import is_within, overlap

__all__ = ["is_within", "overlap"]
