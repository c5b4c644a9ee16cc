"""All models of this app, for Django's registry."""

from jobdesk.inventory.extras.changelog import ObjectChange
from jobdesk.inventory.extras.configcontexts import ConfigContext, ConfigContextSchema
from jobdesk.inventory.extras.customfields import CustomField, CustomFieldChoice
from jobdesk.inventory.extras.integrations import (
    ExternalIntegration,
    GraphQLQuery,
)
from jobdesk.inventory.extras.metadata import Role, Status, Tag
from jobdesk.inventory.extras.relationships import Relationship, RelationshipAssociation
from jobdesk.inventory.extras.secrets import Secret, SecretsGroup, SecretsGroupAssociation

__all__ = [
    "ConfigContext", "ConfigContextSchema", "CustomField", "CustomFieldChoice",
    "ExternalIntegration", "GraphQLQuery", "ObjectChange", "Relationship",
    "RelationshipAssociation", "Role", "Secret", "SecretsGroup", "SecretsGroupAssociation",
    "Status", "Tag",
]  # fmt: skip
