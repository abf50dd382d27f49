"""Dashboards as they look with data: of a drill, or recorded; drawn by Grafana's own components."""

from tocsin.preview.dashboard import Dashboard
from tocsin.preview.page import preview_page
from tocsin.preview.scene import Scene, drill_scene, recorded_scene

__all__ = ["Dashboard", "Scene", "drill_scene", "preview_page", "recorded_scene"]
