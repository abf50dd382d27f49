"""Typed views of resources, one kind a module."""
