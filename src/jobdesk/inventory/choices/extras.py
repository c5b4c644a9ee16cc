"""Choices of what is common to all objects."""

from jobdesk.inventory.choices.sets import choice_set

ButtonClassChoices = choice_set(
    "ButtonClassChoices",
    "CLASS_DEFAULT=default CLASS_PRIMARY=primary CLASS_SUCCESS=success CLASS_INFO=info "
    "CLASS_WARNING=warning CLASS_DANGER=danger CLASS_LINK=link",
)
CustomFieldFilterLogicChoices = choice_set(
    "CustomFieldFilterLogicChoices",
    "FILTER_DISABLED=disabled FILTER_LOOSE=loose FILTER_EXACT=exact",
)
CustomFieldTypeChoices = choice_set(
    "CustomFieldTypeChoices",
    "TYPE_TEXT=text TYPE_INTEGER=integer TYPE_BOOLEAN=boolean TYPE_DATE=date TYPE_URL=url "
    "TYPE_SELECT=select TYPE_MULTISELECT=multi-select TYPE_JSON=json "
    "TYPE_MARKDOWN=markdown",
)
CustomLinkButtonClassChoices = choice_set(
    "CustomLinkButtonClassChoices",
    "CLASS_DEFAULT=default CLASS_PRIMARY=primary CLASS_SUCCESS=success CLASS_INFO=info "
    "CLASS_WARNING=warning CLASS_DANGER=danger CLASS_LINK=link",
)
DynamicGroupOperatorChoices = choice_set(
    "DynamicGroupOperatorChoices",
    "OPERATOR_UNION=union OPERATOR_INTERSECTION=intersection OPERATOR_DIFFERENCE=difference",
)
DynamicGroupTypeChoices = choice_set(
    "DynamicGroupTypeChoices",
    "TYPE_DYNAMIC_FILTER=dynamic-filter TYPE_DYNAMIC_SET=dynamic-set TYPE_STATIC=static",
)
JobExecutionType = choice_set(
    "JobExecutionType",
    "TYPE_IMMEDIATELY=immediately TYPE_FUTURE=future TYPE_HOURLY=hourly TYPE_DAILY=daily "
    "TYPE_WEEKLY=weekly TYPE_CUSTOM=custom",
)
JobQueueTypeChoices = choice_set(
    "JobQueueTypeChoices", "TYPE_CELERY=celery TYPE_KUBERNETES=kubernetes"
)
JobResultStatusChoices = choice_set(
    "JobResultStatusChoices",
    "STATUS_FAILURE=FAILURE STATUS_PENDING=PENDING STATUS_RECEIVED=RECEIVED "
    "STATUS_RETRY=RETRY STATUS_REVOKED=REVOKED STATUS_STARTED=STARTED "
    "STATUS_SUCCESS=SUCCESS",
)
LogLevelChoices = choice_set(
    "LogLevelChoices",
    "LOG_DEBUG=debug LOG_INFO=info LOG_SUCCESS=success LOG_WARNING=warning "
    "LOG_FAILURE=failure LOG_ERROR=error LOG_CRITICAL=critical",
)
MetadataTypeDataTypeChoices = choice_set(
    "MetadataTypeDataTypeChoices",
    "TYPE_TEXT=text TYPE_INTEGER=integer TYPE_BOOLEAN=boolean TYPE_DATE=date TYPE_URL=url "
    "TYPE_SELECT=select TYPE_MULTISELECT=multi-select TYPE_JSON=json "
    "TYPE_MARKDOWN=markdown TYPE_CONTACT_TEAM=contact-or-team TYPE_DATETIME=datetime "
    "TYPE_FLOAT=float",
)
ObjectChangeActionChoices = choice_set(
    "ObjectChangeActionChoices",
    "ACTION_CREATE=create ACTION_UPDATE=update ACTION_DELETE=delete",
)
ObjectChangeEventContextChoices = choice_set(
    "ObjectChangeEventContextChoices",
    "CONTEXT_WEB=web CONTEXT_JOB=job CONTEXT_JOB_HOOK=job-hook CONTEXT_ORM=orm "
    "CONTEXT_UNKNOWN=unknown",
)
RelationshipRequiredSideChoices = choice_set(
    "RelationshipRequiredSideChoices",
    "NEITHER_SIDE_REQUIRED= SOURCE_SIDE_REQUIRED=source DESTINATION_SIDE_REQUIRED=destination",
)
RelationshipSideChoices = choice_set(
    "RelationshipSideChoices", "SIDE_SOURCE=source SIDE_DESTINATION=destination SIDE_PEER=peer"
)
RelationshipTypeChoices = choice_set(
    "RelationshipTypeChoices",
    "TYPE_ONE_TO_ONE=one-to-one TYPE_ONE_TO_ONE_SYMMETRIC=symmetric-one-to-one "
    "TYPE_ONE_TO_MANY=one-to-many TYPE_MANY_TO_MANY=many-to-many "
    "TYPE_MANY_TO_MANY_SYMMETRIC=symmetric-many-to-many",
)
SecretsGroupAccessTypeChoices = choice_set(
    "SecretsGroupAccessTypeChoices",
    "TYPE_GENERIC=Generic TYPE_CONSOLE=Console TYPE_GNMI=gNMI TYPE_HTTP=HTTP(S) "
    "TYPE_NETCONF=NETCONF TYPE_REST=REST TYPE_RESTCONF=RESTCONF TYPE_SNMP=SNMP "
    "TYPE_SSH=SSH",
)
SecretsGroupSecretTypeChoices = choice_set(
    "SecretsGroupSecretTypeChoices",
    "TYPE_AUTHKEY=authentication-key TYPE_AUTHPROTOCOL=authentication-protocol "
    "TYPE_KEY=key TYPE_NOTES=notes TYPE_PASSWORD=password "
    "TYPE_PRIVALGORITHM=private-algorithm TYPE_PRIVKEY=private-key TYPE_SECRET=secret "
    "TYPE_TOKEN=token TYPE_URL=url TYPE_USERNAME=username",
)
WebhookHttpMethodChoices = choice_set(
    "WebhookHttpMethodChoices",
    "METHOD_GET=GET METHOD_POST=POST METHOD_PUT=PUT METHOD_PATCH=PATCH METHOD_DELETE=DELETE",
)

JobResultStatusChoices.STATUS_IGNORED = "IGNORED"
JobResultStatusChoices.STATUS_REJECTED = "REJECTED"
JobResultStatusChoices.ALL_STATES = frozenset(JobResultStatusChoices.values())
JobResultStatusChoices.READY_STATES = frozenset(("FAILURE", "REVOKED", "SUCCESS"))
JobResultStatusChoices.UNREADY_STATES = (
    JobResultStatusChoices.ALL_STATES - JobResultStatusChoices.READY_STATES
)
JobResultStatusChoices.EXCEPTION_STATES = frozenset(("FAILURE", "RETRY", "REVOKED"))
JobResultStatusChoices.PROPAGATE_STATES = frozenset(("FAILURE", "REVOKED"))
