"""What is known after an incident: how long everything took, how often, and a page to review it."""

from tocsin.aftermath.course import Course, course_of
from tocsin.aftermath.evidence import Chart, Evidence, HappenedNearby, StateChange
from tocsin.aftermath.review_page import review_page
from tocsin.aftermath.state_change import read_state_change
from tocsin.aftermath.statistics import NIGHT, IncidentStatistics, PersonFigures, statistics_of
from tocsin.aftermath.words import entry_words, length_words

__all__ = [
    "NIGHT",
    "Chart",
    "Course",
    "Evidence",
    "HappenedNearby",
    "IncidentStatistics",
    "PersonFigures",
    "StateChange",
    "course_of",
    "entry_words",
    "length_words",
    "read_state_change",
    "review_page",
    "statistics_of",
]
