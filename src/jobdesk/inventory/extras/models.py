"""All models of this app, for Django's registry."""

from jobdesk.inventory.extras.associations import RelationshipAssociation
from jobdesk.inventory.extras.changelog import ObjectChange
from jobdesk.inventory.extras.configcontexts import ConfigContext
from jobdesk.inventory.extras.contacts import Contact, ContactAssociation, Team
from jobdesk.inventory.extras.contextschemas import ConfigContextSchema
from jobdesk.inventory.extras.customfields import CustomField, CustomFieldChoice
from jobdesk.inventory.extras.groups import DynamicGroup
from jobdesk.inventory.extras.integrations import ExternalIntegration, GraphQLQuery
from jobdesk.inventory.extras.memberships import DynamicGroupMembership, StaticGroupAssociation
from jobdesk.inventory.extras.metadata import Role, Status, Tag
from jobdesk.inventory.extras.notes import ComputedField, ExportTemplate, Note
from jobdesk.inventory.extras.objectmetadata import MetadataChoice, MetadataType, ObjectMetadata
from jobdesk.inventory.extras.relationships import Relationship
from jobdesk.inventory.extras.runcommits import RunCommit
from jobdesk.inventory.extras.secrets import Secret, SecretsGroup, SecretsGroupAssociation

__all__ = [
    "ComputedField", "ConfigContext", "ConfigContextSchema", "Contact", "ContactAssociation",
    "CustomField", "CustomFieldChoice", "DynamicGroup", "DynamicGroupMembership",
    "ExportTemplate", "ExternalIntegration", "GraphQLQuery", "MetadataChoice", "MetadataType",
    "Note", "ObjectChange", "ObjectMetadata", "Relationship", "RelationshipAssociation",
    "Role", "RunCommit", "Secret", "SecretsGroup", "SecretsGroupAssociation",
    "StaticGroupAssociation", "Status", "Tag", "Team",
]  # fmt: skip
