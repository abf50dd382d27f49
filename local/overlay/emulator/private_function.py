"""A private function of the emulator that can be replaced, wrapped or followed by ours."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from types import ModuleType
from typing import Any, TypeAlias

# Status, headers, body; what an API function of the emulator answers with.
Response: TypeAlias = tuple[int, dict[str, str], bytes]
Function: TypeAlias = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class PrivateFunction:
    """A function by its module and name; calling it calls what stands there now.

    Each of its methods raises `AttributeError` if the emulator has no such function, so that
    nothing is replaced in vain.
    """

    module: ModuleType
    name: str

    def __call__(self, *arguments: object) -> Any:  # noqa: ANN401 - the emulator has no types
        """Call the function that stands there now."""
        return self._current()(*arguments)

    def replace(self, replacement: Function) -> None:
        """Put *replacement* in its place."""
        self._current()
        setattr(self.module, self.name, replacement)

    def wrap(self, wrapper: Callable[[Function], Function]) -> None:
        """Put what *wrapper* makes of it in its place."""
        self.replace(wrapper(self._current()))

    def follow_with(self, then: Callable[..., None]) -> None:
        """Call *then* with the same arguments after each call that the emulator accepted."""
        stock = self._current()

        def call(*arguments: object) -> Response:
            response: Response = stock(*arguments)
            if response[0] == HTTPStatus.OK:
                then(*arguments)
            return response

        self.replace(call)

    def _current(self) -> Function:
        function: Function = getattr(self.module, self.name)
        return function
