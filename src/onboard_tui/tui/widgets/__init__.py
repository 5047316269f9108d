"""One file a widget; none of them knows a rule, a table or a template."""
