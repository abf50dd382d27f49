"""Tocsin: one description of how an AWS system is operated, built and proved."""
