"""Fill a workspace's inventory with an invented network, to try jobs and the window on."""

from collections.abc import Callable

from jobdesk.inventory.sample.sizes import SampleReport, SampleSizes
from jobdesk.operations.services import Services


def install_sample_inventory(
    services: Services,
    sizes: SampleSizes | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> SampleReport:
    """Make it, all or nothing; 4 s for the usual sizes.

    Args:
        services: of the workspace.
        sizes: how many of each; None: the usual 2,000 devices.
        progress: told how many sites are done, of how many, in the inventory's thread; what it
            raises ends the work, and nothing is left of it.

    Raises:
        Refused: the sizes make no network, or the inventory has objects already.
        GateBusy: somebody else has been writing the inventory for two seconds.
    """
    from jobdesk.inventory.sample.make import make_sample

    return services.inventory.call(make_sample, sizes or SampleSizes(), progress)
