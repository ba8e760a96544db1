"""Slack: hears verified requests, shows replies as blocks and modals, knows Slack's limits."""
