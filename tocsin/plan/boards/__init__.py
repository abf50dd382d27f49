"""What dashboards show: one for all services, one for each, and one for each question beyond."""

from tocsin.plan.boards.make_boards import make_boards

__all__ = ["make_boards"]
