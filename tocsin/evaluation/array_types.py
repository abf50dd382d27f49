"""The arrays that the evaluator computes with; each docstring adds the shape."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
"""Values, and times in seconds since 1970 that may have a fraction."""

LongFloatArray: TypeAlias = NDArray[np.longdouble]
"""Values in a longer format, for what is rounded once at the end."""

Seconds: TypeAlias = NDArray[np.int64]
"""Whole seconds since 1970."""

Indices: TypeAlias = NDArray[np.int64]
"""Places in another array."""

Flags: TypeAlias = NDArray[np.bool_]
"""Whether something holds, place by place."""
