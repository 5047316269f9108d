"""What tells our database file from any other, and one version of it from the next."""

APPLICATION_ID = 0x0B0A2D71
"""In the file's header (`PRAGMA application_id`): this file is ours."""

SCHEMA_VERSION = 1
"""In the file's header (`PRAGMA user_version`): the newest migration that this program knows."""
