"""What is wrong with what services say that they depend on."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from tocsin.viewpoint.finding import Finding, finding, unknown_name
from tocsin.viewpoint.viewpoint import Viewpoint


def check_dependencies(viewpoint: Viewpoint) -> Iterator[Finding]:
    """Yield names of services that do not exist, and a way that leads back to its begin."""
    services = viewpoint.services
    for name, service in services.items():
        for number, needed in enumerate(service.depends_on):
            if needed not in services:
                path = ("services", name, "depends_on", number)
                others = [each for each in services if each != name]
                yield unknown_name(path, "service", needed, others, ("services", needed))
    graph = {
        name: [each for each in service.depends_on if each in services]
        for name, service in services.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        # The sorter names each service behind the one that it needs.
        circle: list[str] = error.args[1][::-1]
        first, second = circle[:2]
        place = services[first].depends_on.index(second)
        yield finding(
            "dependency-circle",
            ("services", first, "depends_on", place),
            f"the service depends on itself: {' → '.join(circle)}",
            "leave out the one that others can do without",
            *(("services", name) for name in circle),
        )
