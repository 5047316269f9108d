"""What tells our database file from any other, and one version of it from the next."""

APPLICATION_ID = 0x0B0A2D71
"""In the file's header (`PRAGMA application_id`): this file is ours."""

SCHEMA_VERSION = 3
"""In the file's header (`PRAGMA user_version`): the newest migration that this program knows."""

SUMMARY_VERSION = 1
"""The way in which this program sums an interview up; a summary that was made in an older way is made again."""

CHECKED_WHOLE = 64 * 2**20
"""Bytes up to which a file is checked whole when it is opened, which takes 2 to 3 ms a megabyte.

In a larger one what is read is checked: every entry has a hash, and SQLite notices a broken page when it comes to it.
"""
