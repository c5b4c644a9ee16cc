"""What lies under the apps of the original: bases, exceptions, small helpers."""

from jobdesk.compat.served import dcim, extras, networks
from jobdesk.compat.served.table import Names, names

_HELPERS = "jobdesk.compat.helpers"
_MODELS = "jobdesk.compat.model_helpers"
_UNSAVED = "jobdesk.compat.stand_ins"

CHOICE_BASES: Names = names(
    "jobdesk.inventory.choices.sets", "ChoiceSet unpack_grouped_choices"
)
COLOUR_CHOICES: Names = names(
    "jobdesk.inventory.choices.core",
    "ButtonActionColorChoices ButtonActionIconChoices ColorChoices",
)
EXCEPTIONS: Names = names(
    _UNSAVED, "AbortTransaction CeleryWorkerNotRunningException FilterSetFieldNotFound"
)
BASES: Names = names(
    "jobdesk.inventory.core.bases", "BaseModel OrganizationalModel PrimaryModel"
)
QUERYSETS: Names = names(
    "jobdesk.inventory.core.querysets",
    "RestrictedQuerySet=InventoryQuerySet BaseManager=InventoryManager "
    "TreeManager=InventoryManager TreeQuerySet=InventoryQuerySet",
) | names(_MODELS, "count_related")
MODEL_HELPERS: Names = names(_HELPERS, "array_to_string") | names(
    _MODELS,
    "get_all_concrete_models is_taggable serialize_object serialize_object_v2",
)
DATA: Names = names(
    _HELPERS,
    "deepmerge flatten_dict flatten_iterable is_url is_uuid merge_dicts_without_collision "
    "render_jinja2 shallow_compare_dict to_meters validate_jinja2",
)
LOOKUP: Names = names(
    _MODELS,
    "get_changes_for_model get_model_from_name get_route_for_model",
) | {"get_filterset_for_model": "jobdesk.inventory.filters.sets:filterset_for"}
COLOURS: Names = names(_HELPERS, "foreground_color hex_to_rgb rgb_to_hex")
SLUGS: Names = names(_HELPERS, "slugify_dashes_to_underscores slugify_dots_to_dashes")
CONFIG: Names = names(_MODELS, "get_settings_or_config")
LOGGING: Names = names(_HELPERS, "sanitize")
PERMISSIONS: Names = names(_MODELS, "get_permission_for_model")
ORDERING: Names = {"naturalize": "jobdesk.inventory.core.fields:natural_order"}
LENGTHS: Names = names("jobdesk.inventory.choices.constants", "CHARFIELD_MAX_LENGTH")
PARSERS: Names = names("jobdesk.compat.parsers", "NautobotCSVParser")
QUERIES: Names = names(
    "jobdesk.inventory.graphql.answering", "execute_query execute_saved_query"
)
TREES: Names = {"TreeModel": "jobdesk.inventory.core.trees:TreeMixin"}
_EXTRAS_BASES = {
    name: extras.MODELS[name]
    for name in ("ChangeLoggedModel", "CustomFieldModel", "StatusField")
}

MODULES: dict[str, Names] = {
    "nautobot": names(_UNSAVED, "__version__=UPSTREAM_VERSION"),
    "nautobot.core.urls": names("jobdesk.compat.urls", "urlpatterns"),
    "nautobot.core.models": BASES,
    "nautobot.core.models.generics": BASES,
    "nautobot.core.models.managers": QUERYSETS,
    "nautobot.core.models.querysets": QUERYSETS,
    "nautobot.core.models.tree_queries": QUERYSETS | TREES,
    "nautobot.core.models.utils": MODEL_HELPERS,
    "nautobot.core.models.fields": SLUGS,
    "nautobot.core.models.ordering": ORDERING,
    "nautobot.core.choices": CHOICE_BASES | COLOUR_CHOICES,
    "nautobot.core.constants": LENGTHS,
    "nautobot.core.exceptions": EXCEPTIONS,
    "nautobot.core.utils.data": DATA,
    "nautobot.core.utils.lookup": LOOKUP,
    "nautobot.core.utils.color": COLOURS,
    "nautobot.core.utils.config": CONFIG,
    "nautobot.core.utils.logging": LOGGING,
    "nautobot.core.utils.permissions": PERMISSIONS,
    "nautobot.core.api.parsers": PARSERS,
    "nautobot.core.graphql": QUERIES,
    "nautobot.apps.graphql": QUERIES,
    "nautobot.apps.choices": dcim.CHOICES
    | extras.CHOICES
    | networks.IPAM_CHOICES
    | networks.CIRCUIT_CHOICES
    | CHOICE_BASES
    | COLOUR_CHOICES,
    "nautobot.apps.constants": LENGTHS,
    "nautobot.apps.exceptions": EXCEPTIONS,
    "nautobot.apps.models": BASES
    | _EXTRAS_BASES
    | QUERYSETS
    | MODEL_HELPERS
    | TREES
    | SLUGS
    | ORDERING
    | {name: networks.IPAM_MODELS[name] for name in ("get_default_namespace",)},
    "nautobot.apps.querysets": QUERYSETS,
    "nautobot.apps.utils": DATA | LOOKUP | COLOURS | CONFIG | LOGGING | PERMISSIONS,
    "nautobot.utilities.choices": CHOICE_BASES | COLOUR_CHOICES,
    "nautobot.utilities.exceptions": EXCEPTIONS,
    "nautobot.utilities.querysets": QUERYSETS,
    "nautobot.utilities.utils": DATA | LOOKUP | COLOURS | CONFIG | MODEL_HELPERS,
    "nautobot.utilities.logging": LOGGING,
}
