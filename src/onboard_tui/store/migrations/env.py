"""Where Alembic enters: it migrates on the connection, and in the transaction, that `migrate` gives it."""

from __future__ import annotations

from alembic import context

from onboard_tui.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
