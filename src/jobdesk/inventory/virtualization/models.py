"""All models of this app, for Django's registry."""

from jobdesk.inventory.virtualization.clusters import Cluster, ClusterGroup, ClusterType
from jobdesk.inventory.virtualization.machines import VirtualMachine, VMInterface

__all__ = ["Cluster", "ClusterGroup", "ClusterType", "VMInterface", "VirtualMachine"]
