"""Whether a service that is down pages once, or each of its alarms does."""

from typing import Literal

PageBy = Literal["service", "alarm"]
