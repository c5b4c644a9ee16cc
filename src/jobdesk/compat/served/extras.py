"""What is common to all objects: statuses, roles, tags, custom fields, secrets, changes."""

from jobdesk.compat.served.table import Names, names, placed

MODELS: Names = {
    **names(
        "jobdesk.inventory.extras.models",
        "ComputedField ConfigContext ConfigContextSchema Contact ContactAssociation "
        "CustomField CustomFieldChoice DynamicGroup DynamicGroupMembership ExportTemplate "
        "ExternalIntegration GraphQLQuery MetadataChoice MetadataType Note ObjectChange "
        "ObjectMetadata Relationship RelationshipAssociation Role Secret SecretsGroup "
        "SecretsGroupAssociation StaticGroupAssociation Status Tag Team",
    ),
    **names(
        "jobdesk.inventory.deskdata.models",
        "Job JobButton JobConsoleEntry JobHook JobLogEntry JobQueue JobQueueAssignment "
        "JobResult",
    ),
    **names("jobdesk.inventory.deskdata.absent", "GitRepository ScheduledJob"),
    **names("jobdesk.inventory.core.bases", "ChangeLoggedModel CustomFieldModel"),
    **names("jobdesk.inventory.core.fields", "RoleField=RoleLink StatusField=StatusLink"),
}

_PLACES = {
    "change_logging": "ChangeLoggedModel ObjectChange",
    "contacts": "Contact ContactAssociation Team",
    "customfields": "ComputedField CustomField CustomFieldChoice CustomFieldModel",
    "datasources": "GitRepository",
    "groups": "DynamicGroup DynamicGroupMembership StaticGroupAssociation",
    "jobs": "Job JobButton JobConsoleEntry JobHook JobLogEntry JobQueue JobQueueAssignment "
    "JobResult ScheduledJob ScheduledJobs",
    "metadata": "MetadataChoice MetadataType ObjectMetadata",
    "models": "ConfigContext ConfigContextSchema CustomLink ExportTemplate ExternalIntegration "
    "GraphQLQuery Note SavedView Webhook",
    "relationships": "Relationship RelationshipAssociation RelationshipModel",
    "roles": "Role RoleField",
    "secrets": "Secret SecretsGroup SecretsGroupAssociation",
    "statuses": "Status StatusField StatusModel",
    "tags": "Tag TaggedItem",
}

CHOICES: Names = names(
    "jobdesk.inventory.choices.extras",
    "ButtonClassChoices CustomFieldFilterLogicChoices CustomFieldTypeChoices "
    "CustomLinkButtonClassChoices DynamicGroupOperatorChoices DynamicGroupTypeChoices "
    "JobExecutionType JobQueueTypeChoices JobResultStatusChoices LogLevelChoices "
    "MetadataTypeDataTypeChoices ObjectChangeActionChoices ObjectChangeEventContextChoices "
    "RelationshipRequiredSideChoices RelationshipSideChoices RelationshipTypeChoices "
    "SecretsGroupAccessTypeChoices SecretsGroupSecretTypeChoices WebhookHttpMethodChoices",
)

_SECRET_ERRORS = names(
    "jobdesk.inventory.extras.secrets",
    "SecretError SecretParametersError SecretProviderError SecretValueNotFoundError",
)

MODULES: dict[str, Names] = {
    **placed("nautobot.extras.models", MODELS, _PLACES),
    "nautobot.extras.choices": CHOICES,
    "nautobot.extras.secrets.exceptions": _SECRET_ERRORS,
    "nautobot.extras.constants": names(
        "jobdesk.inventory.choices.constants",
        "CHANGELOG_MAX_CHANGE_CONTEXT_DETAIL CHANGELOG_MAX_OBJECT_REPR HTTP_CONTENT_TYPE_JSON "
        "JOB_LOG_MAX_ABSOLUTE_URL_LENGTH JOB_LOG_MAX_GROUPING_LENGTH "
        "JOB_LOG_MAX_LOG_OBJECT_LENGTH JOB_MAX_NAME_LENGTH JOB_OVERRIDABLE_FIELDS",
    ),
}

# Found there because the original itself imports it in that file.
MODULES["nautobot.extras.models.customfields"] |= names(
    "django.contrib.contenttypes.models", "ContentType"
)
